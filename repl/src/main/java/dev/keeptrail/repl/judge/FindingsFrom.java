package dev.keeptrail.repl.judge;

/** Where the findings come from that a replay judges. */
public enum FindingsFrom {
  /** Sealed captures are scanned again; others as far as their placeholders let them be. */
  AUTO("auto"),
  /** What the gateway found, wherever it looked for the same; the rest is scanned. */
  RECORDED("recorded"),
  /** Texts are scanned again; what has placeholders is not replayable. */
  FRESH("fresh");

  private final String word;

  FindingsFrom(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
