package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.Set;

/**
 * SQL that breaks out of the literal or the place it is put into, and what gives an attack away in
 * a whole statement: tautologies, unions that probe, delays, files, further statements.
 */
final class SqlCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.SQL;

  /** Words that sentences have as well. */
  private static final Set<String> STRUCTURE =
      Set.of("union", "or", "and", "xor", "order", "group", "having", "select", "case");

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (argument.kind() == ParameterKind.CODE
        || argument.kind() == ParameterKind.SHELL
        || argument.kind() == ParameterKind.MARKUP
        || (argument.isProse() && STRUCTURE.contains(word) && !argument.reachesStatement(start))) {
      return;
    }
    if (WholeStatement.begins(argument, start, end, word)) {
      argument.report(start, end, CATEGORY, 0.8);
      return;
    }
    switch (word) {
      case "union" -> union(argument, start, end);
      case "or", "and", "xor" -> {
        argument.report(start, end, CATEGORY, NumberPlace.score(argument, start, end));
        tautology(argument, start, end, word);
      }
      case "where" -> where(argument, start, end);
      case "from" -> from(argument, start, end);
      case "waitfor" -> phrase(argument, start, end, "delay", 0.95);
      case "into" -> {
        phrase(argument, start, end, "outfile", 0.95);
        phrase(argument, start, end, "dumpfile", 0.95);
        if (argument.takesName()) {
          phrase(argument, start, end, "@", 0.8);
        }
      }
      case "order", "group" -> ordinal(argument, start, end);
      case "having" -> having(argument, start, end);
      case "select" -> select(argument, start, end);
      case "case" -> {
        if (argument.at(start - 1) == '(' && !argument.isProse() && argument.isEmbedded()) {
          phrase(argument, start, end, "when", 0.85);
        }
      }
      case "iif", "elt", "if", "make_set", "nvl2" -> choice(argument, start, end);
      case "procedure" -> phrase(argument, start, end, "analyse", 0.9);
      case "execute", "exec" -> {
        phrase(argument, start, end, "immediate", 0.8);
        phrase(argument, start, end, "master", 0.9);
        phrase(argument, start, end, "xp_", 0.9);
        if (argument.isEmbedded()) {
          phrase(argument, start, end, "sp_", 0.85);
        }
      }
      default -> argument.report(start, end, CATEGORY, SqlNames.score(argument, start, end, word));
    }
  }

  @Override
  public void sign(Argument argument, int at, char sign) {
    boolean embedded = argument.isEmbedded();
    switch (sign) {
      case '\'', '"' -> {
        if (argument.closesLiterals()) {
          SqlBreakout.after(argument, at, sign);
        }
      }
      case ';' -> StackedSql.judge(argument, at);
      case '|', '&' -> {
        boolean twice = argument.at(at + 1) == sign && argument.at(at - 1) != sign;
        if (embedded && twice && !argument.isProse() && !VersionRange.is(argument)) {
          argument.report(at, at + 2, CATEGORY, NumberPlace.score(argument, at, at + 2));
          tautology(argument, at, at + 2, "or");
        }
      }
      case '@' -> {
        if (embedded && argument.at(at + 1) == '@' && argument.at(at + 2) >= 'a') {
          String variable = argument.wordAt(at + 2);
          boolean known =
              Set.of(
                      "version",
                      "hostname",
                      "datadir",
                      "servername",
                      "basedir",
                      "global",
                      "session",
                      "version_compile_os")
                  .contains(variable);
          argument.report(at, argument.wordEnd(at + 2), CATEGORY, known ? 0.8 : 0);
        }
      }
      case '/' -> {
        if (embedded && argument.startsWith("/*!", at)) {
          argument.report(at, at + 3, CATEGORY, 0.85);
        } else if (embedded && argument.startsWith("/**/", at) && !argument.isProse()) {
          argument.report(at, at + 4, CATEGORY, isGlob(argument, at + 4) ? 0 : 0.7);
        }
      }
      default -> {
        // No sign of SQL.
      }
    }
  }

  private static void phrase(Argument argument, int start, int end, String next, double score) {
    int at = SqlTokens.skip(argument, end);
    if (at > end && argument.startsWith(next, at)) {
      argument.report(start, argument.wordEnd(at), CATEGORY, score);
    }
  }

  /** {@code union select}, with what a query goes on with. */
  private static void union(Argument argument, int start, int end) {
    int at = SqlTokens.skip(argument, end);
    String next = argument.wordAt(at);
    if (next.equals("all") || next.equals("distinct")) {
      at = SqlTokens.skip(argument, argument.wordEnd(at));
    }
    while (argument.at(at) == '(') {
      at = SqlTokens.skip(argument, at + 1);
    }
    String verb = argument.wordAt(at);
    boolean rows =
        (verb.equals("values") || verb.equals("table"))
            && argument.isEmbedded()
            && !argument.isProse();
    if (rows) {
      boolean given = verb.equals("table") || argument.at(SqlTokens.skip(argument, at + 6)) == '(';
      argument.report(start, argument.wordEnd(at), CATEGORY, given ? 0.85 : 0);
      return;
    }
    if (!verb.equals("select") && !verb.startsWith("selectchar")) {
      return;
    }
    int after = SqlTokens.skip(argument, at + 6);
    char c = argument.at(after);
    boolean probes =
        (c >= '0' && c <= '9')
            || "'\"@*(-+".indexOf(c) >= 0
            || argument.startsWith("null", after)
            || argument.startsWith("char", after);
    if (!argument.isEmbedded()) {
      // A union of columns is ordinary SQL; one of constants looks for how many columns there are.
      boolean constants =
          (argument.startsWith("null", after) || (c >= '0' && c <= '9'))
              && argument.slice(after, after + 40).indexOf(',') >= 0
              && !isNamed(argument, after);
      argument.report(start, after, CATEGORY, constants ? 0.7 : 0);
      return;
    }
    boolean named =
        argument.within(after, 200, "from")
            || argument.within(after, 60, ",")
            || argument.within(after, 60, "(");
    argument.report(start, after, CATEGORY, probes ? 0.95 : named ? 0.9 : c == '\0' ? 0.75 : 0);
  }

  /** A constant that becomes a column with a name of its own, as reports add them. */
  private static boolean isNamed(Argument argument, int constant) {
    int name = SqlTokens.skip(argument, argument.wordEnd(constant));
    char c = argument.at(name);
    return name > argument.wordEnd(constant) && c >= 'a' && c <= 'z';
  }

  /** {@code /**}{@code /*.ts}: folders of any depth, in a pattern for names of files. */
  private static boolean isGlob(Argument argument, int next) {
    char c = argument.at(next);
    boolean group = "@+".indexOf(c) >= 0 && argument.at(next + 1) == '(';
    if (c != '\0' && (group || "*{!?[._".indexOf(c) >= 0)) {
      return true;
    }
    int end = argument.wordEnd(next);
    while (argument.at(end) == '-') {
      end = argument.wordEnd(end + 1);
    }
    boolean depth = argument.startsWith("/**", end) && argument.at(end + 3) != '/';
    boolean folder = argument.at(end) == '/' && (depth || argument.at(end + 1) != '*');
    return end > next && (folder || argument.at(end) == '.' || argument.at(end) == '*');
  }

  /** {@code if(7=7,1,0)}: a choice between values whose outcome is known before. */
  private static void choice(Argument argument, int start, int end) {
    int open = SqlTokens.skip(argument, end);
    if (argument.at(open) != '(' || !argument.isEmbedded() || argument.isProse()) {
      return;
    }
    int left = SqlTokens.skip(argument, open + 1);
    int operator = SqlTokens.constantEnd(argument, left);
    int sign = operator < 0 ? -1 : SqlTokens.skip(argument, operator);
    int right =
        sign < 0 || "=<>!".indexOf(argument.at(sign)) < 0
            ? -1
            : SqlTokens.operatorEnd(argument, sign);
    int close = right < 0 ? -1 : SqlTokens.constantEnd(argument, SqlTokens.skip(argument, right));
    boolean more = close > 0 && argument.at(SqlTokens.skip(argument, close)) == ',';
    argument.report(start, close, CATEGORY, more ? 0.85 : 0);
  }

  /** {@code or 1=1} and its kin, where both sides of the comparison are constants. */
  private static void tautology(Argument argument, int start, int end, String word) {
    if (!argument.isEmbedded() && !word.equals("or")) {
      return;
    }
    int left = SqlTokens.skip(argument, end);
    int operator = SqlTokens.constantEnd(argument, left);
    if (operator < 0) {
      return;
    }
    int sign = SqlTokens.skip(argument, operator);
    int right =
        "+-*/%".indexOf(argument.at(sign)) >= 0 || argument.startsWith("is ", sign)
            ? -1
            : SqlTokens.operatorEnd(argument, sign);
    int close = right < 0 ? -1 : SqlTokens.constantEnd(argument, SqlTokens.skip(argument, right));
    if (close < 0) {
      return;
    }
    boolean same =
        SqlTokens.bare(argument, left, operator)
            .equals(SqlTokens.bare(argument, SqlTokens.skip(argument, right), close));
    double embedded = same ? 0.9 : 0.75;
    argument.report(start, close, CATEGORY, argument.isEmbedded() ? embedded : same ? 0.75 : 0);
  }

  /** {@code name) from staff--}: a list of columns that goes on by itself and is cut off. */
  private static void from(Argument argument, int start, int end) {
    if (!argument.takesName() || start == 0) {
      return;
    }
    int table = SqlTokens.skip(argument, end);
    int close = argument.wordEnd(table);
    while (argument.at(close) == '.') {
      close = argument.wordEnd(close + 1);
    }
    boolean cut = close > table && SqlTokens.isComment(argument, argument.skipBlanks(close));
    argument.report(start, close, CATEGORY, cut ? 0.8 : 0);
  }

  /** {@code users where 1=1}: a condition of constants behind a name. */
  private static void where(Argument argument, int start, int end) {
    if (start == 0 || !(argument.takesName() || argument.isTerse())) {
      return;
    }
    int left = SqlTokens.skip(argument, end);
    int operator = SqlTokens.constantEnd(argument, left);
    int right =
        operator < 0 ? -1 : SqlTokens.operatorEnd(argument, SqlTokens.skip(argument, operator));
    argument.report(start, end, CATEGORY, right > 0 ? 0.8 : 0);
  }

  private static void ordinal(Argument argument, int start, int end) {
    int by = SqlTokens.skip(argument, end);
    if (!argument.isEmbedded() || !argument.wordAt(by).equals("by")) {
      return;
    }
    int number = SqlTokens.skip(argument, by + 2);
    int close = argument.wordEnd(number);
    while (argument.at(close) == ',' && close - number < 60) {
      close = argument.wordEnd(SqlTokens.skip(argument, close + 1));
    }
    char first = argument.at(number);
    if (first < '0' || first > '9') {
      return;
    }
    int next = argument.skipBlanks(close);
    boolean cut = SqlTokens.isComment(argument, next);
    boolean alone = start == 0 && (next >= argument.length() || argument.at(next) == ',');
    argument.report(start, next, CATEGORY, cut ? 0.85 : alone ? 0.65 : 0);
  }

  private static void having(Argument argument, int start, int end) {
    int left = SqlTokens.skip(argument, end);
    int operator = SqlTokens.constantEnd(argument, left);
    int right =
        operator < 0 ? -1 : SqlTokens.operatorEnd(argument, SqlTokens.skip(argument, operator));
    // In a whole statement, a group is chosen by what is computed for it.
    int first = left;
    while (argument.at(first) == '(') {
      first = SqlTokens.skip(argument, first + 1);
    }
    boolean constant = argument.isEmbedded() || argument.at(first) <= '9';
    argument.report(start, end, CATEGORY, right > 0 && constant ? 0.8 : 0);
  }

  /** A query where a name or a sentence belongs. */
  private static void select(Argument argument, int start, int end) {
    if (!argument.isEmbedded()) {
      return;
    }
    int at = SqlTokens.skip(argument, end);
    boolean nested = argument.at(start - 1) == '(';
    boolean structured =
        (argument.at(at) != '\0' && "*@(".indexOf(argument.at(at)) >= 0)
            || argument.startsWith("concat", at)
            || argument.startsWith("case when", at)
            || argument.startsWith("count(", at)
            || argument.startsWith("substr", at);
    boolean from = argument.within(at, 200, " from ") || argument.within(at, 200, ")from");
    boolean called = argument.at(argument.wordEnd(at)) == '(' && argument.isTerse();
    boolean named = nested && (argument.takesName() || called);
    double score = structured && (from || nested) ? 0.8 : nested && (from || named) ? 0.8 : 0;
    argument.report(start, at, CATEGORY, score);
  }
}
