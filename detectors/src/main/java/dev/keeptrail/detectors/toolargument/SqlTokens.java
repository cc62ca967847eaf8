package dev.keeptrail.detectors.toolargument;

import java.util.List;

/** Reads single tokens of SQL at a place, never further than a bounded stretch. Stateless. */
final class SqlTokens {
  private static final int MAX_COMMENT = 200;
  private static final int MAX_STRING = 120;

  private static final List<String> OPERATORS =
      List.of(
          "===", "==", "<=>", "<>", "!=", "<=", ">=", ":=", "<<", ">>", "||", "&&", "=", "<", ">",
          "+", "-", "*", "/", "%", "^", "|", "&", "~", "!");

  private static final List<String> WORD_OPERATORS =
      List.of(
          "not like",
          "not rlike",
          "not regexp",
          "not in",
          "not between",
          "is not",
          "like",
          "rlike",
          "regexp",
          "between",
          "sounds like",
          "similar to",
          "ilike",
          "glob",
          "match",
          "is",
          "in",
          "div",
          "mod",
          "xor",
          "collate");

  private SqlTokens() {}

  /** Past blanks, plus signs that stand for them, and comments, also those that end with a line. */
  static int skip(Argument argument, int from) {
    int at = from;
    boolean moved = true;
    while (moved && at - from < MAX_COMMENT) {
      int before = at;
      at = argument.skipBlanks(at);
      if (argument.startsWith("/*", at)) {
        at = commentEnd(argument, at);
      } else if (argument.at(at) == '#' || argument.startsWith("--", at)) {
        at = lineEnd(argument, at);
      } else if (argument.at(at) == '+'
          && at > from - 1
          && argument.at(at + 1) >= 'a'
          && argument.at(at + 1) <= 'z') {
        at++;
      }
      moved = at > before;
    }
    return at;
  }

  private static int commentEnd(Argument argument, int start) {
    // What a comment for one version of MySQL holds is run by it.
    if (argument.at(start + 2) == '!') {
      int at = start + 3;
      while (argument.at(at) >= '0' && argument.at(at) <= '9') {
        at++;
      }
      return at;
    }
    for (int at = start + 2; at < start + MAX_COMMENT && at < argument.length(); at++) {
      if (argument.at(at) == '*' && argument.at(at + 1) == '/') {
        return at + 2;
      }
    }
    return start;
  }

  /** Past the line, or where it began when it is the last: then it cuts the statement short. */
  private static int lineEnd(Argument argument, int start) {
    for (int at = start; at < start + MAX_COMMENT && at < argument.length(); at++) {
      if (argument.at(at) == '\n') {
        return at + 1;
      }
    }
    return start;
  }

  static boolean isComment(Argument argument, int at) {
    return argument.startsWith("--", at)
        || argument.at(at) == '#'
        || argument.startsWith("/*", at)
        || (argument.startsWith(";", at) && argument.at(at + 1) == '\0')
        || argument.startsWith(";--", at)
        || argument.startsWith(";%00", at)
        || argument.at(at) == '\u2013';
  }

  /** Where the constant that begins here ends; -1 when none does. */
  static int constantEnd(Argument argument, int start) {
    int at = start;
    while ("(-+!~".indexOf(argument.at(at)) >= 0 && argument.at(at) != '\0' && at - start < 12) {
      at = skip(argument, at + 1);
    }
    char c = argument.at(at);
    int end = -1;
    if (c == '\'' || c == '"' || c == '`') {
      end = stringEnd(argument, at, c);
    } else if ((c >= '0' && c <= '9') || (c == '.' && argument.at(at + 1) >= '0')) {
      end = numberEnd(argument, at);
    } else {
      String word = argument.wordAt(at);
      boolean constant =
          List.of("true", "false", "null").contains(word)
              || (!word.isEmpty() && isCall(argument, at + word.length()));
      end = constant ? past(argument, at + word.length(), 40) : -1;
    }
    while (end > 0 && argument.at(end) == ')' && end - start < MAX_STRING) {
      end++;
    }
    return end;
  }

  private static boolean isCall(Argument argument, int open) {
    int end = past(argument, open, 40);
    // A range in the brackets makes it a query of a store of measures.
    boolean range = argument.slice(open, end).indexOf('[') >= 0;
    // A name alone is a column, and what is made of a column is no constant.
    boolean column = argument.wordEnd(open + 1) == end - 1 && argument.at(open + 1) >= 'a';
    return end > open && !range && !column;
  }

  private static int numberEnd(Argument argument, int start) {
    int end = start;
    while ((argument.at(end) >= '0' && argument.at(end) <= '9')
        || argument.at(end) == '.'
        || (argument.at(start + 1) == 'x' && argument.at(end) >= 'a' && argument.at(end) <= 'x')) {
      end++;
    }
    char next = argument.at(end);
    return next >= 'a' && next <= 'z' ? -1 : end;
  }

  /** Past the closing quote, or past the text when the quote is left for the statement to close. */
  static int stringEnd(Argument argument, int start, char quote) {
    for (int at = start + 1; at < start + MAX_STRING; at++) {
      char c = argument.at(at);
      if (c == '\0' || c == quote) {
        return at + (c == quote ? 1 : 0);
      }
    }
    return -1;
  }

  /** Past the parenthesis that closes the one here; the same place when it is not closed soon. */
  static int past(Argument argument, int open, int reach) {
    if (argument.at(open) != '(') {
      return open;
    }
    int depth = 0;
    for (int at = open; at < open + reach && at < argument.length(); at++) {
      depth += argument.at(at) == '(' ? 1 : argument.at(at) == ')' ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
    return open;
  }

  /** Past the operator that stands here; -1 when none does. */
  static int operatorEnd(Argument argument, int at) {
    for (String operator : OPERATORS) {
      if (argument.startsWith(operator, at)) {
        return at + operator.length();
      }
    }
    for (String word : WORD_OPERATORS) {
      int end = at + word.length();
      char next = argument.at(end);
      if (argument.startsWith(word, at) && !(next >= 'a' && next <= 'z')) {
        return end;
      }
    }
    return -1;
  }

  /** A constant without its quotes and blanks. */
  static String bare(Argument argument, int start, int end) {
    var bare = new StringBuilder();
    for (int at = start; at < end; at++) {
      char c = argument.at(at);
      if (c > ' ' && "'\"`()".indexOf(c) < 0) {
        bare.append(c);
      }
    }
    return bare.toString();
  }
}
