package dev.keeptrail.engine.kind;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import java.util.List;

/**
 * Looks at the texts of an answer before any rule does, where rules cannot look on their own. What
 * it says are counters beside the other facts, so that every engine judges the same. Deterministic,
 * and safe for concurrent use.
 */
@FunctionalInterface
public interface AnswerCheck {
  /** What is to be known of the answer; no counter of a name that another policy uses. */
  List<Fact> facts(PhaseContent answer);
}
