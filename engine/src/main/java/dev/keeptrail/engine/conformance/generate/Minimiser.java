package dev.keeptrail.engine.conformance.generate;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes a failing case as small as it gets: takes the first smaller case that still fails, until no
 * step does. The result fails, and every case one step smaller does not.
 */
final class Minimiser {
  private static final int MAX_TRIES = 20_000;

  private final Predicate<GeneratedCase> fails;
  private int tries;

  Minimiser(Predicate<GeneratedCase> fails) {
    this.fails = fails;
  }

  GeneratedCase minimise(GeneratedCase failing) {
    GeneratedCase smallest = failing;
    Optional<GeneratedCase> next = step(smallest);
    while (next.isPresent()) {
      smallest = next.get();
      next = step(smallest);
    }
    return smallest;
  }

  private Optional<GeneratedCase> step(GeneratedCase given) {
    for (Shape pack : given.pack().smaller()) {
      var smaller = new GeneratedCase(pack, given.content());
      if (stillFails(smaller)) {
        return Optional.of(smaller);
      }
    }
    for (Shape content : given.content().smaller()) {
      var smaller = new GeneratedCase(given.pack(), content);
      if (stillFails(smaller)) {
        return Optional.of(smaller);
      }
    }
    return Optional.empty();
  }

  private boolean stillFails(GeneratedCase given) {
    return tries++ < MAX_TRIES && fails.test(given);
  }
}
