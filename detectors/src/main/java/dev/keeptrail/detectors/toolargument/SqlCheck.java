package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.Map;
import java.util.Set;

/**
 * SQL that breaks out of the literal or the place it is put into, and what gives an attack away in
 * a whole statement: tautologies, unions that probe, delays, files, further statements.
 */
final class SqlCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.SQL;

  private static final int QUOTED = 40;

  /** Functions that wait, run or read, with how sure a call of them makes. */
  private static final Map<String, Double> CALLS =
      Map.ofEntries(
          Map.entry("sleep", 0.85),
          Map.entry("benchmark", 0.9),
          Map.entry("pg_sleep", 0.95),
          Map.entry("randomblob", 0.85),
          Map.entry("load_file", 0.95),
          Map.entry("xp_cmdshell", 0.97),
          Map.entry("xp_dirtree", 0.95),
          Map.entry("xp_regread", 0.95),
          Map.entry("lo_import", 0.9),
          Map.entry("pg_read_file", 0.95),
          Map.entry("pg_ls_dir", 0.95),
          Map.entry("openrowset", 0.9),
          Map.entry("load_extension", 0.9),
          Map.entry("extractvalue", 0.8),
          Map.entry("updatexml", 0.8),
          Map.entry("xmltype", 0.8));

  /** The same without a call, or in a package. */
  private static final Map<String, Double> NAMES =
      Map.ofEntries(
          Map.entry("xp_cmdshell", 0.95),
          Map.entry("sp_executesql", 0.7),
          Map.entry("sp_oacreate", 0.95),
          Map.entry("sp_addsrvrolemember", 0.95),
          Map.entry("sp_addextendedproc", 0.9),
          Map.entry("sp_addlogin", 0.85),
          Map.entry("sp_makewebtask", 0.9),
          Map.entry("sp_oamethod", 0.95),
          Map.entry("dbms_pipe", 0.85),
          Map.entry("dbms_lock", 0.85),
          Map.entry("dbms_ldap", 0.85),
          Map.entry("utl_http", 0.85),
          Map.entry("utl_inaddr", 0.85),
          Map.entry("dbms_sql", 0.7));

  /** Names of catalogues: what a statement may ask for, and a name or a sentence never does. */
  private static final Set<String> CATALOGUES =
      Set.of(
          "information_schema",
          "sysobjects",
          "syscolumns",
          "pg_shadow",
          "pg_user",
          "mysql.user",
          "sqlite_master",
          "all_tables",
          "user_tables",
          "syscat",
          "sysusers",
          "pg_catalog",
          "group_concat",
          "concat_ws",
          "sys_context",
          "pg_database",
          "msysaccessobjects");

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

  /** Words that sentences have as well. */
  private static final Set<String> STRUCTURE =
      Set.of("union", "or", "and", "xor", "order", "group", "having", "select", "case");

  private static final Set<String> FURTHER = Set.of("select", "waitfor", "union", "print", "set");

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (argument.kind() == ParameterKind.CODE
        || argument.kind() == ParameterKind.SHELL
        || argument.kind() == ParameterKind.MARKUP
        || (argument.isProse() && STRUCTURE.contains(word) && !argument.reachesStatement(start))) {
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
      case "procedure" -> phrase(argument, start, end, "analyse", 0.9);
      case "execute", "exec" -> {
        phrase(argument, start, end, "immediate", 0.8);
        phrase(argument, start, end, "master", 0.9);
        phrase(argument, start, end, "xp_", 0.9);
        if (argument.isEmbedded()) {
          phrase(argument, start, end, "sp_", 0.85);
        }
      }
      default -> name(argument, start, end, word);
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
      case ';' -> stacked(argument, at);
      case '|', '&' -> {
        boolean twice = argument.at(at + 1) == sign && argument.at(at - 1) != sign;
        if (embedded && twice && !argument.isProse()) {
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
                      "version_compile_os",
                      "servernamee")
                  .contains(variable);
          argument.report(at, argument.wordEnd(at + 2), CATEGORY, known ? 0.8 : 0);
        }
      }
      case '/' -> {
        if (embedded && argument.startsWith("/*!", at)) {
          argument.report(at, at + 3, CATEGORY, 0.85);
        } else if (embedded && argument.startsWith("/**/", at) && !argument.isProse()) {
          argument.report(at, at + 4, CATEGORY, 0.7);
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

  private static void name(Argument argument, int start, int end, String word) {
    boolean call = argument.at(SqlTokens.skip(argument, end)) == '(';
    double score = call ? CALLS.getOrDefault(word, 0.0) : 0;
    score = Math.max(score, NAMES.getOrDefault(word, 0.0));
    if (word.equals("sleep") && argument.isProse() && argument.at(start - 1) == '.') {
      score = 0;
    }
    if (score == 0 && argument.isEmbedded() && CATALOGUES.contains(word)) {
      score = argument.isProse() && !call ? 0.5 : 0.8;
    }
    // char(73)+char(78): text spelled in numbers.
    if (score == 0
        && call
        && argument.isEmbedded()
        && (word.equals("char") || word.equals("chr"))) {
      int close = SqlTokens.past(argument, end, 12);
      char c = argument.at(close);
      score = c == '+' || c == '|' || c == '%' ? 0.85 : 0;
    }
    argument.report(start, end, CATEGORY, score);
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
              && argument.slice(after, after + 40).indexOf(',') >= 0;
      argument.report(start, after, CATEGORY, constants ? 0.7 : 0);
      return;
    }
    boolean named =
        argument.within(after, 200, "from")
            || argument.within(after, 60, ",")
            || argument.within(after, 60, "(");
    argument.report(start, after, CATEGORY, probes ? 0.95 : named ? 0.9 : c == '\0' ? 0.75 : 0);
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
    if (!argument.takesName() || start == 0) {
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
    boolean constant = argument.isEmbedded() || argument.at(left) <= '9';
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
    boolean named = nested && argument.takesName();
    double score = structured && (from || nested) ? 0.8 : nested && (from || named) ? 0.8 : 0;
    argument.report(start, at, CATEGORY, score);
  }

  private static void stacked(Argument argument, int at) {
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
      argument.report(at, object, CATEGORY, quotes ? 0.6 : 0);
      return;
    }
    switch (argument.kind()) {
      case SQL -> {
        double score = argument.isEmbedded() ? 0.92 : followsQuery(argument) ? 0.85 : 0;
        argument.report(at, object, CATEGORY, score);
      }
      case FREE_TEXT, IDENTIFIER, PATH, URL, UNKNOWN -> argument.report(at, object, CATEGORY, 0.92);
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
              || argument.at(object) == '*';
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
