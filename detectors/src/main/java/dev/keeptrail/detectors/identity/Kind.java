package dev.keeptrail.detectors.identity;

import java.util.List;

/** What a number is for; decides the category's second part and the label. */
enum Kind {
  NATIONAL("national", "pii.national_id", "NATIONAL_ID", "", 1),
  TAX("tax", "pii.tax_id", "TAX_ID", "", 2),
  PASSPORT("passport", "pii.passport", "PASSPORT", "_passport", 4),
  LICENCE("licence", "pii.driving_licence", "DRIVING_LICENCE", "_licence", 8);

  private static final List<Kind> ALL = List.of(values());

  private final String word;
  private final String category;
  private final String label;
  private final String idSuffix;
  private final int bit;

  Kind(String word, String category, String label, String idSuffix, int bit) {
    this.word = word;
    this.category = category;
    this.label = label;
    this.idSuffix = idSuffix;
    this.bit = bit;
  }

  /**
   * The kind a table names.
   *
   * @throws IllegalArgumentException for a word that names none
   */
  static Kind named(String word) {
    for (Kind kind : ALL) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of number is called " + word);
  }

  /** Category of a number whose country is not known. */
  String category() {
    return category;
  }

  String label() {
    return label;
  }

  /** Category of a scheme: the part of its id that repeats the kind is left out. */
  String category(String schemeId) {
    String name =
        schemeId.endsWith(idSuffix)
            ? schemeId.substring(0, schemeId.length() - idSuffix.length())
            : schemeId;
    return category + "." + name;
  }

  /** One of a set of kinds. */
  int bit() {
    return bit;
  }
}
