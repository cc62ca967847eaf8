package dev.keeptrail.engine.drools;

/**
 * A run of text that is masked once a policy has had its turn; what lies inside is out of sight.
 */
record MaskedSpan(Evaluation evaluation, int policy, int segment, int start, int end) {
  boolean holds(FindingFact fact) {
    return start <= fact.finding().start() && fact.finding().end() <= end;
  }
}
