package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.ScannedText;

/**
 * What speaks for a cipher without any word of it being known: letters that are rare where common
 * ones should be, and capitals and full stops at the wrong ends of words. One pass, a table look-up
 * for each character.
 */
final class CipherSigns {
  /**
   * How often each letter from a to z stands in English prose, in tenths of a per mille. Other
   * languages in Latin letters are close enough: no vowel is rare in any.
   */
  private static final int[] SHARES = {
    817, 149, 278, 425, 1270, 223, 202, 609, 697, 15, 77, 403, 241, 675, 751, 193, 10, 599, 633,
    906, 276, 98, 236, 15, 197, 7
  };

  /** A unit of likelihood, and the most that one letter says. */
  private static final int UNIT = 16;

  private static final double MOST = 2;

  /** Chance makes one text in a thousand look so unlikely somewhere. */
  private static final int TURNED = -14 * UNIT;

  /** Ciphers of letters keep digits, and encoded bytes are full of them. */
  private static final int DIGIT = 4 * UNIT;

  private static final int SHORTEST_WORD = 4;
  private static final int MIN_SIGNS = 2;

  /** What closes sentences and brackets. */
  private static final String ENDS =
      ".?!,;:)]}>\u3002\uff01\uff1f\u2026\u0964\u3011\u300d\u300f\u300b\uff09";

  private static final int MOST_SIGNS = 8;
  private static final String QUOTES = "'\"`*_ ";

  /** For each ASCII character how much likelier it is in plain text than in text turned by 13. */
  private static final byte[] PLAIN = plain();

  /** Those of a text that is not looked at. */
  static final CipherSigns NONE = new CipherSigns(false, false);

  private final boolean turned;
  private final boolean backwards;

  private CipherSigns(boolean turned, boolean backwards) {
    this.turned = turned;
    this.backwards = backwards;
  }

  private static byte[] plain() {
    byte[] plain = new byte[128];
    for (int letter = 0; letter < SHARES.length; letter++) {
      double ratio = StrictMath.log((double) SHARES[letter] / SHARES[(letter + 13) % 26]);
      byte value = (byte) Math.round(UNIT * Math.clamp(ratio, -MOST, MOST));
      plain['a' + letter] = value;
      plain['A' + letter] = value;
    }
    for (char digit = '0'; digit <= '9'; digit++) {
      plain[digit] = DIGIT;
    }
    return plain;
  }

  static CipherSigns of(ScannedText text) {
    char[] chars = text.unsafeChars();
    int length = text.length();
    int likelihood = 0;
    int least = 0;
    int capitals = 0;
    int stops = 0;
    for (int i = 0; i < length; i++) {
      char c = chars[i];
      if (c >= 128) {
        continue;
      }
      likelihood = Math.min(0, likelihood + PLAIN[c]);
      least = Math.min(least, likelihood);
      if (c >= 'A' && c <= 'Z') {
        capitals += endsWord(text, i) ? 1 : 0;
      } else if (c == '.' || c == ',') {
        stops += beginsWord(text, i) ? 1 : 0;
      }
    }
    boolean backwards = capitals >= MIN_SIGNS || (capitals > 0 && stops > 0) || beginsWithEnd(text);
    return new CipherSigns(least <= TURNED, backwards);
  }

  boolean any() {
    return turned || backwards;
  }

  /** Whether some stretch would be far likelier with its letters turned by thirteen places. */
  boolean isTurned() {
    return turned;
  }

  /** Whether words end in capitals and signs stand before them, or the text begins with its end. */
  boolean isBackwards() {
    return backwards;
  }

  /** Whether a capital is the last letter of a word in small ones. */
  private static boolean endsWord(ScannedText text, int at) {
    for (int i = 1; i < SHORTEST_WORD; i++) {
      if (!Character.isLowerCase(text.at(at - i))) {
        return false;
      }
    }
    return !Character.isLetterOrDigit(text.at(at + 1));
  }

  private static boolean beginsWord(ScannedText text, int at) {
    // WHY: in this order, for signs are many and spaces before them few.
    return (at == 0 || text.at(at - 1) == ' ') && Character.isLetter(text.at(at + 1));
  }

  private static boolean beginsWithEnd(ScannedText text) {
    int i = 0;
    while (i < MOST_SIGNS && QUOTES.indexOf(text.at(i)) >= 0) {
      i++;
    }
    boolean end = ENDS.indexOf(text.at(i)) >= 0;
    while (i < MOST_SIGNS && !Character.isLetterOrDigit(text.at(i))) {
      i++;
    }
    return end && Character.isLetterOrDigit(text.at(i));
  }
}
