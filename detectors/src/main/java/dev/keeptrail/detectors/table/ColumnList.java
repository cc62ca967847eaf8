package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
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

  /** The list that the bracket closes; null if it has none that says something of persons. */
  static @Nullable ColumnList closedBy(ScannedText text, int bracket) {
    int next = SqlWords.blanks(text, bracket + 1);
    boolean copied = SqlWords.isWord(text, next, "from");
    String follows = copied ? "from" : "values";
    Headings headings = SqlWords.isWord(text, next, follows) ? headings(text, bracket) : null;
    return headings == null ? null : new ColumnList(headings, copied, next + follows.length());
  }

  /** The columns in the list that the bracket closes; null as above. */
  static @Nullable Headings headings(ScannedText text, int bracket) {
    int open = opening(text, bracket);
    boolean named =
        open >= 0
            && (SqlWords.endsWord(text, open, "insert")
                || SqlWords.isBeforeName(text, open, "into")
                || SqlWords.isBeforeName(text, open, "copy"));
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
      while (from < last && SqlWords.isAround(text.charAt(from))) {
        from++;
      }
      while (last > from && SqlWords.isAround(text.charAt(last - 1))) {
        last--;
      }
      cells.add(from);
      cells.add(last);
      at = to + 1;
    }
    return new Row(cells, end, true);
  }
}
