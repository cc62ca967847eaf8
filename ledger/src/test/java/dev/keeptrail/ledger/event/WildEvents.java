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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Events as wild as the types allow. */
public final class WildEvents {
  private WildEvents() {}

  public static Arbitrary<DecisionEvent> any() {
    return Arbitraries.randomValue(random -> new Draw(random).event());
  }

  /** Draws one event; numbers, nulls, lists and text are as wild as the types allow. */
  private record Draw(Random random) {
    private static final List<String> VERDICTS = List.of("allow", "redact", "escalate", "block");

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    DecisionEvent event() {
      Instant timestamp =
          Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 250_000_000_000L), nanos());
      return new DecisionEvent(
          "evt_01KAR3V0000000000000000000",
          timestamp,
          VERDICTS.get(random.nextInt(4)),
          text(),
          text(),
          text(),
          text(),
          text(),
          maybe(this::text),
          text(),
          text(),
          random.nextBoolean(),
          new PackRef(text(), text(), text(), random.nextBoolean()),
          maybe(this::text),
          OUTCOMES.get(random.nextInt(OUTCOMES.size())),
          random.nextInt(),
          random.nextBoolean(),
          random.nextBoolean(),
          list(this::result),
          list(this::finding),
          list(this::redaction),
          list(() -> new RecordedFault(text(), text(), text(), text())),
          list(this::coverage),
          maybe(() ->
              new Upstream(
                  maybe(random::nextInt),
                  maybe(this::text),
                  maybe(this::text),
                  random.nextBoolean()
                      ? List.of()
                      : List.of(
                          new DecisionEvent.Attempt(
                              text(),
                              maybe(random::nextInt),
                              maybe(this::text),
                              random.nextLong(1L << 40))),
                  random.nextBoolean())),
          maybe(() ->
              new Usage(
                  random.nextLong(),
                  random.nextLong(),
                  random.nextLong(),
                  random.nextInt(3),
                  random.nextInt(3),
                  random.nextBoolean())),
          maybe(this::cost),
          new Latency(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
          tags(),
          maybe(() -> new RecordedAssignee(random.nextBoolean() ? "team" : "user", text())),
          list(() -> new DecisionEvent.RecordedRestoration(text(), text(), size())),
          maybe(() ->
              new DecisionEvent.RecordedCaller(
                  text(),
                  maybe(this::text),
                  maybe(this::text),
                  maybe(this::text),
                  maybe(this::text),
                  maybe(this::text))),
          maybe(this::text),
          maybe(() -> new DecisionEvent.Build(text(), maybe(this::text), maybe(this::text))));
    }

    private Map<String, String> tags() {
      Map<String, String> tags = new LinkedHashMap<>();
      list(this::text).forEach(name -> tags.put(name, text()));
      return tags;
    }

    private PolicyResult result() {
      return new PolicyResult(
          text(), text(), text(), text(), text(), text(), text(), text(), list(this::text), size());
    }

    private RecordedFinding finding() {
      return new RecordedFinding(place(), size(), size(), text(), number(), text(), text(), text());
    }

    private RecordedRedaction redaction() {
      return new RecordedRedaction(place(), size(), size(), text(), text(), text());
    }

    private PhaseCoverage coverage() {
      long wide = random.nextLong(Long.MAX_VALUE);
      return new PhaseCoverage(
          text(), size(), wide, wide, list(() -> new UnscannedPart(text(), text())));
    }

    private Cost cost() {
      return new Cost(
          maybe(this::number),
          maybe(this::number),
          maybe(this::number),
          random.nextBoolean(),
          text(),
          text(),
          maybe(this::text));
    }

    private Place place() {
      return new Place(text(), text(), text(), text());
    }

    private int size() {
      return random.nextInt(Integer.MAX_VALUE);
    }

    private int nanos() {
      return random.nextInt(1_000_000_000);
    }

    private double number() {
      double number = Double.longBitsToDouble(random.nextLong());
      return Double.isFinite(number) ? number : -0.0;
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        int point = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(0x80);
        if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
          text.appendCodePoint(point);
        }
      }
      return text.toString();
    }

    private <T> List<T> list(Supplier<T> item) {
      List<T> items = new ArrayList<>();
      for (int length = random.nextInt(3); length > 0; length--) {
        items.add(item.get());
      }
      return items;
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
      return random.nextBoolean() ? value.get() : null;
    }
  }
}
