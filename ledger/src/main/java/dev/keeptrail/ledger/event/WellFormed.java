package dev.keeptrail.ledger.event;

/**
 * Text that UTF-8 can hold. A caller can send half a surrogate pair as a JSON escape, in a model
 * name for example; such a half becomes U+FFFD, so that it cannot keep its own event from being
 * written. Stateless.
 */
public final class WellFormed {
  private static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  public static String text(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        return repaired(text);
      }
    }
    return text;
  }

  private static String repaired(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isLoneSurrogate(point) ? REPLACEMENT : point)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  private static boolean isLoneSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
