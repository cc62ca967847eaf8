package dev.keeptrail.language.parse;

/** Bounds on what a source may hold, so that no input costs more than its size suggests. */
final class TextLimits {
  /** Brackets, blocks and operators before an operand inside each other. */
  static final int MAX_DEPTH = 64;

  /** Operators in one expression, which bounds the depth of its tree. */
  static final int MAX_OPERATORS = 500;

  /** Settings and nodes of expressions. */
  static final int MAX_VALUES = 100_000;

  /** Words and signs: what that many values may need. */
  static final int MAX_TOKENS = 300_000;

  /** Characters of one text or word. */
  static final int MAX_LENGTH = 64 * 1024;

  private TextLimits() {}
}
