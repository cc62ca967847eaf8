package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ends of lines behind which a text goes on after something that is none of it: the mark
 * of a comment, a quote or a patch that the line before begins with as well; the number and times
 * of the next caption of a film (SubRip, WebVTT); what a log has in front of a message; the short
 * cells of a row in front of a long one; the space of a folded line (RFC 5545, section 3.1; RFC
 * 2849).
 */
final class ContinuedLines {
  private static final String MARKS = ">*/#+;-%";
  private static final int MOST_SIGNS = 4;
  private static final int MAX_INDENT = 64;

  /** A line that is longer is looked at no further for the mark that it begins with. */
  private static final int MAX_LINE = 512;

  /** What writers fold after: 75 bytes, 76 in directories, and less in front of a character. */
  private static final int FOLDED_LEAST = 70;

  private static final int FOLDED_MOST = 77;
  private static final String RULE = "|-: ";
  private static final int MAX_NUMBER = 6;
  private static final int LONG_CELL = 40;
  private static final int MAX_SETTINGS = 100;
  private static final String ARROW = " --> ";
  private static final int NONE = -1;

  private final ScannedText text;

  ContinuedLines(ScannedText text) {
    this.text = text;
  }

  /** What stands in front of the first line, or null. */
  @Nullable Escape first() {
    int message = LogHead.end(text, 0);
    return message == LogHead.NONE ? null : instead(message, '\n');
  }

  /** The end of the line that begins there, with what stands in front of the next, or null. */
  @Nullable Escape at(int at) {
    int next = lineEnd(at);
    if (next == at) {
      return null;
    }
    char first = text.at(next);
    if (isLineBreak(first) || CharacterKinds.isDigit(first) || first == '[') {
      int end = caption(next);
      end = end == NONE ? LogHead.end(text, next) : end;
      return end == NONE ? null : instead(end, '\n');
    }
    if (first == '|') {
      int end = ruleEnd(next);
      end = end == NONE ? longCell(next) : end;
      return end == NONE ? null : instead(end, '\n');
    }
    int mark = indentEnd(next);
    int body = mark(mark, mark > next);
    if (body != NONE && beginsAlike(at, mark)) {
      return instead(body, '\n');
    }
    boolean folded =
        (first == ' ' || first == '\t')
            && !Character.isWhitespace(text.at(next + (text.at(next + 1) == ' ' ? 2 : 1)))
            && isFilled(at);
    return folded ? instead(next + 1, Escapes.LINE_BREAK) : null;
  }

  private static Escape instead(int end, int value) {
    return new Escape(end, value, false, View.NORMALIZED);
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }

  /** Behind the line break that stands there, or the place itself. */
  private int lineEnd(int at) {
    if (text.at(at) == '\r') {
      return text.at(at + 1) == '\n' ? at + 2 : at;
    }
    return text.at(at) == '\n' ? at + 1 : at;
  }

  private int indentEnd(int start) {
    int end = start;
    while (end - start < MAX_INDENT && (text.at(end) == ' ' || text.at(end) == '\t')) {
      end++;
    }
    return end;
  }

  /** Behind the mark that stands there and its space, or {@link #NONE}. */
  private int mark(int at, boolean indented) {
    char sign = text.at(at);
    if (MARKS.indexOf(sign) < 0) {
      return NONE;
    }
    int end = signsEnd(at);
    int count = end - at;
    boolean spaced = text.at(end) == ' ' || text.at(end) == '\t';
    boolean fits =
        switch (sign) {
          case '>', '+' -> true;
          // WHY: without an indent it is an item of a list.
          case '*' -> spaced && indented && count == 1;
          case '/' -> spaced && count > 1;
          case '-' -> spaced && count == 2;
          default -> spaced;
        };
    return fits ? end + (spaced ? 1 : 0) : NONE;
  }

