package dev.keeptrail.ledger.event;

import dev.keeptrail.ledger.event.DecisionEvent.Cost;
import dev.keeptrail.ledger.event.DecisionEvent.Latency;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.event.DecisionEvent.PackRef;
import dev.keeptrail.ledger.event.DecisionEvent.PhaseCoverage;
import dev.keeptrail.ledger.event.DecisionEvent.Place;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedAssignee;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedFault;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedFinding;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedRedaction;
import dev.keeptrail.ledger.event.DecisionEvent.UnscannedPart;
import dev.keeptrail.ledger.event.DecisionEvent.Upstream;
import dev.keeptrail.ledger.event.DecisionEvent.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events for tests: one with everything in it, and small ones that differ in what queries see. */
public final class SampleEvents {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000001Z");

  private SampleEvents() {}

  /** An event in which no field is null and no list empty. */
  public static DecisionEvent full() {
    Place place = new Place("input", "user", "message", "/messages/0/content");
    return new DecisionEvent(
        "evt_01KAR3V0000000000000000000",
        NOON,
        "redact",
        "pii.redacted",
        "gpt-5.4-mini-mini",
        "openai-primary",
        "1.2.0",
        "req_01KAR3V0000000000000000000",
        "caller-7",
        "gateway-1",
        "/v1/chat/completions",
        false,
        new PackRef("audit-trail-example", "1.2.0", "sha256:ab12", true),
        "pii-detector",
        Outcome.DELIVERED,
        200,
        true,
        true,
        List.of(
            result("prompt-injection", "allow", "allow", "enforce"),
            result("pii-detector", "redact", "redact", "enforce")),
        List.of(new RecordedFinding(place, 3, 17, "pii.email", 0.99, "verified", "plain", "email")),
        List.of(new RecordedRedaction(place, 3, 17, "pii-detector", "pii.email", "label")),
        List.of(new RecordedFault("input", "dlp-filter", "pattern", "timeout")),
        List.of(
            new PhaseCoverage(
                "input", 2, 5_000_000_000L, 40, List.of(new UnscannedPart("/tools/0", "image")))),
        new Upstream(200, "none", "gpt-5.4-mini-mini-2026"),
        new Usage(12, 30, 42, 4, 8, true),
        new Cost(0.000012, 1.5e-7, 0.00001215, true, "2026-11-01", "sha256:cd34"),
        new Latency(1_234, 1_000, 234),
        Map.of("team", "payments", "risk", "high"),
        new RecordedAssignee("team", "treasury"),
        List.of(new DecisionEvent.RecordedRestoration("pii-detector", "pii.email", 2)),
        new DecisionEvent.RecordedCaller(
            "key_0123456789abcdef", "ana", "billing", "acme", "bot", "internal"),
        DecisionEvent.CACHE_HIT,
        new DecisionEvent.Build("1.4.0", "0a1b2c3", "0123456789abcdef"));
  }

  /** An allowed event with as little in it as there can be. */
  public static DecisionEvent allowed(String id, Instant timestamp) {
    return decided(id, timestamp, "allow", null);
  }

  public static DecisionEvent decided(
      String id, Instant timestamp, String verdict, @Nullable String policy) {
    return named(id, timestamp, verdict, policy, "gpt-5.4-mini-mini");
  }

  public static DecisionEvent named(
      String id, Instant timestamp, String verdict, @Nullable String policy, String model) {
    return new DecisionEvent(
        id,
        timestamp,
        verdict,
        policy == null ? "all_policies_passed" : policy + ".matched",
        model,
        "simulated",
        "1.0.0",
        "req_" + id,
        null,
        "gateway-1",
        "/v1/chat/completions",
        false,
        new PackRef("example", "1.0.0", "sha256:00", true),
        policy,
        Outcome.DELIVERED,
        200,
        false,
        false,
        List.of(result("audit-logger", "allow", "allow", "enforce")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        new Latency(900, 0, 900));
  }

  /** An allowed event of a request with these ids. */
  public static DecisionEvent requested(
      String id, Instant timestamp, String request, @Nullable String clients) {
    return new DecisionEvent(
        id,
        timestamp,
        "allow",
        "all_policies_passed",
        "gpt-5.4-mini-mini",
        "simulated",
        "1.0.0",
        request,
        clients,
        "gateway-1",
        "/v1/chat/completions",
        false,
        new PackRef("example", "1.0.0", "sha256:00", true),
        null,
        Outcome.DELIVERED,
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
        new Latency(900, 0, 900));
  }

  public static PolicyResult result(String policy, String verdict, String action, String mode) {
    return new PolicyResult(
        policy, policy, "input", mode, "evaluated", verdict, action, "code", List.of("rule"), 1);
  }
}
