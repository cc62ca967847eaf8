package dev.keeptrail.engine.drools;

/** What rules match: each fact knows the evaluation that it belongs to, so sessions hold none. */
sealed interface Fact permits FindingFact, RequestFact {
  /** The index of facts that are no findings. */
  int NO_FINDING = -1;

  Evaluation evaluation();

  /** The finding's index, or {@link #NO_FINDING}. */
  int index();
}
