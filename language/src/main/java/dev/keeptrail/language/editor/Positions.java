package dev.keeptrail.language.editor;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines and columns of a text the way editors count: both from zero, columns in UTF-16 units, lines
 * ended by CR, LF or both.
 */
public final class Positions {
  private final String text;
  private final List<Integer> lineStarts = new ArrayList<>();

  public Positions(String text) {
    this.text = text;
    lineStarts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lone = c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (c == '\n' || lone) {
        lineStarts.add(i + 1);
      }
    }
  }

  /** A place in a text. */
  public record Position(int line, int column) {}

  public Position position(int offset) {
    int at = Math.clamp(offset, 0, text.length());
    int low = 0;
    int high = lineStarts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (lineStarts.get(middle) <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return new Position(low, at - lineStarts.get(low));
  }

  /** The offset; a column past the end of its line counts as that end. */
  public int offset(int line, int column) {
    if (line < 0) {
      return 0;
    }
    if (line >= lineStarts.size()) {
      return text.length();
    }
    int start = lineStarts.get(line);
    int end = line + 1 < lineStarts.size() ? lineStarts.get(line + 1) : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return Math.clamp((long) start + Math.max(0, column), start, end);
  }
}
