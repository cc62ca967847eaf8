package dev.keeptrail.detectors.text;

/**
 * Case folding per UTF-16 unit, the same in every locale. Upper case first, so that variants such
 * as the dotless i and the long s meet their plain letter.
 */
public final class CaseFolding {
  private CaseFolding() {}

  public static char fold(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  public static String fold(CharSequence text) {
    var folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      folded.append(fold(text.charAt(i)));
    }
    return folded.toString();
  }
}
