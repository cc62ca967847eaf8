package dev.keeptrail.repl.session;

import java.util.ArrayList;
import java.util.List;

/**
 * A line taken apart into words. Double quotes keep spaces, and in them a backslash keeps a quote
 * or a backslash; a backslash at the end of a line joins the next one to it.
 *
 * @param text the whole line
 * @param isClosed whether no quote is left open
 */
public record ShellLine(String text, List<Word> words, boolean isClosed) {
  public ShellLine {
    words = List.copyOf(words);
  }

  /**
   * A word.
   *
   * @param text without its quotes
   * @param start where it begins in the line
   * @param end behind it
   */
  public record Word(String text, int start, int end) {}

  public static ShellLine parse(String line) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    boolean closed = true;
    while (at < line.length()) {
      if (Character.isWhitespace(line.charAt(at))) {
        at++;
        continue;
      }
      var word = new StringBuilder();
      int start = at;
      boolean quoted = false;
      while (at < line.length() && (quoted || !Character.isWhitespace(line.charAt(at)))) {
        char c = line.charAt(at);
        if (c == '"') {
          quoted = !quoted;
        } else if (quoted && c == '\\' && isEscaped(line, at + 1)) {
          at++;
          word.append(line.charAt(at));
        } else {
          word.append(c);
        }
        at++;
      }
      closed &= !quoted;
      words.add(new Word(word.toString(), start, at));
    }
    return new ShellLine(line, words, closed);
  }

  /** Whether more is to come: an open quote, or a backslash at the end. */
  public static boolean wantsMore(String line) {
    return line.endsWith("\\") || !parse(line).isClosed();
  }

  /**
   * The lines of a text that was pasted, each whole: what goes on in the next one stays together.
   */
  public static List<String> split(String text) {
    List<String> whole = new ArrayList<>();
    String begun = null;
    for (String line : text.lines().toList()) {
      begun = begun == null ? line : begun + "\n" + line;
      if (!wantsMore(begun)) {
        whole.add(begun);
        begun = null;
      }
    }
    if (begun != null) {
      whole.add(begun);
    }
    return whole;
  }

  /** Lines that a backslash joins, as one. */
  public static String joined(String lines) {
    return lines.replace("\\\r\n", " ").replace("\\\n", " ");
  }

  /** A word as it can stand in a line, whatever is in it. */
  public static String quoted(String word) {
    return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static boolean isEscaped(String line, int at) {
    return at < line.length() && (line.charAt(at) == '"' || line.charAt(at) == '\\');
  }

  /** The line from a word on, as it was typed. */
  String from(int word) {
    return word < words.size() ? text.substring(words.get(word).start()).strip() : "";
  }
}
