package dev.keeptrail.detectors.toolargument;

import java.util.Map;
import java.util.Set;

/** Names that SQL gives away: of functions that wait, run or read, of packages and catalogues. */
final class SqlNames {
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

  private SqlNames() {}

  /** How sure a word makes of an attack, by itself or as a call. */
  static double score(Argument argument, int start, int end, String word) {
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
    return score;
  }
}
