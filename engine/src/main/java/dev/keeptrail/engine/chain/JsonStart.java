package dev.keeptrail.engine.chain;

/**
 * Follows a text that may turn out to be one JSON object or array, in which edits go into whole
 * strings and numbers: such a text is given out value by value. Confined to one channel.
 */
final class JsonStart {
  private static final String WORDS = "true false null";

  private int at;
  private int first = -1;
  private boolean isText;
  private boolean inString;
  private boolean escaped;
  private int border;

  /** Whether all of it could still be JSON. */
  boolean mayBe() {
    return !isText;
  }

  /**
   * Up to where the text stands whatever is edited behind it.
   *
   * @param end up to where it is decided what is found
   */
  int border(CharSequence text, int end) {
    while (at < end && !isText) {
      take(text);
    }
    return isText ? end : border;
  }

  private void take(CharSequence text) {
    char c = text.charAt(at);
    at++;
    if (inString) {
      inString = escaped || c != '"';
      escaped = !escaped && c == '\\';
      border = inString ? border : at;
      return;
    }
    if (isSpace(c)) {
      border = at;
    } else if (first < 0) {
      first = at - 1;
      isText = c != '{' && c != '[';
      border = at;
    } else if (c == '"') {
      inString = true;
    } else if ("{}[],:".indexOf(c) >= 0) {
      border = at;
    } else {
      isText = !isScalar(text);
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** Whether what stands since the border could become a number or one of JSON's words. */
  private boolean isScalar(CharSequence text) {
    char c = text.charAt(at - 1);
    boolean number = (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0;
    String token = text.subSequence(border, at).toString();
    boolean word = WORDS.startsWith(token) || WORDS.contains(" " + token);
    return word || (number && !Character.isLetter(text.charAt(border)));
  }
}
