package dev.keeptrail.language.rule;

/** The kinds of fact that a rule can ask about. */
public enum FactType {
  /** Something a detector found in a text. */
  FINDING("finding"),
  /** The request as a whole: one per phase. */
  REQUEST("request");

  private final String word;

  FactType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
