package dev.keeptrail.engine;

import dev.keeptrail.language.rule.Phase;

/**
 * Told how long those parts of an evaluation took that can be told apart, in nanoseconds of elapsed
 * time. Called by the thread that evaluates, so it is quick and does not throw. What it is told is
 * no part of a decision: that is the same however long it took.
 */
public interface EvaluationTimes {
  /** Nobody wants to know. */
  EvaluationTimes UNTOLD =
      new EvaluationTimes() {
        @Override
        public void scanned(Phase phase, long nanos) {
          // Nobody wants to know.
        }

        @Override
        public void checked(Phase phase, String policy, long nanos) {
          // Nobody wants to know.
        }

        @Override
        public void judged(Phase phase, String policy, long nanos) {
          // Nobody wants to know.
        }
      };

  /** The scan is done, which all policies of the phase share. */
  void scanned(Phase phase, long nanos);

  /** A policy has looked at the arguments of one tool call before any rule. */
  void checked(Phase phase, String policy, long nanos);

  /** The turn of a policy is over: its rules are tried, and what they come to is settled. */
  void judged(Phase phase, String policy, long nanos);
}
