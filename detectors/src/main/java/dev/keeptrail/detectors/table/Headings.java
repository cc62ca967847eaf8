package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first row of a table, with the word that each column would have beside its values in a
 * sentence; null for columns that say nothing of persons.
 *
 * @param row the row itself
 * @param delimiter what parts its cells
 * @param labels one for each cell
 */
record Headings(Row row, char delimiter, List<@Nullable String> labels) {
  private static final String DELIMITERS = "\t|;,";

  /** Longer cells are no headings. */
  static final int MAX_HEADING = 40;

  /** Labels that detectors of names and addresses take for sure. */
  static final String NAME = "surname";

  /** A label of dates of birth. */
  static final String BIRTH = "dob";

  /** A label of addresses. */
  static final String ADDRESS = "home address";

  private static final WordTable OWN =
      ContextWords.table(
          "phone",
          "mrn",
          "insurance",
          "plate",
          "vin",
          "birth",
          "ssn",
          "itin",
          "bank_account",
          "username",
          "imei",
          "license",
          "npi",
          "dea",
          "mbi",
          "cvv",
          "routing",
          "sort_code",
          "bsb",
          "blz",
          "prescription",
          "password",
          "secret_heading",
          "identity_heading");
  private static final WordTable PERSON = ContextWords.table("person_label");
  private static final WordTable NAMES = ContextWords.table("name_heading");
  private static final WordTable ADDRESSES = ContextWords.table("address_heading");
  private static final WordTable NETWORK = ContextWords.table("network_heading");
  private static final WordTable CONTACT = ContextWords.table("contact_heading");

  Headings {
    labels = Collections.unmodifiableList(new ArrayList<>(labels));
  }

  /** The headings in the line that starts here, if it has any that say something. */
  static @Nullable Headings at(ScannedText text, int start) {
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char delimiter = DELIMITERS.charAt(i);
      Row row = Row.at(text, start, delimiter, true, MAX_HEADING);
      if (row != null && row.count() > 1 && areHeadings(text, row)) {
        return of(text, row, delimiter);
      }
    }
    return null;
  }

  /** The cells of a row as headings, if any says something. */
  static @Nullable Headings of(ScannedText text, Row row, char delimiter) {
    List<@Nullable String> labels = labels(text, row);
    return labels.stream().allMatch(label -> label == null)
        ? null
        : new Headings(row, delimiter, labels);
  }

  private static boolean areHeadings(ScannedText text, Row row) {
    int empty = 0;
    for (int cell = 0; cell < row.count(); cell++) {
      int start = row.start(cell);
      int length = row.end(cell) - start;
      empty += length == 0 ? 1 : 0;
      char c = text.at(start);
      boolean word = Character.isLetter(c) || c == '#' || c == '*' || c == '_';
      if (length > MAX_HEADING || (length > 0 && !word) || isLongNumber(text, row, cell)) {
        return false;
      }
    }
    return 2 * empty < row.count();
  }

  /** Values have those, headings have not. */
  private static boolean isLongNumber(ScannedText text, Row row, int cell) {
    int digits = 0;
    for (int i = row.start(cell); i < row.end(cell); i++) {
      digits += CharacterKinds.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits > 3;
  }

  private static List<@Nullable String> labels(ScannedText text, Row row) {
    var labels = new ArrayList<@Nullable String>();
    boolean persons = false;
    for (int cell = 0; cell < row.count(); cell++) {
      String label = label(text, row.start(cell), row.end(cell));
      labels.add(label);
      persons |= label != null || CONTACT.anyIn(text, row.start(cell), row.end(cell));
    }
    for (int cell = 0; cell < labels.size() && persons; cell++) {
      // WHY: products have names too; beside a telephone number it is a person's.
      if (labels.get(cell) == null && isWhole(NAMES, text, row.start(cell), row.end(cell))) {
        labels.set(cell, NAME);
      }
    }
    return labels;
  }

  /** The word that a column or row has beside its values; null if it says nothing of persons. */
  static @Nullable String label(ScannedText text, int start, int end) {
    if (PERSON.anyIn(text, start, end)) {
      return NAME;
    }
    if (NETWORK.anyIn(text, start, end)) {
      return null;
    }
    if (OWN.anyIn(text, start, end)) {
      return text.subSequence(start, end);
    }
    return ADDRESSES.anyIn(text, start, end) ? ADDRESS : null;
  }

  private static boolean isWhole(WordTable words, ScannedText text, int start, int end) {
    return end > start && words.match(text, start, end) == end;
  }
}
