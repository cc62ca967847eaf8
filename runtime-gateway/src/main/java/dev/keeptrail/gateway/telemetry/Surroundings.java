package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.ledger.SinkFigures;
import java.util.List;
import java.util.function.Supplier;

/**
 * What runs beside a gateway, and is part of its metrics.
 *
 * @param sinks how webhooks and topics stand
 * @param plugIns the detectors from outside that packs may ask
 * @param webhooks how the file of webhooks stands
 */
public record Surroundings(
    Supplier<List<SinkFigures>> sinks, List<PlugIn> plugIns, Supplier<WebhookFile> webhooks) {
  public static final Surroundings NONE = new Surroundings(List::of, List.of());

  public Surroundings {
    plugIns = List.copyOf(plugIns);
  }

  /** Where every webhook can be read. */
  public Surroundings(Supplier<List<SinkFigures>> sinks, List<PlugIn> plugIns) {
    this(sinks, plugIns, () -> WebhookFile.WHOLE);
  }
}
