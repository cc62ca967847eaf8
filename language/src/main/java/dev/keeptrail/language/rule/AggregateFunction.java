package dev.keeptrail.language.rule;

/** What is made of the facts that fit a pattern. */
public enum AggregateFunction {
  COUNT("count"),
  SUM("sum"),
  /** Missing when no fact fits. */
  MIN("min"),
  /** Missing when no fact fits. */
  MAX("max");

  private final String word;

  AggregateFunction(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
