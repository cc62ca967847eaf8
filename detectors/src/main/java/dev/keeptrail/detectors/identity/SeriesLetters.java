package dev.keeptrail.detectors.identity;

/**
 * Greek and Cyrillic capitals of the series in front of a number, as in {@code АБ 123456}. Shapes
 * are written with Latin letters: a letter that looks like one counts as that, any other as one of
 * the sound.
 */
final class SeriesLetters {
  private static final char GREEK = 'Α';
  private static final String OF_GREEK = "ABGDEZHQIKLMNXOPR?STYFXPO";
  private static final char CYRILLIC = 'А';
  private static final String OF_CYRILLIC = "ABBGDEJZIIKLMHOPPCTYFXCCSS??E?UY";
  private static final String FURTHER = "ІЇЄҐЈ";
  private static final String OF_FURTHER = "IIEGJ";

  private SeriesLetters() {}

  static boolean isOne(char c) {
    return c >= GREEK && plain(c) != c;
  }

  /** The Latin letter that stands for it, or the character itself. */
  static char plain(char c) {
    if (c < GREEK) {
      return c;
    }
    int further = FURTHER.indexOf(c);
    char letter =
        further >= 0
            ? OF_FURTHER.charAt(further)
            : c < GREEK + OF_GREEK.length()
                ? OF_GREEK.charAt(c - GREEK)
                : c >= CYRILLIC && c < CYRILLIC + OF_CYRILLIC.length()
                    ? OF_CYRILLIC.charAt(c - CYRILLIC)
                    : '?';
    return letter == '?' ? c : letter;
  }
}
