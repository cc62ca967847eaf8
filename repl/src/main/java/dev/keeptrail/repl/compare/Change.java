package dev.keeptrail.repl.compare;

import java.util.stream.Stream;

/** How a decision differs from another on the same exchange; what matters most comes first. */
public enum Change {
  /** A weaker verdict: something is let through that was not. */
  WEAKENED("weakened"),
  /** A stronger verdict. */
  TIGHTENED("tightened"),
  /** The same verdict, and something else is masked. */
  REDACTION("redaction"),
  /** The same verdict, and the provider is asked in one case only. */
  COST("cost"),
  /** The same outcome for another reason, or by another policy. */
  REASON("reason_only"),
  SAME("same"),
  /** What was recorded does not answer what the pack asks. */
  NOT_REPLAYABLE("not_replayable");

  private final String word;

  Change(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /**
   * The one with this word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Change of(String word) {
    return Stream.of(values())
        .filter(change -> change.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no change is called so"));
  }

  /** Whether the decision is another one. */
  public boolean isFlip() {
    return this != SAME && this != NOT_REPLAYABLE;
  }
}
