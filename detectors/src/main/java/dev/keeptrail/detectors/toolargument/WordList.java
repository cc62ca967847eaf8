package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/**
 * Lists of words that signs of a shell part: heads of tables, enumerations, and queries of log
 * stores whose steps are named like programs. Stateless.
 */
final class WordList {
  private static final int REACH = 300;
  private static final int LONGEST = 24;

  /** Steps of queries that no shell has a program for. */
  private static final Set<String> STEPS =
      Set.of(
          "stats",
          "where",
          "summarize",
          "timechart",
          "extend",
          "project",
          "eval",
          "dedup",
          "fields",
          "rename",
          "rex",
          "search",
          "json",
          "logfmt",
          "line_format",
          "table",
          "select",
          "map",
          "filter",
          "order",
          "count",
          "take",
          "limit",
          "group",
          "keys",
          "length");

  private WordList() {}

  /** Whether the word between the sign and the end is one of a list. */
  static boolean holds(Argument argument, char sign, int at, int end) {
    return switch (sign) {
      case ';' -> isRow(argument, sign, at, end);
      case '|' -> isRow(argument, sign, at, end) || hasSteps(argument);
      default -> false;
    };
  }

  /** Whether single words stand between the signs in this line, three or more of them. */
  private static boolean isRow(Argument argument, char sign, int at, int end) {
    if (!Commands.isEnglish(argument.slice(argument.skipBlanks(at + 1), end))) {
      return false;
    }
    int start = at;
    while (start > 0 && at - start < REACH && argument.at(start - 1) != '\n') {
      start--;
    }
    int fields = 0;
    int from = start;
    for (int to = start; to - start < REACH; to++) {
      char c = argument.at(to);
      boolean border = c == sign || c == '\0' || c == '\n';
      if (border) {
        boolean outer = c != sign || to == start;
        boolean empty = argument.slice(from, to).isBlank();
        if (empty ? !outer : !isField(argument, from, to)) {
          return false;
        }
        fields += empty ? 0 : 1;
        from = to + 1;
      }
      if (c == '\0' || c == '\n') {
        break;
      }
    }
    // Two words are a name and a command; a list has more, or goes on with a row of values.
    return fields >= 3;
  }

  /** A word of letters with blanks around. */
  private static boolean isField(Argument argument, int from, int to) {
    String field = argument.slice(from, to).strip();
    return field.length() <= LONGEST
        && field.chars().allMatch(c -> Character.isLetter(c) || c == '_' || c == '-');
  }

  private static boolean hasSteps(Argument argument) {
    String text = argument.slice(0, REACH);
    int at = text.indexOf('|');
    while (at >= 0) {
      int word = argument.skipBlanks(at + 1);
      if (STEPS.contains(argument.wordAt(word))) {
        return true;
      }
      at = text.indexOf('|', at + 1);
    }
    return false;
  }
}
