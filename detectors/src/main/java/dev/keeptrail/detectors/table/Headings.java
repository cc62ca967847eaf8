package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
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

  /** The bit of each delimiter, by character. */
  private static final byte[] KIND = new byte[128];

  /** The delimiters of each set of bits, in the order in which they are tried. */
  private static final String[] KINDS = new String[1 << DELIMITERS.length()];

  static {
    for (int i = 0; i < DELIMITERS.length(); i++) {
      KIND[DELIMITERS.charAt(i)] = (byte) (1 << i);
    }
    for (int kinds = 0; kinds < KINDS.length; kinds++) {
      var some = new StringBuilder();
      for (int i = 0; i < DELIMITERS.length(); i++) {
        if ((kinds >>> i & 1) != 0) {
          some.append(DELIMITERS.charAt(i));
        }
      }
      KINDS[kinds] = some.toString();
    }
  }

  /** Longer lines are no headings. */
  static final int MAX_LINE = 1_000;

  /** As many characters an escape may take for one. */
  private static final int WRITTEN = 4;

  /** The longest line of headings as it is written with escapes. */
  static final int MAX_WRITTEN_LINE = WRITTEN * MAX_LINE;

  /** Longer cells are no headings. */
  static final int MAX_HEADING = 40;

  /** Labels that detectors of names and addresses take for sure. */
  static final String NAME = "surname";

  /** A label of dates of birth. */
  static final String BIRTH = "dob";

  /** A label of addresses. */
  static final String ADDRESS = "home address";

  /** What detectors look for beside values. */
  private static final String[] OWN_IDEAS = {
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
    "identity_heading",
    "employee_number",
    "student_number",
    "customer_number",
    "member_number"
  };

  private static final WordTable OWN = ContextWords.table(OWN_IDEAS);
  private static final WordTable PERSON = ContextWords.table("person_label");
  private static final WordTable NAMES = ContextWords.table("name_heading");
  private static final WordTable ADDRESSES = ContextWords.table("address_heading");
  private static final WordTable NETWORK = ContextWords.table("network_heading");
  private static final WordTable CONTACT = ContextWords.table("contact_heading");

  /** All that makes headings say something: most lines hold none of these and are left there. */
  private static final WordTable ANY =
      ContextWords.table(
          Stream.concat(
                  Stream.of("person_label", "address_heading", "contact_heading"),
                  Stream.of(OWN_IDEAS))
              .toArray(String[]::new));

  Headings {
    labels = Collections.unmodifiableList(new ArrayList<>(labels));
  }

  /**
   * A first look at a line: what may part headings in it. Headings are short, so the first one ends
   * soon; a quote may hide where.
   */
  static String delimiters(ScannedText text, int start, int end) {
    char[] chars = text.unsafeChars();
    int from = start;
    while (from < end && Row.isBlank(chars[from])) {
      from++;
    }
    int early = kinds(chars, start, Math.min(end, start + MAX_HEADING + 8));
    if (early == 0 || from == end) {
      return "";
    }
    // WHY: blanks before the first heading do not count as its length, but a tab may end it.
    int last = Math.min(end, from + MAX_HEADING + 2);
    return KINDS[chars[from] == '"' ? KINDS.length - 1 : kinds(chars, start, last)];
  }

  /** Whether the character may stand between two headings. */
  static boolean mayPart(char c) {
    return c < KIND.length && KIND[c] != 0;
  }

  /**
   * A first look at a line that is written with escapes: whether there may be headings in it that
   * say something.
   */
  static boolean maySpeak(ScannedText text, int start, int end) {
    int early = Math.min(end, start + WRITTEN * MAX_HEADING);
    boolean parted = false;
    for (int i = start; i < early && !parted; i++) {
      parted = mayPart(text.charAt(i)) || text.charAt(i) == '\\';
    }
    return parted && end - start <= MAX_WRITTEN_LINE && ANY.anyIn(text, start, end);
  }

  /** Which delimiters stand in the range, as bits. */
  private static int kinds(char[] chars, int from, int to) {
    int kinds = 0;
    for (int i = from; i < to; i++) {
      char c = chars[i];
      kinds |= c < KIND.length ? KIND[c] : 0;
    }
    return kinds;
  }

  /** The headings in a line, up to the line break behind it, if it has any that say something. */
  static @Nullable Headings inLine(ScannedText text, int start, int end) {
    if (end - start > MAX_LINE || end >= text.length()) {
      return null;
    }
    String delimiters = delimiters(text, start, end);
    return delimiters.isEmpty() ? null : at(text, start, delimiters);
  }

  /** The headings in the line that starts here, if it has any that say something. */
  static @Nullable Headings at(ScannedText text, int start, String delimiters) {
    for (int i = 0; i < delimiters.length(); i++) {
      char delimiter = delimiters.charAt(i);
      Row row = Row.at(text, start, delimiter, true, MAX_HEADING);
      if (row != null && row.count() > 1 && areHeadings(text, row)) {
        return of(text, row, delimiter);
      }
    }
    return null;
  }

  /** The cells of a row as headings, if any says something. */
  static @Nullable Headings of(ScannedText text, Row row, char delimiter) {
    if (row.count() == 0 || !ANY.anyIn(text, row.start(0), row.end(row.count() - 1))) {
      return null;
    }
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

  /** Whether a heading says that something of persons stands in its column, or in one beside it. */
  static boolean saysAnything(ScannedText text, int start, int end) {
    return end > start
        && end - start <= MAX_HEADING
        && (label(text, start, end) != null || CONTACT.anyIn(text, start, end));
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
