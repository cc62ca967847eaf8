package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;
import java.util.Set;

/**
 * What a value looks like where nothing says what the parameter takes: a whole statement of SQL or
 * a whole command line is what such a parameter is for, and is judged as one.
 */
final class ValueShape {
  private static final Set<String> STATEMENTS =
      Set.of("select", "insert", "update", "delete", "with", "create", "alter", "explain", "show");

  private static final Set<String> CLAUSES =
      Set.of("from", "into", "set", "table", "as", "view", "index", "tables");

  /** Beginnings of scripts of SQL that no sentence has. */
  private static final List<String> SCRIPTS =
      List.of(
          "begin;",
          "begin work;",
          "begin transaction;",
          "start transaction",
          "merge into ",
          "lock table ",
          "prepare transaction ");

  private static final int LONG = 1_000;

  private ValueShape() {}

  static ParameterKind kind(Unescaped text, ParameterKind declared) {
    if (declared != ParameterKind.UNKNOWN || text.length() == 0) {
      return declared;
    }
    String head = new String(text.chars(), 0, Math.min(text.length(), 400));
    if (head.startsWith("<!doctype html") || head.startsWith("<html")) {
      return ParameterKind.MARKUP;
    }
    if (text.length() > LONG && head.indexOf('\n') >= 0) {
      // Payloads are short; whatever takes a text of many lines takes prose or a program.
      return ParameterKind.FREE_TEXT;
    }
    String begin = head.stripLeading();
    if (SCRIPTS.stream().anyMatch(begin::startsWith)) {
      return ParameterKind.SQL;
    }
    String[] words = head.strip().split("[^a-z0-9_.-]+", 40);
    if (words.length > 3 && STATEMENTS.contains(words[0])) {
      for (String word : words) {
        if (CLAUSES.contains(word) && !joinsUnknown(head)) {
          return ParameterKind.SQL;
        }
      }
    }
    // A command that only reads a secret is what an attack would put anywhere.
    return isCommandLine(head) && !SensitiveFiles.namesSecret(head)
        ? ParameterKind.SHELL
        : declared;
  }

  /** Whether rows are added to a query that reads none of its own: what probes look like. */
  private static boolean joinsUnknown(String head) {
    int union = head.indexOf("union");
    int from = head.indexOf("from");
    return union >= 0 && (from < 0 || from > union);
  }

  private static boolean isCommandLine(String head) {
    String line = head;
    while (line.startsWith("#") && line.indexOf('\n') > 0) {
      line = line.substring(line.indexOf('\n') + 1).stripLeading();
    }
    int blank = line.indexOf(' ');
    return blank > 0
        && (Commands.startsCommandLine(line.substring(0, blank), line, blank + 1)
            || BuildLine.is(line));
  }
}