  /** Behind the same signs; those of quotes in quotes may have spaces between them. */
  private int signsEnd(int at) {
    char sign = text.at(at);
    int end = at + 1;
    for (int count = 1; count < MOST_SIGNS; count++) {
      int next = sign == '>' && text.at(end) == ' ' ? end + 1 : end;
      if (text.at(next) != sign) {
        break;
      }
      end = next + 1;
    }
    return end;
  }

  /** Whether the line that ends there begins with the mark that stands at the other place. */
  private boolean beginsAlike(int lineEnd, int mark) {
    int start = lineStart(lineEnd);
    if (start == NONE) {
      return false;
    }
    int before = indentEnd(start);
    int end = signsEnd(mark);
    return before < lineEnd
        && text.at(before) == text.at(mark)
        && signsEnd(before) - before == end - mark
        && mark(before, before > start) != NONE;
  }

  private int lineStart(int end) {
    int start = end;
    while (start > 0 && end - start <= MAX_LINE) {
      if (isLineBreak(text.charAt(start - 1))) {
        return start;
      }
      start--;
    }
    return start == 0 ? 0 : NONE;
  }

  /** Behind the row of hyphens between the head of a table and its body, or NONE. */
  private int ruleEnd(int row) {
    int end = row;
    while (end - row < MAX_LINE && RULE.indexOf(text.at(end)) >= 0) {
      end++;
    }
    return text.at(row + 3) == '-' && lineEnd(end) > end ? end : NONE;
  }

  /** Where the first cell of a row begins that holds a text rather than a value, or NONE. */
  private int longCell(int row) {
    int cell = row + 1;
    while (cell - row < MAX_LINE) {
      int end = cell;
      while (end - cell < LONG_CELL && text.at(end) != '|' && text.at(end) >= ' ') {
        end++;
      }
      if (end - cell == LONG_CELL) {
        return cell;
      }
      if (text.at(end) != '|') {
        return NONE;
      }
      cell = end + 1;
    }
    return NONE;
  }

  private boolean isFilled(int end) {
    int bytes = 0;
    int at = end;
    while (at > 0 && bytes <= FOLDED_MOST && !isLineBreak(text.charAt(at - 1))) {
      at--;
      char c = text.charAt(at);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes >= FOLDED_LEAST && bytes <= FOLDED_MOST;
  }

  /** Behind the head of a caption, which an empty line may part from the one before. */
  private int caption(int at) {
    int start = at;
    for (int empty = 0; empty < 2 && isLineBreak(text.at(start)); empty++) {
      start = lineEnd(start) == start ? start + 1 : lineEnd(start);
    }
    int number = digitsEnd(start, MAX_NUMBER);
    int times = number > start && lineEnd(number) > number ? lineEnd(number) : start;
    int end = timeEnd(times);
    if (end == NONE || !isArrow(end)) {
      return NONE;
    }
    end = timeEnd(end + ARROW.length());
    if (end == NONE) {
      return NONE;
    }
    int settings = end;
    while (end - settings < MAX_SETTINGS && text.at(end) != '\0' && !isLineBreak(text.at(end))) {
      end++;
    }
    return lineEnd(end) > end ? lineEnd(end) : NONE;
  }

  private boolean isArrow(int at) {
    for (int i = 0; i < ARROW.length(); i++) {
      if (text.at(at + i) != ARROW.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Behind hours, minutes, seconds and thousandths; hours may be left out. */
  private int timeEnd(int at) {
    int end = at;
    int fields = 0;
    while (digitsEnd(end, 3) - end >= 2 && text.at(digitsEnd(end, 3)) == ':') {
      end = digitsEnd(end, 3) + 1;
      fields++;
    }
    int seconds = digitsEnd(end, 3);
    char point = text.at(seconds);
    boolean ends = fields > 0 && fields < 3 && seconds - end == 2 && (point == ',' || point == '.');
    int thousandths = digitsEnd(seconds + 1, 4);
    return ends && thousandths - seconds == 4 ? thousandths : NONE;
  }

  private int digitsEnd(int start, int most) {
    int end = start;
    while (end - start < most && CharacterKinds.isDigit(text.at(end))) {
      end++;
    }
    return end;
  }
}
