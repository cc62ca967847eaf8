package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/** The bracketed lists behind {@code VALUES}, one after the other. Confined to one scan. */
final class ValueLists {
  private static final int LONGEST_VALUE = 4_000;
  private static final int MAX_DEPTH = 8;

  private final ScannedText text;
  private int at;

  ValueLists(ScannedText text, int start) {
    this.text = text;
    this.at = start;
  }

  /** Where the last list that was read ends. */
  int end() {
    return at;
  }

  /** The next list; null if none follows. */
  @Nullable Row next() {
    int start = blanks(at);
    start = text.at(start) == ',' ? blanks(start + 1) : start;
    if (text.at(start) != '(') {
      return null;
    }
    var cells = new IntList();
    int position = start + 1;
    while (cells.size() < 2 * Row.MAX_CELLS) {
      position = blanks(position);
      int end = value(position, cells);
      int sign = end < 0 ? -1 : blanks(end);
      if (sign >= 0 && text.at(sign) == ')') {
        at = sign + 1;
        return new Row(cells, sign, true);
      }
      if (sign < 0 || text.at(sign) != ',') {
        return null;
      }
      position = sign + 1;
    }
    return null;
  }

  /** Adds the value that starts here; returns where it ends, or -1. */
  private int value(int start, IntList cells) {
    int quote = text.at(start) == 'N' || text.at(start) == 'E' ? start + 1 : start;
    if (text.at(quote) == '\'' || text.at(quote) == '"') {
      int close = close(quote);
      cells.add(quote + 1);
      cells.add(Math.max(quote + 1, close));
      return close < 0 ? -1 : close + 1;
    }
    int end = expressionEnd(start);
    cells.add(start);
    cells.add(end < 0 ? start : end);
    return end;
  }

  /** The closing quote; two of them, or one behind a backslash, stand for one in the value. */
  private int close(int open) {
    char quote = text.at(open);
    for (int i = open + 1; i < text.length() && i - open <= LONGEST_VALUE; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote && text.at(i + 1) == quote) {
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    return -1;
  }

  /** A number, a word, or a call with brackets of its own. */
  private int expressionEnd(int start) {
    int depth = 0;
    for (int i = start; i < text.length() && i - start <= LONGEST_VALUE; i++) {
      char c = text.charAt(i);
      if (depth == 0 && (c == ',' || c == ')')) {
        return i;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth > MAX_DEPTH || c == ';') {
        return -1;
      }
    }
    return -1;
  }

  private int blanks(int from) {
    int position = from;
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position;
  }
}
