package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import org.jspecify.annotations.Nullable;

/**
 * Values that a statement gives without naming the columns, as in {@code INSERT INTO patients
 * VALUES (…)}. Where the text does not define the table, its name may say that rows are persons:
 * then the first value that looks like a person's name is one, and an old date is one of birth.
 *
 * @param table name of the table, folded
 * @param persons whether its name says that its rows are persons
 * @param start offset of the first list's bracket
 */
record UnnamedValues(String table, boolean persons, int start) {
  private static final WordTable PERSONS = ContextWords.table("person_table");
  private static final int MAX_NAME = 60;
  private static final int MAX_WORDS = 4;
  private static final String JOINS = "-'’.";
  private static final int DATE = 10;

  /** The statement whose first list opens here; null if it is none, or names its columns. */
  static @Nullable UnnamedValues at(ScannedText text, int open) {
    if (!SqlWords.endsWord(text, open, "values")) {
      return null;
    }
    int values = SqlWords.backOverBlanks(text, open) - "values".length();
    ScannedText.Range name = SqlWords.nameBefore(text, values);
    if (name == null || !SqlWords.endsWord(text, name.start(), "into")) {
      return null;
    }
    boolean persons = PERSONS.anyIn(text, name.start(), name.end());
    return new UnnamedValues(TableDefinition.nameOf(text, name), persons, open);
  }

  /** Notes the name and the dates of birth of one row. */
  static void note(ScannedText text, Row row, IntList names, IntList births) {
    boolean named = false;
    for (int cell = 0; cell < row.count(); cell++) {
      int start = row.start(cell);
      int end = row.end(cell);
      if (!named && isName(text, start, end)) {
        named = true;
        names.add(start);
        names.add(end);
      } else if (isOldDate(text, start, end)) {
        births.add(start);
        births.add(end);
      }
    }
  }

  /** Two words or more that begin with capitals, and no digits. */
  private static boolean isName(ScannedText text, int start, int end) {
    int words = 0;
    boolean begins = true;
    for (int i = start; i < end && end - start <= MAX_NAME; i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        begins = true;
      } else if (begins) {
        if (!Character.isUpperCase(c)) {
          return false;
        }
        words++;
        begins = false;
      } else if (!Character.isLetter(c) && JOINS.indexOf(c) < 0) {
        return false;
      }
    }
    return words > 1 && words <= MAX_WORDS;
  }

  /** A day, year first, in the last century or shortly after: rows are seldom made so early. */
  private static boolean isOldDate(ScannedText text, int start, int end) {
    boolean date = end - start == DATE;
    for (int i = 0; i < DATE && date; i++) {
      char c = text.charAt(start + i);
      date = (i == 4 || i == 7) ? c == '-' : CharacterKinds.isDigit(c);
    }
    if (!date) {
      return false;
    }
    int year = Integer.parseInt(text.subSequence(start, start + 4));
    return year > 1915 && year < 2008;
  }
}
