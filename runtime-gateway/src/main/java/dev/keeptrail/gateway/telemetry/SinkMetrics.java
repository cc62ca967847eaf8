package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.ledger.SinkFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How webhooks and topics stand. They come and go while a gateway runs, so they are asked for when
 * somebody wants to know. Labels come from operators only. Thread-safe.
 */
final class SinkMetrics {
  private static final double MILLIS = 1e3;

  private final MeterRegistry registry;
  private final Supplier<List<SinkFigures>> sinks;
  private final InstantSource clock;
  private final Map<Place, Known> known = new HashMap<>();

  private record Place(String sink, String target) {}

  /** What is shown of one place. */
  private static final class Known {
    private volatile SinkFigures figures;
    private List<Meter> meters = List.of();

    Known(SinkFigures figures) {
      this.figures = figures;
    }
  }

  SinkMetrics(MeterRegistry registry, Surroundings beside, InstantSource clock) {
    this.registry = registry;
    this.sinks = beside.sinks();
    this.clock = clock;
    show(beside.webhooks());
  }

  /** Always there, so that an alert on it needs nothing to have happened before. */
  private void show(Supplier<WebhookFile> webhooks) {
    show(
        "unreadable",
        "Webhooks that are on file and cannot be read, so that nothing is sent",
        () -> webhooks.get().unreadable());
    show(
        "readable",
        "Whether the file of webhooks can be read at all",
        () -> webhooks.get().readable() ? 1 : 0);
  }

  private void show(String name, String description, Supplier<Number> value) {
    var ignored =
        Gauge.builder("keeptrusts_gateway_webhooks_" + name, value)
            .description(description)
            .register(registry);
  }

  /** Asks how they stand now. */
  synchronized void refresh() {
    Set<Place> gone = new HashSet<>(known.keySet());
    for (SinkFigures figures : sinks.get()) {
      var place = new Place(figures.sink(), figures.target());
      gone.remove(place);
      Known there = known.get(place);
      if (there == null) {
        known.put(place, show(figures));
      } else {
        there.figures = figures;
      }
    }
    for (Place place : gone) {
      Known there = known.remove(place);
      if (there != null) {
        there.meters.forEach(registry::remove);
      }
    }
  }

  private Known show(SinkFigures figures) {
    var one = new Known(figures);
    var tags = Tags.of("sink", figures.sink(), "target", figures.target());
    one.meters =
        List.of(
            FunctionCounter.builder(
                    "keeptrusts_gateway_sink_sent", one, it -> (double) it.figures.sent())
                .description("Events that a webhook or topic has taken")
                .tags(tags)
                .register(registry),
            FunctionCounter.builder(
                    "keeptrusts_gateway_sink_failed", one, it -> (double) it.figures.failed())
                .description("Attempts to send an event that came to nothing")
                .tags(tags)
                .register(registry),
            FunctionCounter.builder(
                    "keeptrusts_gateway_sink_unreadable",
                    one,
                    it -> (double) it.figures.unreadable())
                .description("Records that were passed over because they cannot be read")
                .tags(tags)
                .register(registry),
            Gauge.builder("keeptrusts_gateway_sink_behind", one, it -> (double) it.figures.behind())
                .description("Numbers of the ledger that are not settled yet")
                .tags(tags)
                .register(registry),
            Gauge.builder("keeptrusts_gateway_sink_last_success_age_seconds", one, this::age)
                .description("Time since an event was taken; not a number where none was")
                .tags(tags)
                .register(registry));
    return one;
  }

  private double age(Known one) {
    Instant last = one.figures.lastSuccess();
    return last == null
        ? Double.NaN
        : (double) Duration.between(last, clock.instant()).toMillis() / MILLIS;
  }
}
