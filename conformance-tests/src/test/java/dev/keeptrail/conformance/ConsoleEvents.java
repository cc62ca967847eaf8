package dev.keeptrail.conformance;

import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Build;
import dev.keeptrail.ledger.event.DecisionEvent.Cost;
import dev.keeptrail.ledger.event.DecisionEvent.Latency;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.event.DecisionEvent.PackRef;
import dev.keeptrail.ledger.event.DecisionEvent.PhaseCoverage;
import dev.keeptrail.ledger.event.DecisionEvent.Place;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedAssignee;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedCaller;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedFault;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedFinding;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedRedaction;
import dev.keeptrail.ledger.event.DecisionEvent.Upstream;
import dev.keeptrail.ledger.event.DecisionEvent.Usage;
import dev.keeptrail.ledger.event.EventIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Events as a busy week leaves them, the same ones every time, and some that mean harm. */
final class ConsoleEvents {
  /** What somebody would write who wants a page to run it. */
  static final String HOSTILE =
      "<script>window.harmed=1</script>\"'><img src=x onerror=window.harmed=2>"
          + "</title></style><svg onload=window.harmed=3>{{7*7}}\u202e\u0007javascript:alert(1)";

  private static final List<String> CHAIN =
      List.of("prompt-injection", "dlp-filter", "pii-detector", "human-oversight", "audit-logger");
  private static final List<String> MODELS =
      List.of("gpt-5.4-mini", "gpt-5.4", "claude-sonnet-5", "text-small");

  private static final int WRITERS = 32;

  private final EventIds ids = EventIds.secure(Clock.systemUTC());
  private final SplittableRandom random;

  ConsoleEvents(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Fills a ledger with ordinary events that lie evenly in the time up to now. */
  static void fill(EventStore store, int count, Duration time) throws Exception {
    Instant begin = Instant.now().minus(time);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> ends = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer;
        ends.add(writers.submit(() -> fill(store, first, count, begin, time)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
  }

  private static @Nullable Void fill(
      EventStore store, int first, int count, Instant begin, Duration time) throws Exception {
    var events = new ConsoleEvents(first);
    for (int number = first; number < count; number += WRITERS) {
      store.append(events.ordinary(begin.plus(time.multipliedBy(number).dividedBy(count))));
    }
    return null;
  }

  DecisionEvent ordinary(Instant at) {
    int dice = random.nextInt(100);
    String verdict = dice < 70 ? "allow" : dice < 85 ? "redact" : dice < 90 ? "escalate" : "block";
    @Nullable String policy =
        switch (verdict) {
          case "redact" -> dice % 2 == 0 ? "pii-detector" : "dlp-filter";
          case "escalate" -> "human-oversight";
          case "block" -> "prompt-injection";
          default -> null;
        };
    // The lower of two dice: the first models are asked for more often.
    int first = random.nextInt(4);
    int model = Math.min(first, random.nextInt(4));
    return event(at, verdict, policy, MODELS.get(model), null);
  }

  /** One whose every field that a caller can write to means harm. */
  DecisionEvent hostile(Instant at) {
    return event(at, "redact", "pii-detector", HOSTILE, HOSTILE);
  }

  DecisionEvent of(Instant at, String verdict, String model) {
    return event(at, verdict, verdict.equals("allow") ? null : "prompt-injection", model, null);
  }

  private DecisionEvent event(
      Instant at, String verdict, @Nullable String policy, String model, @Nullable String harm) {
    String reason =
        policy == null
            ? "all_policies_passed"
            : policy.replace('-', '_')
                + switch (verdict) {
                  case "redact" -> ".redacted";
                  case "escalate" -> ".review_required";
                  default -> ".detected";
                };
    boolean asked = verdict.equals("allow") || verdict.equals("redact");
    Place place =
        new Place("input", "user", "message", harm == null ? "/messages/0/content" : harm);
    long upstream = asked ? 120_000 + random.nextInt(900_000) : 0;
    long own = 900L + random.nextInt(4_000);
    double usd = asked ? random.nextInt(4_000) * 1e-6 : 0;
    return new DecisionEvent(
        ids.nextEvent(),
        at,
        verdict,
        reason,
        model,
        random.nextInt(4) == 0 ? "anthropic-eu" : "openai-primary",
        "1.2.0",
        ids.nextRequest(),
        harm,
        "gateway-1",
        "/v1/chat/completions",
        false,
        new PackRef("payments-guard", "1.2.0", "sha256:" + "14".repeat(32), true),
        policy,
        asked
            ? Outcome.DELIVERED
            : verdict.equals("block") ? Outcome.INPUT_BLOCKED : Outcome.ESCALATED,
        asked ? 200 : 409,
        verdict.equals("redact"),
        harm != null,
        results(verdict, policy, reason, asked),
        policy == null
            ? List.of()
            : List.of(
                new RecordedFinding(
                    place, 24, 46, "pii.email", 0.97, "checksum", "plain", "email@1")),
        verdict.equals("redact")
            ? List.of(new RecordedRedaction(place, 24, 46, "pii-detector", "pii.email", "label"))
            : List.of(),
        harm == null
            ? List.of()
            : List.of(new RecordedFault("input", "dlp-filter", "pattern", harm)),
        List.of(new PhaseCoverage("input", 2, 3_204, 3_204, List.of())),
        asked ? new Upstream(200, null, "gpt-5.4-mini-2026") : null,
        asked ? new Usage(200 + random.nextInt(900), 50 + random.nextInt(400), 700) : null,
        asked ? new Cost(usd / 2, usd / 2, usd, true, "2026-11-01", "sha256:cd34") : null,
        new Latency(upstream + own, upstream, own),
        Map.of("note", harm == null ? "invoice" : harm),
        verdict.equals("escalate") ? new RecordedAssignee("team", "treasury") : null,
        List.of(),
        new RecordedCaller("key_0123456789abcdef", "ana", "billing", "acme", null, null),
        null,
        new Build("1.4.0", "0a1b2c3", "0123456789abcdef"));
  }

  private static List<PolicyResult> results(
      String verdict, @Nullable String policy, String reason, boolean asked) {
    List<PolicyResult> results = new ArrayList<>();
    boolean over = false;
    for (String name : CHAIN) {
      boolean decides = name.equals(policy);
      String said = decides ? verdict : "allow";
      results.add(
          new PolicyResult(
              name,
              name,
              "input",
              "enforce",
              over ? "skipped" : "evaluated",
              said,
              said,
              decides ? reason : name.replace('-', '_').toLowerCase(Locale.ROOT) + ".passed",
              decides ? List.of("default") : List.of(),
              decides ? 1 : 0));
      over = over || (decides && verdict.equals("block"));
    }
    if (asked) {
      for (String name : List.of("dlp-filter", "pii-detector", "audit-logger")) {
        results.add(
            new PolicyResult(
                name,
                name,
                "output",
                "enforce",
                "evaluated",
                "allow",
                "allow",
                name.replace('-', '_') + ".passed",
                List.of(),
                0));
      }
    }
    return results;
  }
}
