package dev.keeptrail.detectors.text;

/**
 * Letters of ASCII that stand behind the final characters of a text that comes piece by piece. They
 * tell early what cannot follow there, though an accent may join the last of them, and all may turn
 * out to be Cyrillic.
 *
 * @param written the letters
 * @param bare how many of them no accent can join any more: all, or all but the last
 */
public record LettersAhead(String written, int bare) {
  public static final LettersAhead NONE = new LettersAhead("", 0);

  public boolean isEmpty() {
    return written.isEmpty();
  }

  /** Whether each of them looks like a letter of Cyrillic, so that all may become one. */
  public boolean mayBeCyrillic() {
    for (int i = 0; i < written.length(); i++) {
      if (toCyrillic(written.charAt(i)) == written.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** What a letter becomes in a Cyrillic word; the letter itself if it looks like none. */
  public static char toCyrillic(char letter) {
    return Confusables.toCyrillic(letter);
  }

  /** Whether a letter of ASCII may yet become a letter of a folded word. */
  public static boolean mayBecome(char ascii, char folded) {
    char plain = CaseFolding.fold(ascii);
    return plain == folded
        || isAccented(plain, folded)
        || CaseFolding.fold(Confusables.toCyrillic(ascii)) == folded;
  }

  /** Whether a character is the letter with an accent. */
  public static boolean isAccented(char letter, char c) {
    return c >= 128 && Confusables.toBase(c) == letter;
  }
}
