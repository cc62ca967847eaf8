package dev.keeptrail.kafka;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedCaller;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Small events of callers of one organisation. */
final class Events {
  private Events() {}

  static DecisionEvent of(String id, Instant at, String model, String org) {
    return new DecisionEvent(
        id,
        at,
        "allow",
        "all_policies_passed",
        model,
        "sim",
        "1.0.0",
        "req_1",
        null,
        "gateway",
        "/v1/chat/completions",
        false,
        new DecisionEvent.PackRef("pack", "1.0.0", "sha256:0", true),
        null,
        DecisionEvent.Outcome.DELIVERED,
        200,
        false,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        new DecisionEvent.Cost(null, null, null, false, "2026-11-01", "sha256:0"),
        new DecisionEvent.Latency(1, 1, 0),
        Map.of(),
        null,
        List.of(),
        new RecordedCaller("key", null, null, org, null, null),
        null,
        null);
  }
}
