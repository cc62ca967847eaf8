package dev.keeptrail.cli;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Build;
import dev.keeptrail.ledger.event.DecisionEvent.Cost;
import dev.keeptrail.ledger.event.DecisionEvent.Latency;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.event.DecisionEvent.PackRef;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedCaller;
import dev.keeptrail.ledger.event.DecisionEvent.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Events whose texts are what attackers write, few enough that filters find some. */
final class HostileEvents {
  static final List<String> VERDICTS = List.of("allow", "redact", "escalate", "block");
  static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private static final List<String> TEXTS =
      List.of(
          "=cmd|'/c calc'!A1",
          "+1",
          "-2+3",
          "@SUM(A1)",
          "\tx",
          "\rx",
          "\nx",
          "\uff1d1+1",
          "\ufe661+1",
          "\u200b\u00a0=1+1",
          "'=x",
          " =x",
          "a,b;c",
          "say \"so\"",
          "line\r\nbreak",
          "Ünï",
          "日本語",
          "\uD83D\uDE00",
          "half \ud800 pair",
          "\u2028\u202e\u200b",
          "\u001b]0;x\u0007",
          "\u007f\u0000",
          "%_like%",
          "'; DROP TABLE event; --",
          "back\\slash\\n",
          "{\"verdict\":\"block\"}",
          "allow",
          "Gpt-5.4",
          "gpt-5.4",
          "gpt",
          "x".repeat(255),
          " ",
          "#",
          "-",
          "null",
          "${env:HOME}");

  private final Random random;
  private final List<String> texts = new ArrayList<>();

  HostileEvents(Random random) {
    this.random = random;
    for (int at = 0; at < 5; at++) {
      texts.add(of(TEXTS));
    }
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  /** One of the few texts that the events of this run have. */
  String text() {
    return of(texts);
  }

  /** What a pack could call a policy, and more; but no U+0000, which no parser of packs takes. */
  private String policy() {
    return text().replace("\0", "");
  }

  @Nullable String maybe() {
    return once(3) ? null : text();
  }

  /** One that some events may have, or a piece of it, or anything. */
  String asked() {
    String text = once(4) ? of(TEXTS) : text();
    if (once(4)) {
      int from = random.nextInt(text.length());
      return text.substring(from, from + 1 + random.nextInt(text.length() - from));
    }
    return once(6) ? text.toUpperCase(Locale.ROOT) : text;
  }

  Instant time() {
    return BEGINNING.plusNanos(random.nextInt(20) * 500L);
  }

  DecisionEvent event(int number) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (once(2)) {
      tags.put(text(), text());
    }
    List<PolicyResult> results = new ArrayList<>();
    for (int at = random.nextInt(3); at > 0; at--) {
      String verdict = of(VERDICTS);
      results.add(
          new PolicyResult(
              policy(),
              "rules",
              "input",
              "enforce",
              "evaluated",
              verdict,
              verdict,
              text(),
              List.of(text()),
              0));
    }
    return new DecisionEvent(
        "evt_%026d".formatted(number),
        time(),
        of(VERDICTS),
        text(),
        text(),
        text(),
        text(),
        text(),
        maybe(),
        text(),
        text(),
        once(2),
        new PackRef(text(), text(), "sha256:0", true),
        once(3) ? null : policy(),
        of(List.of(Outcome.values())),
        random.nextInt(600),
        once(2),
        once(2),
        results,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        once(2) ? null : new Usage(random.nextInt(99), random.nextInt(99), 7, 0, 0, false),
        once(2)
            ? null
            : new Cost(
                random.nextDouble(), 0.0, once(2) ? null : random.nextDouble(), true, "d", "p"),
        new Latency(random.nextInt(9_999), 5, 5),
        tags,
        null,
        List.of(),
        once(2) ? null : new RecordedCaller(text(), maybe(), maybe(), null, null, maybe()),
        null,
        once(2) ? null : new Build(text(), maybe(), maybe()));
  }
}
