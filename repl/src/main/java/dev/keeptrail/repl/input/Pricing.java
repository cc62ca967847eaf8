package dev.keeptrail.repl.input;

import dev.keeptrail.ledger.event.DecisionEvent;

/** What recorded exchanges would have cost at other prices. Thread-safe. */
@FunctionalInterface
public interface Pricing {
  /**
   * The cost of an exchange whose tokens were counted; amounts are null where the model has no
   * price.
   */
  DecisionEvent.Cost cost(DecisionEvent event, DecisionEvent.Usage usage);
}
