package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.source.Span;

/**
 * How much the rules of a pack may come to once definitions stand in place of their names and
 * alternatives are written out. Keeps checking, plans and engines within bounds, whatever a pack
 * multiplies.
 */
final class Budget {
  static final int MAX_SIZE = 500_000;
  static final int MAX_DEPTH = 200;

  private static final int CHARACTERS_OF_A_NODE = 16;

  private final Problems problems;
  private long left = MAX_SIZE;

  Budget(Problems problems) {
    this.problems = problems;
  }

  /** False when there is too much of it, which was reported once. */
  boolean spend(long size, Span span, String path) {
    if (left < 0) {
      return false;
    }
    left -= size;
    if (left < 0) {
      problems.add(
          DiagnosticCode.RULES_TOO_LARGE,
          span,
          path,
          "the rules of this pack are too large together",
          "definitions count at each use, and everything counts in each alternative");
      return false;
    }
    return true;
  }

  /** False when the expression is nested too deep, which is reported. */
  boolean enter(int depth, Span span, String path) {
    if (depth <= MAX_DEPTH) {
      return true;
    }
    problems.add(
        DiagnosticCode.NESTING_TOO_DEEP,
        span,
        path,
        "the expression is nested deeper than " + MAX_DEPTH + " levels",
        "give parts of it a name with `define`");
    return false;
  }

  static long size(String text) {
    return 1L + text.length() / CHARACTERS_OF_A_NODE;
  }

  static long size(Value value) {
    return switch (value) {
      case Value.Text(String text) -> size(text);
      case Value.Decimal _, Value.Truth _, Value.Nothing _ -> 1;
      case Value.Sequence(var items) -> 1 + items.stream().mapToLong(Budget::size).sum();
      case Value.Mapping(var entries) ->
          1 + entries.values().stream().mapToLong(Budget::size).sum();
    };
  }
}
