package dev.keeptrail.cli;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Instant;
import java.util.List;

/** Events with nothing special about them. */
final class SmallEvents {
  private SmallEvents() {}

  static DecisionEvent allowed(String id) {
    return new DecisionEvent(
        id,
        Instant.parse("2026-01-01T00:00:00Z"),
        "allow",
        "all_policies_passed",
        "gpt-4o-mini",
        "openai-primary",
        "1.0.0",
        "req_1",
        null,
        "gateway",
        "/v1/chat/completions",
        false,
        new DecisionEvent.PackRef("small", "1.0.0", "sha256:0", true),
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
        null,
        new DecisionEvent.Latency(10, 5, 5));
  }
}
