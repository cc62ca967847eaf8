package dev.keeptrail.detectors.toolargument.statement;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Statements that reach outside their tables: files, programs, other servers, new functions. */
final class Reaching {
  private static final Map<String, Double> CALLS =
      Map.ofEntries(
          Map.entry("sys_exec", 0.95),
          Map.entry("sys_eval", 0.95),
          Map.entry("sys_bineval", 0.95),
          Map.entry("lo_export", 0.85),
          Map.entry("pg_read_binary_file", 0.95),
          Map.entry("writefile", 0.85),
          Map.entry("fts3_tokenizer", 0.8),
          Map.entry("httpuritype", 0.85),
          Map.entry("dblink_connect", 0.75),
          Map.entry("dblink_send_query", 0.8),
          Map.entry("executable", 0.8));

  private static final Map<String, Double> NAMES =
      Map.of(
          "dbms_java", 0.85,
          "ctxsys", 0.85,
          "utl_smtp", 0.85,
          "utl_tcp", 0.85,
          "sp_execute_external_script", 0.85,
          "opendatasource", 0.85,
          "dbms_xslprocessor", 0.8,
          "dbms_scheduler", 0.75);

  private static final Set<String> UNSAFE =
      Set.of("plpythonu", "plpython2u", "plpython3u", "plperlu", "pltclu", "plsh");

  private static final List<String> RUNS =
      List.of("os.", "popen", "system", "subprocess", "exec", "open(", "socket");

  private static final List<String> PLACES =
      List.of(
          "/etc/",
          "/proc/",
          "/root/",
          "/.ssh/",
          "/var/www",
          "/tmp/",
          "c:\\windows",
          "c:/windows",
          "\\\\",
          ".php",
          ".jsp",
          ".aspx",
          "/htdocs",
          "/public_html",
          "id_rsa",
          "boot.ini");

  private static final Set<String> SETTINGS =
      Set.of(
          "general_log_file", "slow_query_log_file", "archive_command", "shared_preload_libraries");

  /** An address of a bare number, where nobody keeps tables. */
  private static final Pattern STRANGER = Pattern.compile("https?://\\d{1,3}(\\.\\d{1,3}){3}\\b");

  private Reaching() {}

  static double score(Statement statement) {
    double score = Math.max(called(statement), asks(statement));
    return Math.max(
        score,
        switch (statement.verb()) {
          case "match" -> statement.has("detach") && !statement.has("where") ? 0.75 : 0;
          case "copy" -> copy(statement);
          case "load", "bulk", "attach", "restore", "backup" -> names(statement) ? 0.85 : 0;
          case "create" -> created(statement);
          case "runscript" -> statement.raw().contains("://") ? 0.9 : 0;
          case "system" -> statement.size() > 1 && !statement.word(1).isEmpty() ? 0.8 : 0;
          case "set", "alter" -> statement.hasAny(SETTINGS) ? 0.8 : 0;
          default -> meta(statement);
        });
  }

  /** A literal with the address at which clouds answer questions of their machines. */
  private static double asks(Statement statement) {
    return statement.tokens().stream()
            .anyMatch(token ->
                token.kind() == Token.Kind.TEXT && token.text().contains("//169.254.169.254"))
        ? 0.9
        : 0;
  }

  /** What clients run themselves: {@code \! id}, {@code .shell id}. */
  private static double meta(Statement statement) {
    boolean escape = statement.at(0).isSign("\\") && statement.at(1).isSign("!");
    boolean command =
        statement.at(0).isSign(".")
            && (statement.reads(1, "shell") || statement.reads(1, "system"));
    return escape || command ? 0.9 : 0;
  }

  private static double called(Statement statement) {
    double score = 0;
    for (int i = 0; i < statement.size(); i++) {
      String word = statement.word(i);
      if (word.isEmpty()) {
        continue;
      }
      score = Math.max(score, NAMES.getOrDefault(word, 0.0));
      score = Math.max(score, word.startsWith("xp_") ? 0.85 : 0);
      if (statement.at(i + 1).isSign("(")) {
        score = Math.max(score, CALLS.getOrDefault(word, 0.0));
        Token first = statement.at(i + 2);
        boolean text = first.kind() == Token.Kind.TEXT;
        boolean file =
            text && isSystem(first.text()) && !word.equals("values") && !word.equals("in");
        boolean server = text && word.equals("dblink") && first.text().contains("host");
        boolean stranger = text && word.equals("url") && STRANGER.matcher(first.text()).lookingAt();
        score = Math.max(score, stranger ? 0.75 : 0);
        score = Math.max(score, file && statement.at(i + 3).isSign(")") ? 0.85 : server ? 0.75 : 0);
      }
    }
    return score;
  }

  /** The begin of a path where no data for a table is. */
  private static boolean isSystem(String path) {
    return path.startsWith("/etc/")
        || path.startsWith("/proc/")
        || path.startsWith("/root/")
        || path.startsWith("c:\\windows");
  }

  private static boolean names(Statement statement) {
    for (Token token : statement.tokens()) {
      if (token.kind() == Token.Kind.TEXT && isPlace(token.text())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlace(String path) {
    return PLACES.stream().anyMatch(path::contains);
  }

  private static double copy(Statement statement) {
    boolean program = statement.contains("to", "program") || statement.contains("from", "program");
    return program ? 0.95 : names(statement) ? 0.8 : 0;
  }

  private static double created(Statement statement) {
    boolean alias = statement.has("alias") && statement.raw().contains("runtime");
    if (alias || statement.has("soname")) {
      return 0.9;
    }
    boolean library =
        statement.contains("language", "c")
            && (statement.raw().contains("libc") || statement.raw().contains("/tmp/"));
    boolean quoted = statement.has("language") && statement.raw().contains("libc.so");
    boolean unsafe =
        statement.has("language")
            && statement.hasAny(UNSAFE)
            && RUNS.stream().anyMatch(statement.raw()::contains);
    boolean assembly = statement.reads(1, "assembly") && statement.raw().contains("0x4d5a");
    return library || quoted || unsafe || assembly ? 0.9 : 0;
  }
}
