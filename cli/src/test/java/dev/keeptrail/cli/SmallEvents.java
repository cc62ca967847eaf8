package dev.keeptrail.cli;

import dev.keeptrail.engine.decision.Approval;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events with nothing special about them. */
final class SmallEvents {
  private static final DecisionEvent.PackRef SMALL =
      new DecisionEvent.PackRef("small", "1.0.0", "sha256:0", true);

  private SmallEvents() {}

  static DecisionEvent allowed(String id) {
    return event(id, "allow", "all_policies_passed", "gpt-4o-mini", null, SMALL, List.of());
  }

  /** Decided then. */
  static DecisionEvent at(String time) throws EventFormatException {
    String json = EventJson.write(allowed("evt_" + time.replaceAll("[^0-9A-Z]", "")));
    return EventJson.read(json.replace("2026-01-01T00:00:00.000000Z", time));
  }

  /** Of a request that has an id of its own. */
  static DecisionEvent allowedRequest(String id, String request) {
    return event(
        id, request, "allow", "all_policies_passed", "gpt-4o-mini", null, SMALL, List.of());
  }

  /** Waits for a person. */
  static DecisionEvent escalated(String id) {
    return event(id, "escalate", "transfers.large", "gpt-4o-mini", "transfers", SMALL, List.of());
  }

  /** Let through by the approval of an escalation. */
  static DecisionEvent released(String id, String escalation) throws EventFormatException {
    DecisionEvent event =
        event(id, "allow", Approval.REASON, "gpt-4o-mini", "transfers", SMALL, List.of());
    String json = EventJson.write(event);
    String tags = ",\"tags\":{\"escalation_id\":\"" + escalation + "\"}}";
    return EventJson.read(json.substring(0, json.lastIndexOf('}')) + tags);
  }

  static DecisionEvent blocked(String id, String model) {
    return blocked(id, model, SMALL);
  }

  /** By a pack that is kept. */
  static DecisionEvent blocked(String id, StoredPack pack) {
    var of = new DecisionEvent.PackRef(pack.name(), pack.version(), pack.digest(), true);
    return blocked(id, "gpt-4o-mini", of);
  }

  private static DecisionEvent blocked(String id, String model, DecisionEvent.PackRef pack) {
    return event(
        id,
        "block",
        "prompt_injection.detected",
        model,
        "prompt-injection",
        pack,
        List.of(
            new DecisionEvent.PolicyResult(
                "prompt-injection",
                "prompt-injection",
                "input",
                "enforce",
                "evaluated",
                "block",
                "block",
                "prompt_injection.detected",
                List.of("detected"),
                1)));
  }

  /** A delivered answer with this cost; null where no price is known. */
  static DecisionEvent costing(String id, @Nullable Double usd) {
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
        SMALL,
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
        new DecisionEvent.Upstream(200, null, "gpt-4o-mini"),
        new DecisionEvent.Usage(6, 8, 14, 0, 0, false),
        new DecisionEvent.Cost(usd, usd, usd, usd != null, "2026-04-01", "sha256:0"),
        new DecisionEvent.Latency(10, 5, 5));
  }

  /** By a policy whose approval these tags may tell of. */
  static DecisionEvent escalated(String id, Map<String, String> tags) {
    var result =
        new DecisionEvent.PolicyResult(
            "transfers",
            "transfers",
            "input",
            "enforce",
            "evaluated",
            "escalate",
            tags.isEmpty() ? "escalate" : "allow",
            "transfers.large",
            List.of("large"),
            0);
    return new DecisionEvent(
        id,
        Instant.parse("2026-01-01T00:00:00Z"),
        "escalate",
        "transfers.large",
        "gpt-4o",
        "openai-primary",
        "1.0.0",
        "req_1",
        null,
        "gateway",
        "/v1/chat/completions",
        false,
        SMALL,
        "transfers",
        DecisionEvent.Outcome.ESCALATED,
        409,
        false,
        false,
        List.of(result),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        new DecisionEvent.Latency(10, 5, 5),
        tags,
        null,
        List.of(),
        null,
        null,
        null);
  }

  private static DecisionEvent event(
      String id,
      String verdict,
      String reason,
      String model,
      @Nullable String policy,
      DecisionEvent.PackRef pack,
      List<DecisionEvent.PolicyResult> results) {
    return event(id, "req_1", verdict, reason, model, policy, pack, results);
  }

  private static DecisionEvent event(
      String id,
      String request,
      String verdict,
      String reason,
      String model,
      @Nullable String policy,
      DecisionEvent.PackRef pack,
      List<DecisionEvent.PolicyResult> results) {
    return new DecisionEvent(
        id,
        Instant.parse("2026-01-01T00:00:00Z"),
        verdict,
        reason,
        model,
        "openai-primary",
        "1.0.0",
        request,
        null,
        "gateway",
        "/v1/chat/completions",
        false,
        pack,
        policy,
        DecisionEvent.Outcome.DELIVERED,
        200,
        false,
        false,
        results,
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
