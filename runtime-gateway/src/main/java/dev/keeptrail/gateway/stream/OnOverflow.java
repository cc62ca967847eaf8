package dev.keeptrail.gateway.stream;

/** What happens to an answer that is longer than may be kept for the judgement at its end. */
public enum OnOverflow {
  /** The answer is stopped; the client gets an error. */
  BLOCK("block"),
  /** What is beyond the limit is swallowed; what came before it is judged and given out. */
  CUT("cut");

  private final String word;

  OnOverflow(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
