package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The texts of several lines that stand within another text, as their writer had them: strings of
 * JSON and of programs, whose line breaks are escapes, the quoted lines of a mail, the added lines
 * of a patch. A table in one is no table of the text around it. Takes time in proportion to the
 * text.
 */
final class InnerTexts {
  /** JSON in JSON in JSON doubles them each time. */
  static final int MAX_BACKSLASHES = 8;

  private static final int NONE = -1;

  private final ScannedText text;
  private final char[] chars;
  private final int length;
  private final List<ScannedText> found = new ArrayList<>();

  /** Behind the last double quote of the line, by how many backslashes stand in front of it. */
  private final int[] opened = new int[MAX_BACKSLASHES];

  /** Behind the last single quote of the line. */
  private int single = NONE;

  /** Whether a string in double quotes has begun in the line. */
  private boolean within;

  private InnerTexts(ScannedText text) {
    this.text = text;
    this.chars = text.unsafeChars();
    this.length = text.length();
  }

  static List<ScannedText> of(ScannedText text) {
    var inner = new InnerTexts(text);
    inner.read();
    return inner.found;
  }

  private void read() {
    beginLine();
    int at = 0;
    while (at < length) {
      switch (chars[at]) {
        case '\\' -> at = escape(at);
        case '"' -> {
          at++;
          opened[0] = at;
          within = !within;
        }
        case '\'' -> {
          at++;
          single = at;
        }
        case '\n' -> {
          at++;
          beginLine();
        }
        case '>', '+' -> at = at == 0 || chars[at - 1] == '\n' ? markedLines(at) : at + 1;
        default -> at++;
      }
    }
  }

  private void beginLine() {
    Arrays.fill(opened, NONE);
    single = NONE;
    within = false;
  }

  private int escape(int at) {
    int end = backslashes(at);
    int count = end - at;
    char escaped = end < length ? chars[end] : '\0';
    if (escaped == '"' && count < MAX_BACKSLASHES) {
      opened[count] = end + 1;
    } else if (escaped == 'n') {
      boolean inSingle = count == 1 && !within;
      int start = inSingle ? single : opened[count - 1];
      if (start != NONE) {
        int stop = string(start, count, inSingle ? '\'' : '"');
        beginLine();
        return Math.max(stop, end + 1);
      }
    }
    return Math.min(length, end + 1);
  }

  private int backslashes(int from) {
    int end = from;
    while (end < length && end - from < MAX_BACKSLASHES && chars[end] == '\\') {
      end++;
    }
    return end;
  }

  /**
   * Reads a string from where it begins; returns where it ends.
   *
   * @param depth how many backslashes a line break has in it; the quote at its end has one fewer
   */
  private int string(int start, int depth, char quote) {
    int line = start;
    int headings = NONE;
    int end = start;
    while (end < length && chars[end] != quote && chars[end] != '\n') {
      if (chars[end] != '\\') {
        end++;
        continue;
      }
      int sign = backslashes(end);
      char escaped = sign < length ? chars[sign] : '\0';
      if (escaped == quote && sign - end < depth) {
        break;
      }
      if (escaped == 'n') {
        headings = headings == NONE && Headings.maySpeak(text, line, end) ? line : headings;
        line = sign + 1;
      }
      end = Math.min(length, sign + 1);
    }
    if (headings != NONE) {
      found.add(unescaped(text, headings, end));
    }
    return Math.min(length, end + 1);
  }

  /** Lines that follow each other with the same sign in front; returns where they end. */
  private int markedLines(int start) {
    var inner = new DecodedText(text, View.NORMALIZED, 256);
    int at = start;
    int lines = 0;
    boolean headings = false;
    while (at < length && chars[at] == chars[start]) {
      int content = contentStart(text, at, length);
      int end = content;
      while (end < length && chars[end] != '\n') {
        end++;
      }
      headings = headings || Headings.maySpeak(text, content, end);
      end = Math.min(length, end + 1);
      if (headings) {
        inner.keep(content, end);
        lines++;
      }
      at = end;
    }
    if (lines > 1) {
      found.add(inner.toText());
    }
    return at;
  }

  /** Behind the sign of an added line of a patch, or those of a quote, at the start of a line. */
  static int contentStart(ScannedText text, int line, int end) {
    int at = line;
    if (at < end && text.charAt(at) == '+') {
      return at + 1;
    }
    while (at < end && (text.charAt(at) == '>' || (at > line && text.charAt(at) == ' '))) {
      at++;
    }
    return at;
  }

  /** A range of a string, with its escapes read. */
  static ScannedText unescaped(ScannedText text, int start, int end) {
    var inner = new DecodedText(text, View.NORMALIZED, end - start);
    int kept = start;
    int at = start;
    while (at < end) {
      if (text.charAt(at) != '\\') {
        at++;
        continue;
      }
      int sign = at;
      while (sign < end && text.charAt(sign) == '\\') {
        sign++;
      }
      int written = sign < end ? written(text.charAt(sign)) : NONE;
      if (written != NONE) {
        inner.keep(kept, at);
        inner.put(written, at, sign + 1);
        kept = sign + 1;
      }
      at = Math.min(end, sign + 1);
    }
    inner.keep(kept, end);
    return inner.toText();
  }

  private static int written(char escaped) {
    return switch (escaped) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '"', '\'', '/' -> escaped;
      default -> NONE;
    };
  }
}
