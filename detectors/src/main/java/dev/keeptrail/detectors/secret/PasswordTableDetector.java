package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The column of a table whose head says that it holds passwords: separated by commas, semicolons,
 * tabs or bars, as browsers and password managers export them.
 */
final class PasswordTableDetector {
  private static final double SCORE = 0.7;
  private static final int REACH = 2_000;
  private static final int MAX_LINE = 500;
  private static final int MAX_COLUMNS = 40;
  private static final String SEPARATORS = ",;\t|";
  private static final Set<String> HEADS = heads();

  private PasswordTableDetector() {}

  private static Set<String> heads() {
    var heads = new HashSet<>(ContextWords.anchors("password"));
    heads.addAll(List.of("login_password", "pass", "user password", "userpassword"));
    return heads;
  }

  static Detector detector() {
    return new RuleDetector(
            "password-table",
            1,
            Set.of(PlacedPassword.CATEGORY),
            PlacedPassword.MOST,
            Trigger.anchors(ContextWords.anchors("password")),
            PasswordTableDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(REACH));
  }

  private record Cell(int start, int end) {}

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      if (hits.start(i) >= taken) {
        taken = table(text, hits.start(i), hits.end(i), sink);
      }
    }
  }

  /** The table whose head holds the word; returns where it ends, or the word. */
  private static int table(ScannedText text, int word, int wordEnd, FindingSink sink) {
    char separator = separator(text, word, wordEnd);
    int lineStart = separator == '\0' ? -1 : lineStart(text, word);
    if (lineStart < 0) {
      return wordEnd;
    }
    List<Cell> head = cells(text, lineStart, separator);
    int column = -1;
    for (int i = 0; i < head.size(); i++) {
      Cell cell = head.get(i);
      if (cell.end() - cell.start() > 24) {
        return wordEnd;
      }
      boolean known = HEADS.contains(CaseFolding.fold(text.subSequence(cell.start(), cell.end())));
      column = known && column < 0 ? i : column;
    }
    if (column < 0 || head.size() < 2 || isRow(text, lineStart, head, separator)) {
      return wordEnd;
    }
    int at = lineEnd(text, lineStart);
    while (at < text.length() && at - word < REACH) {
      List<Cell> row = cells(text, at + 1, separator);
      int end = lineEnd(text, at + 1);
      int least = Math.max(2, head.size() - 1);
      boolean fits = row.size() >= least && row.size() <= head.size() + 1 && column < row.size();
      if (!fits) {
        return Math.max(wordEnd, at);
      }
      Cell cell = row.get(column);
      if (text.at(cell.start()) != '-' && text.at(cell.start()) != '$') {
        PlacedPassword.report(text, cell.start(), cell.end(), SCORE, sink);
      }
      at = end;
    }
    return Math.max(wordEnd, at);
  }

  /**
   * Whether the line is itself a row of a table that began above it, in which a program or a place
   * has the name; or part of a list in a text, which goes on after its last comma.
   */
  private static boolean isRow(ScannedText text, int lineStart, List<Cell> head, char separator) {
    Cell last = head.getLast();
    if (separator == ',' && last.start() == last.end()) {
      return true;
    }
    int above = lineStart > 1 ? lineStart(text, lineStart - 1) : -1;
    return above >= 0
        && above < lineStart - 1
        && !isSentence(text, above, lineStart, separator)
        && Math.abs(cells(text, above, separator).size() - head.size()) < 2;
  }

  /** Whether the separators are those of a sentence, with blanks behind them. */
  private static boolean isSentence(ScannedText text, int from, int to, char separator) {
    if (separator != ',' && separator != ';') {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.at(i) == separator && text.at(i + 1) <= ' ') {
        return true;
      }
    }
    return false;
  }

  /** What stands beside the word as between cells. */
  private static char separator(ScannedText text, int word, int wordEnd) {
    int before = word - 1;
    while (word - before < 4 && (text.at(before) == ' ' || text.at(before) == '"')) {
      before--;
    }
    int after = wordEnd;
    while (after - wordEnd < 4 && (text.at(after) == ' ' || text.at(after) == '"')) {
      after++;
    }
    boolean first = before < 0 || text.at(before) == '\n';
    boolean last = text.at(after) == '\0' || text.at(after) == '\n' || text.at(after) == '\r';
    char left = text.at(before);
    char right = text.at(after);
    if (Assignment.isOneOf(left, SEPARATORS) && (last || left == right)) {
      return left;
    }
    return first && Assignment.isOneOf(right, SEPARATORS) ? right : '\0';
  }

  private static int lineStart(ScannedText text, int word) {
    int start = word;
    while (start > 0 && text.at(start - 1) != '\n') {
      if (word - start > MAX_LINE) {
        return -1;
      }
      start--;
    }
    return start;
  }

  private static int lineEnd(ScannedText text, int start) {
    int end = start;
    while (end < text.length() && end - start < MAX_LINE && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  private static List<Cell> cells(ScannedText text, int lineStart, char separator) {
    var cells = new ArrayList<Cell>();
    int end = lineEnd(text, lineStart);
    int at = lineStart;
    while (at <= end && cells.size() < MAX_COLUMNS) {
      int start = at;
      while (start < end && text.charAt(start) == ' ') {
        start++;
      }
      boolean quoted = start < end && text.charAt(start) == '"';
      int close = quoted ? start + 1 : start;
      while (close < end
          && (quoted ? text.charAt(close) != '"' : text.charAt(close) != separator)) {
        close++;
      }
      int next = close;
      while (next < end && text.charAt(next) != separator) {
        next++;
      }
      int from = quoted ? start + 1 : start;
      int last = close;
      while (!quoted && last > from && text.charAt(last - 1) <= ' ') {
        last--;
      }
      cells.add(new Cell(from, last));
      at = next + 1;
    }
    return cells;
  }
}
