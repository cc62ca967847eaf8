package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/** Whether a value for SQL is a statement or a clause, or goes on from a statement it is put in. */
enum SqlFragment {
  /** A statement, a name, or a condition that stands by itself. */
  WHOLE,
  /** Goes on with a connective or a further statement where nothing was compared before. */
  CONDITION,
  /** Closes a literal that it has not opened. */
  LITERAL;

  private static final int MAX_HEAD = 400;

  private static final Set<String> STATEMENTS =
      Set.of(
          "select",
          "insert",
          "update",
          "delete",
          "with",
          "create",
          "alter",
          "drop",
          "truncate",
          "explain",
          "show",
          "describe",
          "desc",
          "merge",
          "replace",
          "grant",
          "revoke",
          "begin",
          "commit",
          "rollback",
          "start",
          "set",
          "use",
          "call",
          "exec",
          "execute",
          "declare",
          "values",
          "table",
          "pragma",
          "vacuum",
          "analyze",
          "copy",
          "comment",
          "lock",
          "do",
          "if",
          "refresh",
          "reindex",
          "attach",
          "detach",
          "load",
          "bulk",
          "kill",
          "shutdown",
          "optimize",
          "rename",
          "from",
          "match",
          "return",
          "optional",
          "unload",
          "savepoint",
          "prepare",
          "runscript",
          "system",
          "print",
          "waitfor",
          "go",
          "listen",
          "upsert",
          "import",
          "export",
          "flush");

  private static final Set<String> CONNECTIVES = Set.of("or", "and", "union", "having", "xor");

  private static final Set<String> COMPARISONS =
      Set.of(
          "like", "in", "is", "between", "ilike", "regexp", "rlike", "exists", "not", "contains");

  static SqlFragment of(Argument argument) {
    int at = argument.skipBlanks(0);
    char c = argument.at(at);
    if (c == '\'' || c == ')') {
      return LITERAL;
    }
    if (c == '"') {
      char next = argument.at(argument.skipBlanks(at + 1));
      boolean name = argument.at(at + 1) > ' ' && next != ')' && next != ';';
      return name ? WHOLE : LITERAL;
    }
    if ("-/#{[<.\\$:".indexOf(c) >= 0 && !(c == '-' && isDigit(argument.at(at + 1)))) {
      return WHOLE;
    }
    if (c == ';' || c == '|') {
      return CONDITION;
    }
    while (argument.at(at) == '(') {
      at = argument.skipBlanks(at + 1);
    }
    return STATEMENTS.contains(argument.wordAt(at)) ? WHOLE : rest(argument, at);
  }

  /** Reads up to the first quote, comparison or connective. */
  private static SqlFragment rest(Argument argument, int start) {
    int at = start;
    while (at < argument.length() && at - start < MAX_HEAD) {
      char c = argument.at(at);
      if (c == '\'' || c == '"') {
        return attached(argument, start, at) ? LITERAL : WHOLE;
      }
      if (c == '=' || c == '<' || c == '>') {
        return WHOLE;
      }
      if (c == ';'
          || argument.startsWith("--", at)
          || argument.startsWith("&&", at)
          || argument.startsWith("/**/", at)) {
        return CONDITION;
      }
      String word = argument.wordAt(at);
      if (CONNECTIVES.contains(word)) {
        return CONDITION;
      }
      if (COMPARISONS.contains(word)) {
        return WHOLE;
      }
      boolean order = word.equals("order") && at > start;
      if (order) {
        return CONDITION;
      }
      at = word.isEmpty() ? at + 1 : argument.wordEnd(at);
    }
    return WHOLE;
  }

  /** {@code 1'}, and not {@code N'text'} or {@code concat('a'}. */
  private static boolean attached(Argument argument, int start, int quote) {
    char before = argument.at(quote - 1);
    boolean word =
        isDigit(before) || (before >= 'a' && before <= 'z') || "_)%$".indexOf(before) >= 0;
    char earlier = argument.at(quote - 2);
    boolean prefix =
        "nexbru&".indexOf(before) >= 0 && (quote - 1 == start || earlier <= ' ' || earlier == '(');
    return before != '\0' && word && !(prefix && quote - 1 != start);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
