package dev.keeptrail.detectors.evaluation.score;

/**
 * Tells texts that hold anything made by chance, as keys and tokens are, from those that hold only
 * words, counting and repetition: {@code password}, {@code abcdef1234567890}, {@code xxxx}. Knows
 * nothing of what detectors take for a placeholder, so that they can be measured by it.
 */
final class ChanceMade {
  /** So many characters of one run of letters and digits must be unforeseeable. */
  private static final int LEAST = 8;

  private static final int LONGEST_PERIOD = 10;

  private ChanceMade() {}

  /** Whether some run of ASCII letters and digits, with both, is rather made by chance. */
  static boolean in(String text) {
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || !isLetterOrDigit(text.charAt(at))) {
        if (at - start >= LEAST && isChance(text.substring(start, at))) {
          return true;
        }
        start = at + 1;
      }
    }
    return false;
  }

  private static boolean isChance(String run) {
    boolean digits = run.chars().anyMatch(ChanceMade::isDigit);
    boolean letters = run.chars().anyMatch(c -> !isDigit(c));
    int unforeseeable = 0;
    for (int at = 0; at < run.length(); at++) {
      unforeseeable += counts(run, at) || repeats(run, at) ? 0 : 1;
    }
    return digits && letters && unforeseeable >= LEAST;
  }

  /** Like the character before, or its neighbour in the alphabet or among the digits. */
  private static boolean counts(String run, int at) {
    if (at == 0) {
      return false;
    }
    char before = run.charAt(at - 1);
    char c = run.charAt(at);
    boolean fromStart = "0aA1".indexOf(c) >= 0 && "9zZ0".indexOf(before) >= 0;
    return Math.abs(c - before) <= 1 || fromStart;
  }

  /** It and the one before stood side by side a few characters earlier. */
  private static boolean repeats(String run, int at) {
    for (int period = 2; period <= LONGEST_PERIOD && period < at; period++) {
      if (run.charAt(at) == run.charAt(at - period)
          && run.charAt(at - 1) == run.charAt(at - period - 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLetterOrDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
