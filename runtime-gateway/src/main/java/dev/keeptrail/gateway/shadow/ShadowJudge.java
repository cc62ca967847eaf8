package dev.keeptrail.gateway.shadow;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.shadow.ShadowRecord;

/** A candidate that is asked what it would have decided. Used by one thread. */
public interface ShadowJudge extends AutoCloseable {
  /** The word of a change that is none. */
  String SAME = "same";

  /** Name and version of the candidate, for people. */
  String label();

  /** Digest of its plan. */
  String digest();

  /**
   * Holds what it would have decided against what was decided.
   *
   * @return with the change {@link #SAME} where it is the same
   */
  ShadowRecord judge(DecisionEvent event, CapturedExchange exchange);

  @Override
  void close();
}
