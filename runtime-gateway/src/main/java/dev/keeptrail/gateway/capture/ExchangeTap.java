package dev.keeptrail.gateway.capture;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.ledger.event.DecisionEvent;

/** Is shown whole exchanges whose events are durable. Must neither wait nor throw. */
@FunctionalInterface
public interface ExchangeTap {
  /** Texts and facts are as they were; nothing of them may be kept. */
  void recorded(DecisionEvent event, CapturedExchange exchange);
}
