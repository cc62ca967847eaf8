package dev.keeptrail.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.SinkFigures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SinkMetricsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final List<SinkFigures> sinks = new ArrayList<>();
  private WebhookFile webhooks = WebhookFile.WHOLE;
  private final GatewayMetrics metrics =
      new GatewayMetrics(
          model -> model,
          new Surroundings(() -> sinks, List.of(), () -> webhooks),
          InstantSource.fixed(NOON));

  @Test
  void webhooksThatCannotBeReadAreCounted() {
    assertThat(metrics.scrape())
        .contains(
            "keeptrusts_gateway_webhooks_unreadable 0.0",
            "keeptrusts_gateway_webhooks_readable 1.0");
    webhooks = new WebhookFile(true, 2);
    assertThat(metrics.scrape()).contains("keeptrusts_gateway_webhooks_unreadable 2.0");
    webhooks = new WebhookFile(false, 0);
    assertThat(metrics.scrape()).contains("keeptrusts_gateway_webhooks_readable 0.0");
  }

  @Test
  void placesThatEventsAreSentToAreShownAsTheyComeAndGo() {
    assertThat(metrics.scrape()).doesNotContain("keeptrusts_gateway_sink");
    sinks.add(new SinkFigures("kafka", "decisions", 7, 1, 2, 3, NOON.minusSeconds(9)));
    assertThat(metrics.scrape())
        .contains(
            "keeptrusts_gateway_sink_sent_total{sink=\"kafka\",target=\"decisions\"} 7.0",
            "keeptrusts_gateway_sink_failed_total{sink=\"kafka\",target=\"decisions\"} 1.0",
            "keeptrusts_gateway_sink_unreadable_total{sink=\"kafka\",target=\"decisions\"} 2.0",
            "keeptrusts_gateway_sink_behind{sink=\"kafka\",target=\"decisions\"} 3.0",
            "keeptrusts_gateway_sink_last_success_age_seconds{sink=\"kafka\",target=\"decisions\"}"
                + " 9.0");

    sinks.set(0, new SinkFigures("kafka", "decisions", 8, 1, 2, 0, NOON));
    sinks.add(new SinkFigures("webhook", "wh_1", 0, 0, 0, 5, null));
    assertThat(metrics.scrape())
        .contains(
            "keeptrusts_gateway_sink_sent_total{sink=\"kafka\",target=\"decisions\"} 8.0",
            "keeptrusts_gateway_sink_last_success_age_seconds{sink=\"webhook\",target=\"wh_1\"} NaN");

    sinks.clear();
    assertThat(metrics.scrape()).doesNotContain("decisions", "wh_1");
  }
}
