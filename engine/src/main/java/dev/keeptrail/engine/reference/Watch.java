package dev.keeptrail.engine.reference;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes observations on where somebody looks; makes none where nobody does.
 *
 * @param observer null when nobody looks
 */
record Watch(@Nullable RuleObserver observer) {
  void see(Supplier<Observation> observation) {
    if (observer != null) {
      observer.observe(observation.get());
    }
  }
}
