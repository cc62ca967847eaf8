package dev.keeptrail.engine.pseudonym;

import dev.keeptrail.detectors.text.CharacterKinds;

/**
 * Words of texts: runs of letters, digits and low lines, the latter not at their ends, where
 * Markdown has them. A word also ends where letters of a language that is written without spaces,
 * or that glues its particles to foreign words, meet others: {@code 身份证PASSPORT_1}.
 */
final class WordText {
  private static final int NONE = 0;
  private static final int APART = 1;
  private static final int GLUED = 2;

  /** What a backslash makes a control character. */
  private static final String CONTROLS = "nrtbf";

  private WordText() {}

  private static int kind(CharSequence text, int at) {
    if (at < 0 || at >= text.length()) {
      return NONE;
    }
    char c = text.charAt(at);
    if (Character.isSurrogate(c)) {
      int point = Character.codePointAt(text, Character.isLowSurrogate(c) && at > 0 ? at - 1 : at);
      int letter = Character.isIdeographic(point) ? GLUED : APART;
      return Character.isLetterOrDigit(point) ? letter : NONE;
    }
    if (!Character.isLetterOrDigit(c) && c != '_') {
      return NONE;
    }
    return CharacterKinds.isUnspaced(c) || CharacterKinds.isGluing(c) ? GLUED : APART;
  }

  /** Whether a letter or digit stands at a place. */
  static boolean isWord(CharSequence text, int at) {
    return kind(text, at) != NONE && text.charAt(at) != '_';
  }

  /** Whether a word that ends at a place is part of a longer one. */
  static boolean goesOn(CharSequence text, int end) {
    int at = end;
    while (at < text.length() && text.charAt(at) == '_') {
      at++;
    }
    int before = kind(text, end - 1);
    return before != NONE && before == kind(text, at);
  }

  /** Where the next word starts at or after a place; the text's length when there is none. */
  static int start(CharSequence text, int from) {
    int at = from;
    while (at < text.length() && !isWord(text, at)) {
      at++;
    }
    return at;
  }

  /** Where the word that starts here ends. */
  static int end(CharSequence text, int start) {
    int kind = kind(text, start);
    int at = start;
    while (at < text.length() && kind(text, at) == kind) {
      at++;
    }
    while (at > start && text.charAt(at - 1) == '_') {
      at--;
    }
    return at;
  }

  /**
   * Whether the first letter of a word may belong to the backslash in front of it, as in {@code
   * \n192.0.2.7}.
   */
  static boolean mayBeEscape(CharSequence text, int start) {
    return start > 0
        && text.charAt(start - 1) == '\\'
        && CONTROLS.indexOf(text.charAt(start)) >= 0
        && kind(text, start + 1) == APART;
  }

  /** A text without what is no word at both ends. */
  static String core(String text) {
    int start = start(text, 0);
    int end = text.length();
    while (end > start && !isWord(text, end - 1)) {
      end--;
    }
    return text.substring(start, end);
  }
}
