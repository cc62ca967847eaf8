package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.chain.ChainRunner;
import dev.keeptrail.engine.chain.JoinLimitException;

/** Counts the combinations of facts that one phase tries. Used by one thread. */
final class JoinCount {
  private int count;

  /** A fact is held against a pattern. */
  void tried(Combination combination) {
    if (combination.facts().size() > 1) {
      count++;
      if (count > ChainRunner.MAX_JOINS) {
        throw new JoinLimitException();
      }
    }
  }
}
