package dev.keeptrail.repl.input;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.ledger.event.DecisionEvent;
import org.jspecify.annotations.Nullable;

/**
 * One recorded exchange, as far as there is something of it.
 *
 * @param id of the event, or of the line that it was imported from
 * @param event what was decided; null for traffic that no gateway of ours has judged
 * @param exchange what was judged; null when it cannot be had
 * @param missing why it cannot be had; empty when it is there
 */
public record ReplayCase(
    String id, @Nullable DecisionEvent event, @Nullable CapturedExchange exchange, String missing) {
  static ReplayCase of(String id, @Nullable DecisionEvent event, CapturedExchange exchange) {
    return new ReplayCase(id, event, exchange, "");
  }

  static ReplayCase missing(String id, @Nullable DecisionEvent event, String why) {
    return new ReplayCase(id, event, null, why);
  }
}
