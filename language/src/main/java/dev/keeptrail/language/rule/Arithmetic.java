package dev.keeptrail.language.rule;

/** What is done with two numbers. A result that is not finite is undefined. */
public enum Arithmetic {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  /** Remainder with the sign of the dividend. */
  REMAINDER("%");

  private final String symbol;

  Arithmetic(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}
