package dev.keeptrail.detectors.toolargument;

import com.google.re2j.Pattern;
import dev.keeptrail.detectors.ParameterKind;
import java.util.Set;

/**
 * What a line break in a value of one line begins: a header, a command of a store, an entry of a
 * log. Stateless.
 */
final class LineBreak {
  private static final int LINE = 60;

  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "origin",
          "referer",
          "forwarded",
          "user-agent",
          "cookie",
          "set-cookie",
          "location",
          "host",
          "bcc",
          "cc",
          "to",
          "from",
          "subject",
          "reply-to",
          "content-type",
          "content-length",
          "content-disposition",
          "transfer-encoding",
          "connection",
          "upgrade");

  /** Commands of stores that take lines. */
  private static final Set<String> COMMANDS =
      Set.of("set", "del", "flushall", "flushdb", "config", "eval", "slaveof", "mail", "rcpt");

  /** The beginning of an entry, with its time or its level. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "(\\[?\\d{4}-\\d\\d-\\d\\d[t ]\\d\\d:\\d\\d|\\[?(info|warn|warning|error|debug)\\]?[: ])");

  private LineBreak() {}

  /** Whether the break is followed by a line that only another writer should write. */
  static boolean forges(Argument argument, int at, int start, int end) {
    boolean name =
        argument.kind() == ParameterKind.IDENTIFIER || argument.kind() == ParameterKind.URL;
    boolean carriage =
        argument.at(at) == '\r' || argument.at(at - 1) == '\r' || argument.wasEscaped();
    if (!(name || carriage) || isLines(argument, at)) {
      return false;
    }
    String word = argument.slice(start, end);
    boolean header =
        argument.at(end) == ':'
            && (HEADERS.contains(word) || word.indexOf('-') > 0)
            && argument.at(end + 1) != '/'
            && argument.at(argument.at(end + 1) == ' ' ? end + 2 : end + 1) > ' ';
    String line = argument.slice(start, start + LINE);
    boolean command =
        carriage && COMMANDS.contains(word) && argument.at(end) == ' ' && line.indexOf('\r') > 0;
    boolean entry = name && ENTRY.matcher(line).lookingAt();
    return header || command || entry;
  }

  /** Whether this break ends the first line, which is no header itself. */
  static boolean isSecond(Argument argument, int at) {
    String before = argument.slice(0, Math.min(at, 400));
    return before.strip().indexOf('\n') < 0 && !isLines(argument, at);
  }

  /** Whether the line before is a line of the same kind: a message, a file or a list. */
  private static boolean isLines(Argument argument, int at) {
    int from = at;
    while (from > 0 && at - from < 200 && argument.at(from - 1) != '\n') {
      from--;
    }
    String line = argument.slice(from, at);
    int colon = line.indexOf(": ");
    boolean header =
        colon > 0
            && line.substring(0, colon).chars().allMatch(c -> Character.isLetter(c) || c == '-');
    return header && from == 0;
  }
}
