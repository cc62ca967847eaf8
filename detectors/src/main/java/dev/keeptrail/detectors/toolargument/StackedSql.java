package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/** Further statements behind a semicolon. */
final class StackedSql {
  private static final int QUOTED = 40;

  private static final Set<String> DESTRUCTIVE =
      Set.of(
          "drop",
          "delete",
          "insert",
          "update",
          "alter",
          "truncate",
          "exec",
          "execute",
          "shutdown",
          "grant",
          "create",
          "declare",
          "merge",
          "copy",
          "call",
          "replace",
          "begin",
          "attach",
          "reconfigure",
          "rename",
          "revoke");

  private static final Set<String> FURTHER = Set.of("select", "waitfor", "union", "print", "set");

  private StackedSql() {}

  /** Judges what follows a semicolon. */
  static void judge(Argument argument, int at) {
    int next = SqlTokens.skip(argument, at + 1);
    String verb = argument.wordAt(next);
    boolean destructive = DESTRUCTIVE.contains(verb);
    if (!destructive && !(argument.isEmbedded() && FURTHER.contains(verb))) {
      return;
    }
    int object = SqlTokens.skip(argument, next + verb.length());
    if (!isStatement(argument, verb, object)) {
      return;
    }
    if (!argument.reachesStatement(at)) {
      // A sentence; one that quotes may hold what closes its own literal between the quotes.
      boolean quotes = argument.slice(at - QUOTED, at).indexOf('\'') >= 0;
      argument.report(at, object, ToolArgumentDetectors.SQL, quotes ? 0.6 : 0);
      return;
    }
    switch (argument.kind()) {
      case SQL -> {
        // On a line of its own it is the next statement of a script, judged by what it does.
        boolean line = argument.slice(at, next).indexOf('\n') >= 0;
        double query = line ? 0.6 : 0.85;
        double score = argument.isEmbedded() ? 0.92 : followsQuery(argument) ? query : 0;
        argument.report(at, object, ToolArgumentDetectors.SQL, score);
      }
      case FREE_TEXT, IDENTIFIER, PATH, URL, UNKNOWN ->
          argument.report(at, object, ToolArgumentDetectors.SQL, 0.92);
      case SHELL, CODE, MARKUP -> {
        // There a semicolon ends a command or a line.
      }
    }
  }

  /** A script has many statements; a query has one. */
  private static boolean followsQuery(Argument argument) {
    String first = argument.wordAt(argument.skipBlanks(0));
    return first.equals("select") || first.equals("show") || first.equals("with");
  }

  private static boolean isStatement(Argument argument, String verb, int object) {
    String next = argument.wordAt(object);
    return switch (verb) {
      case "drop", "alter", "create" ->
          Set.of(
                  "table",
                  "database",
                  "user",
                  "view",
                  "schema",
                  "login",
                  "function",
                  "procedure",
                  "index",
                  "role",
                  "trigger",
                  "temporary",
                  "extension",
                  "assembly",
                  "event",
                  "server",
                  "or")
              .contains(next);
      case "delete", "merge" -> next.equals("from") || next.equals("into");
      case "insert", "replace" -> next.equals("into");
      case "update" -> argument.within(object, 80, " set ");
      case "truncate" -> next.equals("table") || !next.isEmpty();
      case "exec", "execute" ->
          argument.at(object) == '('
              || next.startsWith("xp_")
              || next.startsWith("sp_")
              || next.startsWith("master")
              || argument.within(object, 60, "'");
      case "declare" -> argument.at(object) == '@' || argument.within(object, 60, " cursor");
      case "grant" -> argument.within(object, 80, " to ");
      case "copy" -> argument.within(object, 80, " from ") || argument.within(object, 80, " to ");
      case "select" ->
          argument.within(object, 120, "from")
              || argument.at(object) == '@'
              || argument.within(object, 40, "(")
              || argument.at(object) == '*'
              || (argument.takesName() && !next.isEmpty());
      case "attach" -> next.equals("database") || argument.at(object) == '\'';
      case "reconfigure" -> next.isEmpty();
      case "rename" -> next.equals("table");
      case "revoke" -> argument.within(object, 80, " from ");
      case "waitfor" -> next.equals("delay") || next.equals("time");
      case "shutdown" ->
          object >= argument.length() || !next.isEmpty() || argument.at(object) <= '/';
      case "begin", "call" -> argument.within(object, 80, ";") || argument.within(object, 40, "(");
      case "print", "set" -> argument.at(object) == '\'' || argument.at(object) == '@';
      default -> false;
    };
  }
}
