package dev.keeptrail.detectors.name;

/** The plain letter below an accent or stroke, for the Latin letters U+00C0 to U+017F. */
final class LatinBase {
  static final char SHARP_S = '\u00DF';

  private static final char FIRST = '\u00C0';
  private static final String BASES =
      "aaaaaaaceeeeiiiidnoooooxouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
          + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
          + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

  private LatinBase() {}

  static char of(char folded) {
    int at = folded - FIRST;
    return at < 0 || at >= BASES.length() ? folded : BASES.charAt(at);
  }
}
