package dev.keeptrail.engine.pseudonym;

import java.util.Optional;

/** Invents texts of one kind that nobody's real value can be. */
interface Inventor {
  /** An invention in the form of the original; empty when it has none of the known forms. */
  Optional<String> invent(String original, Draw draw);

  /** Whether an invention is unfit already when one of its words occurs, not only when all do. */
  default boolean standsOut() {
    return false;
  }
}
