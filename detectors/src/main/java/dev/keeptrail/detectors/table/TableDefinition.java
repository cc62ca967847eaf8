package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns that {@code CREATE TABLE} defines, which are headings of values that are given later
 * without naming them.
 *
 * @param table its name, folded and without quotes and schema
 * @param headings what the columns are; null if none says something of persons
 * @param end offset after the definition, or after what was read of it
 */
record TableDefinition(String table, @Nullable Headings headings, int end) {
  private static final int MAX_LENGTH = 4_000;

  /** What begins a part of the definition that is no column. */
  private static final Set<String> NO_COLUMNS =
      Set.of(
          "primary",
          "key",
          "constraint",
          "unique",
          "index",
          "foreign",
          "check",
          "fulltext",
          "spatial",
          "exclude",
          "like",
          "period");

  /** The definition whose bracket this is; null if it is another one. */
  static @Nullable TableDefinition at(ScannedText text, int open) {
    ScannedText.Range name = SqlWords.nameBefore(text, open);
    if (name == null) {
      return null;
    }
    boolean defined =
        SqlWords.endsWord(text, name.start(), "table")
            || SqlWords.endsWord(text, name.start(), "exists");
    return defined ? read(text, name, open + 1) : null;
  }

  private static TableDefinition read(ScannedText text, ScannedText.Range name, int start) {
    var cells = new IntList();
    int depth = 0;
    int at = start;
    boolean begins = true;
    while (at < text.length() && at - start <= MAX_LENGTH && cells.size() < 2 * Row.MAX_CELLS) {
      char c = text.charAt(at);
      if (begins && !SqlWords.isAround(c)) {
        at = column(text, at, cells);
        begins = false;
        continue;
      }
      if (c == ';' || (c == ')' && depth == 0)) {
        break;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      begins |= c == ',' && depth == 0;
      at++;
    }
    Headings headings = Headings.of(text, new Row(cells, at, true), '\t');
    return new TableDefinition(nameOf(text, name), headings, at);
  }

  /** Notes the column whose name begins here; returns where that ends. */
  private static int column(ScannedText text, int start, IntList cells) {
    int end = start;
    while (CharacterKinds.isPartOfWord(text.at(end)) && end - start <= Headings.MAX_HEADING) {
      end++;
    }
    String word = CaseFolding.fold(text.subSequence(start, end));
    if (end > start && !NO_COLUMNS.contains(word)) {
      cells.add(start);
      cells.add(end);
    }
    return end;
  }

  /** The name without quotes and schema. */
  static String nameOf(ScannedText text, ScannedText.Range range) {
    int end = range.end();
    while (end > range.start() && SqlWords.isAround(text.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > range.start() && CharacterKinds.isPartOfWord(text.charAt(start - 1))) {
      start--;
    }
    return CaseFolding.fold(text.subSequence(start, end));
  }
}
