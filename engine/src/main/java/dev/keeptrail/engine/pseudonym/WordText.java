package dev.keeptrail.engine.pseudonym;

/** Words of texts: runs of letters, digits and low lines. */
final class WordText {
  private WordText() {}

  static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || Character.isSurrogate(c);
  }

  /** Where the next word starts at or after a place; the text's length when there is none. */
  static int start(CharSequence text, int from) {
    int at = from;
    while (at < text.length() && !isWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where the word that starts here ends. */
  static int end(CharSequence text, int start) {
    int at = start;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** A text without what is no word at both ends. */
  static String core(String text) {
    int start = start(text, 0);
    int end = text.length();
    while (end > start && !isWord(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }
}
