package dev.keeptrail.language.parse;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import java.util.ArrayList;
import java.util.List;

/**
 * What quoted texts say. Escapes are resolved but for those of templates: backslashes that stand
 * directly before a brace stay as written, all of them. An escaped brace so stays one backslash and
 * the brace, and an escaped backslash before a brace stays two backslashes: a template that is made
 * from the value can tell one from the other.
 */
final class TextValues {
  private static final String MARK = "\"\"\"";
  private static final int MAX_HEX_DIGITS = 6;

  private final String text;
  private final SyntaxProblems problems;
  private boolean sound = true;

  private TextValues(String text, SyntaxProblems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** Gives the token its value; reports what is wrong with it. */
  static void read(PackToken token, String text, SyntaxProblems problems) {
    TextValues values = new TextValues(text, problems);
    String value =
        switch (token.getType()) {
          case PackLexer.RAW_STRING -> text.substring(token.getStartIndex() + 1, token.end() - 1);
          case PackLexer.BLOCK_STRING ->
              values.block(token.getStartIndex() + MARK.length(), token.end() - MARK.length());
          default -> values.line(token.getStartIndex() + 1, token.end() - 1);
        };
    token.setValue(value);
    if (value.length() > TextLimits.MAX_LENGTH) {
      values.sound = false;
      problems.add(
          DiagnosticCode.VALUE_TOO_LONG,
          token,
          "a text has " + value.length() + " characters, more than " + TextLimits.MAX_LENGTH,
          null);
    }
    if (!values.sound) {
      token.markReported();
    }
  }

  private String line(int from, int to) {
    StringBuilder value = new StringBuilder(to - from);
    appendUnescaped(from, to, value);
    return value.toString();
  }

  private String block(int from, int to) {
    List<int[]> lines = linesOf(from, to);
    boolean opensAlone = lines.size() > 1 && isBlank(lines.getFirst());
    boolean closesAlone = lines.size() > 1 && isBlank(lines.getLast());
    int first = opensAlone ? 1 : 0;
    int indentation = indentation(lines, closesAlone);
    StringBuilder value = new StringBuilder(to - from);
    int end = closesAlone ? lines.size() - 1 : lines.size();
    for (int i = first; i < end; i++) {
      int[] line = lines.get(i);
      int start = i == 0 ? line[0] : Math.min(line[0] + indentation, line[1]);
      value.append(i > first ? "\n" : "");
      appendUnescaped(start, line[1], value);
    }
    return value.toString();
  }

  /** The lines of a range, without their line ends. */
  private List<int[]> linesOf(int from, int to) {
    List<int[]> lines = new ArrayList<>();
    int start = from;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        lines.add(new int[] {start, i});
        i += c == '\r' && i + 1 < to && text.charAt(i + 1) == '\n' ? 1 : 0;
        start = i + 1;
      }
    }
    lines.add(new int[] {start, to});
    return lines;
  }

  /** How much white space starts all lines after the first, the closing marks' line included. */
  private int indentation(List<int[]> lines, boolean closesAlone) {
    String common = null;
    for (int i = 1; i < lines.size(); i++) {
      int[] line = lines.get(i);
      boolean counts = !isBlank(line) || (closesAlone && i == lines.size() - 1);
      if (counts) {
        String white = text.substring(line[0], whiteEnd(line));
        common = common == null ? white : commonStart(common, white);
      }
    }
    return common == null ? 0 : common.length();
  }

  private static String commonStart(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return a.substring(0, length);
  }

  private boolean isBlank(int[] line) {
    return whiteEnd(line) == line[1];
  }

  private int whiteEnd(int[] line) {
    int end = line[0];
    while (end < line[1] && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return end;
  }

  private void appendUnescaped(int from, int to, StringBuilder value) {
    int i = from;
    while (i < to) {
      if (text.charAt(i) == '\\') {
        i = appendBackslashes(i, to, value);
      } else {
        value.append(text.charAt(i++));
      }
    }
  }

  private int appendBackslashes(int from, int to, StringBuilder value) {
    int end = from;
    while (end < to && text.charAt(end) == '\\') {
      end++;
    }
    if (end < to && (text.charAt(end) == '{' || text.charAt(end) == '}')) {
      value.append(text, from, end);
      return end;
    }
    value.repeat('\\', (end - from) / 2);
    return (end - from) % 2 == 0 ? end : appendEscape(end - 1, to, value);
  }

  /** Appends what the backslash at that offset and the character after it stand for. */
  private int appendEscape(int at, int to, StringBuilder value) {
    char sign = at + 1 < to ? text.charAt(at + 1) : ' ';
    switch (sign) {
      case '"' -> value.append('"');
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'u' -> {
        return appendCodePoint(at, to, value);
      }
      default -> reportEscape(at, Math.min(at + 1 + width(at + 1, to), to));
    }
    return Math.min(at + 1 + width(at + 1, to), to);
  }

  private int width(int at, int to) {
    return at < to ? Character.charCount(text.codePointAt(at)) : 0;
  }

  private int appendCodePoint(int at, int to, StringBuilder value) {
    int open = at + 2;
    int close = open;
    while (close < to && close <= open + MAX_HEX_DIGITS + 1 && text.charAt(close) != '}') {
      close++;
    }
    boolean braced =
        open < to && text.charAt(open) == '{' && close < to && text.charAt(close) == '}';
    int codePoint = braced ? codePoint(text.substring(open + 1, close)) : -1;
    if (codePoint < 0) {
      int end = braced ? close + 1 : open;
      reportEscape(at, end);
      return end;
    }
    value.appendCodePoint(codePoint);
    return close + 1;
  }

  /** A Unicode scalar value in hexadecimal digits, or -1. */
  private static int codePoint(String digits) {
    boolean hex = digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
    if (!hex || digits.isEmpty() || digits.length() > MAX_HEX_DIGITS) {
      return -1;
    }
    int codePoint = Integer.parseInt(digits, 16);
    boolean surrogate =
        codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return codePoint > Character.MAX_CODE_POINT || surrogate ? -1 : codePoint;
  }

  private void reportEscape(int from, int to) {
    sound = false;
    problems.add(
        DiagnosticCode.INVALID_ESCAPE,
        from,
        to,
        Quoted.word(text.substring(from, to)) + " is no escape",
        "escapes are `\\\"`, `\\\\`, `\\n`, `\\t`, `\\r`, `\\{`, `\\}` and `\\u{1F600}`; in single"
            + " quotes nothing is an escape");
  }
}
