package dev.keeptrail.repl.judge;

/** What judging a captured exchange came to. */
public sealed interface Judgement {
  /** It was judged. */
  record Judged(Trial trial) implements Judgement {}

  /**
   * What was captured does not answer what the pack asks.
   *
   * @param needs what it would take
   */
  record NotReplayable(String needs) implements Judgement {}
}
