package dev.keeptrail.benchmarks.ledger;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Cost;
import dev.keeptrail.ledger.event.DecisionEvent.Latency;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.event.DecisionEvent.PackRef;
import dev.keeptrail.ledger.event.DecisionEvent.PhaseCoverage;
import dev.keeptrail.ledger.event.DecisionEvent.Place;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedFinding;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedRedaction;
import dev.keeptrail.ledger.event.DecisionEvent.Upstream;
import dev.keeptrail.ledger.event.DecisionEvent.Usage;
import java.time.Instant;
import java.util.List;

/** Events of about 2 kB, as a chain of three leaves them: every tenth is a block. */
final class TwoKilobytes {
  static final int BLOCKED = 10;

  private static final String DIGEST = "sha256:" + "5f".repeat(32);
  private static final List<String> MODELS =
      List.of("gpt-5.4-mini", "gpt-5.4", "claude-sonnet-4-6", "mistral-large");
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private static final long STEP_MILLIS = 250;

  private TwoKilobytes() {}

  /** The time of an event. */
  static Instant at(int number) {
    return START.plusMillis(number * STEP_MILLIS);
  }

  static DecisionEvent event(int number) {
    boolean blocked = number % BLOCKED == 0;
    String model = MODELS.get(number % MODELS.size());
    var place = new Place("input", "user", "content", "/messages/1/content");
    return new DecisionEvent(
        "evt_%026d".formatted(number),
        at(number),
        blocked ? "block" : "redact",
        blocked ? "prompt_injection.detected" : "pii_detector.redacted",
        model,
        "main",
        "1.4.0",
        "req_%026d".formatted(number),
        null,
        "gateway-1",
        "/v1/chat/completions",
        false,
        new PackRef("audit-trail-example", "1.4.0", DIGEST, true),
        blocked ? "prompt-injection" : "pii-detector",
        blocked ? Outcome.INPUT_BLOCKED : Outcome.DELIVERED,
        blocked ? 409 : 200,
        !blocked,
        false,
        List.of(
            result("prompt-injection", "input", blocked ? "block" : "allow"),
            result("pii-detector", "input", blocked ? "allow" : "redact"),
            result("audit-logger", "input", "allow")),
        List.of(
            new RecordedFinding(place, 40, 60, "pii.email", 0.95, "pattern", "plain", "email@2")),
        List.of(new RecordedRedaction(place, 40, 60, "pii-detector", "pii.email", "label")),
        List.of(),
        List.of(
            new PhaseCoverage("input", 2, 1_040, 1_040, List.of()),
            new PhaseCoverage("output", 1, 1_024, 1_024, List.of())),
        new Upstream(200, null, model),
        new Usage(260, 240, 500),
        new Cost(0.00013, 0.00048, 0.00061, true, "2026-11-01", DIGEST),
        new Latency(2_100, 900, 1_200));
  }

  private static PolicyResult result(String policy, String phase, String verdict) {
    return new PolicyResult(
        policy,
        policy,
        phase,
        "enforce",
        "evaluated",
        verdict,
        verdict,
        policy.replace('-', '_') + "." + verdict,
        List.of(),
        0);
  }
}
