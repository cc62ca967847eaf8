package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * The columns that an SQL statement names before it gives their values.
 *
 * @param headings what the columns are
 * @param copied whether rows of tabulated text follow, and no lists of values
 * @param end offset of the first sign of what follows
 */
record ColumnList(Headings headings, boolean copied, int end) {
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_NAME = 130;
  private static final String QUOTES = "`\"[]";

  /** The list that the bracket closes; null if it has none that says something of persons. */
  static @Nullable ColumnList closedBy(ScannedText text, int bracket) {
    int next = blanks(text, bracket + 1);
    boolean copied = isWord(text, next, "from");
    String follows = copied ? "from" : "values";
    Headings headings = isWord(text, next, follows) ? headings(text, bracket) : null;
    return headings == null ? null : new ColumnList(headings, copied, next + follows.length());
  }

  /** The columns in the list that the bracket closes; null as above. */
  static @Nullable Headings headings(ScannedText text, int bracket) {
    int open = opening(text, bracket);
    boolean named =
        open >= 0
            && (endsWord(text, open, "insert")
                || isBefore(text, open, "into")
                || isBefore(text, open, "copy"));
    return named ? Headings.of(text, row(text, open + 1, bracket), '\t') : null;
  }

  /** The bracket that opens the list; -1 if that is not one of names. */
  private static int opening(ScannedText text, int bracket) {
    for (int at = bracket - 1; at >= 0 && bracket - at <= MAX_LENGTH; at--) {
      char c = text.charAt(at);
      if (c == '(') {
        return at;
      }
      if (c == ')' || c == ';' || c == '\'' || c == '=' || c == ':') {
        return -1;
      }
    }
    return -1;
  }

  private static Row row(ScannedText text, int start, int end) {
    var cells = new IntList();
    int at = start;
    while (at <= end && cells.size() < 2 * Row.MAX_CELLS) {
      int to = at;
      while (to < end && text.charAt(to) != ',') {
        to++;
      }
      int from = at;
      int last = to;
      while (from < last && isAround(text.charAt(from))) {
        from++;
      }
      while (last > from && isAround(text.charAt(last - 1))) {
        last--;
      }
      cells.add(from);
      cells.add(last);
      at = to + 1;
    }
    return new Row(cells, end, true);
  }

  private static boolean isAround(char c) {
    return Character.isWhitespace(c) || QUOTES.indexOf(c) >= 0;
  }

  /** Whether the word stands before the table's name, which stands before the bracket. */
  private static boolean isBefore(ScannedText text, int open, String word) {
    int at = backOverBlanks(text, open);
    int end = at;
    while (at > 0 && end - at <= MAX_NAME && isName(text.charAt(at - 1))) {
      at--;
    }
    return at < end && endsWord(text, at, word);
  }

  private static boolean isName(char c) {
    return CharacterKinds.joinsWord(c) || c == '.' || c == '$' || QUOTES.indexOf(c) >= 0;
  }

  private static boolean endsWord(ScannedText text, int before, String word) {
    int start = backOverBlanks(text, before) - word.length();
    return start >= 0 && isWord(text, start, word);
  }

  private static int backOverBlanks(ScannedText text, int from) {
    int at = from;
    while (at > 0 && from - at <= MAX_NAME && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static int blanks(ScannedText text, int from) {
    int at = from;
    while (at - from <= MAX_NAME && Character.isWhitespace(text.at(at))) {
      at++;
    }
    return at;
  }

  private static boolean isWord(ScannedText text, int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      if ((text.at(start + i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return !CharacterKinds.joinsWord(text.at(start - 1))
        && !CharacterKinds.joinsWord(text.at(start + word.length()));
  }
}
