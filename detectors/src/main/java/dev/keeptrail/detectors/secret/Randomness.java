package dev.keeptrail.detectors.secret;

/** Measures that tell chance from writing. All linear, without regard to language. */
final class Randomness {
  private static final int ASCII = 128;
  private static final int LONG = 20;

  private Randomness() {}

  static int distinct(String text) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 64) {
        low |= 1L << c;
      } else {
        high |= 1L << (c & 63);
      }
    }
    return Long.bitCount(low) + Long.bitCount(high);
  }

  /** Shannon entropy in bits per character. */
  static double entropy(String text) {
    int[] counts = new int[ASCII];
    for (int i = 0; i < text.length(); i++) {
      counts[text.charAt(i) & (ASCII - 1)]++;
    }
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / text.length();
        entropy -= share * Math.log(share) / Math.log(2);
      }
    }
    return entropy;
  }

  /** Length of the longest run of one character. */
  static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = i > 0 && text.charAt(i) == text.charAt(i - 1) ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /**
   * Whether nearly every character follows the one before in the alphabet or in counting, as in
   * {@code abcdefghijkl1234567890}.
   */
  static boolean isSequence(String text) {
    int breaks = 0;
    for (int i = 1; i < text.length(); i++) {
      int step = text.charAt(i) - text.charAt(i - 1);
      breaks += step == 1 || step == 0 ? 0 : 1;
    }
    return text.length() > 3 && breaks * 16 <= text.length();
  }

  /** How often letters turn to digits or back; signs do not count as either. */
  static int switches(String text) {
    int switches = 0;
    char last = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char kind = c >= '0' && c <= '9' ? 'd' : Character.isLetter(c) ? 'l' : 0;
      if (kind != 0) {
        switches += last != 0 && last != kind ? 1 : 0;
        last = kind;
      }
    }
    return switches;
  }

  /** The longest run of letters without a vowel; words seldom have more than four. */
  static int longestConsonants(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = Character.toLowerCase(text.charAt(i));
      run = c >= 'a' && c <= 'z' && "aeiouy".indexOf(c) < 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /**
   * Whether the text looks drawn by lot: letters and digits in turns, hexadecimal digits, or
   * letters no one could say. Names, versions, dates and words do not.
   */
  static boolean isRandom(String text) {
    if (text.length() < 16 || distinct(text) < 8 || longestRun(text) > 5 || entropy(text) < 3) {
      return false;
    }
    int switches = switches(text);
    if (switches >= 3) {
      return switches * 12 >= text.length() || longestConsonants(text) > 4;
    }
    return longestConsonants(text) > 5;
  }

  /**
   * Weaker: one piece in which letters turn to digits, or letters of mixed case no one could say.
   */
  static boolean isPerhapsRandom(String text) {
    if (text.length() < 16 || distinct(text) < 8 || longestRun(text) > 5) {
      return false;
    }
    if (isSequence(text)) {
      return text.length() >= LONG && switches(text) > 0;
    }
    return longestConsonants(text) > 4 || (switches(text) > 0 && isOnePiece(text));
  }

  private static boolean isOnePiece(String text) {
    return text.chars().allMatch(c -> c == '=' || Alphabet.BASE64.holds((char) c));
  }

  /** Whether the text starts like a date, year first. */
  static boolean isDate(String text) {
    boolean date = text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
    for (int i = 0; date && i < 4; i++) {
      date = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return date;
  }
}
