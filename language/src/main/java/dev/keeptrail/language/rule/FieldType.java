package dev.keeptrail.language.rule;

/** The type of a fact's field, and of an expression. */
public enum FieldType {
  TEXT("text"),
  /** A dotted category, such as {@code pii.email}: a text that also takes part in {@code under}. */
  CATEGORY("category"),
  /** A 64-bit floating-point number (IEEE 754). */
  NUMBER("number"),
  TRUTH("truth value"),
  /** A list of texts. */
  TEXTS("list of texts"),
  /** A list of numbers. */
  NUMBERS("list of numbers"),
  /** Any JSON value: its type is known only when a request is there. */
  JSON("JSON value");

  private final String word;

  FieldType(String word) {
    this.word = word;
  }

  /** What messages call it. */
  public String word() {
    return word;
  }
}
