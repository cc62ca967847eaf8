package dev.keeptrail.detectors.text;

import java.text.Normalizer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the characters of the basic plane are, as bits looked up instead of asked for. Made a page
 * of 256 characters at a time, when the first of a page is seen. Safe to share.
 */
public final class CharacterTable {
  public static final int LETTER = 1;
  public static final int LETTER_OR_DIGIT = 1 << 1;
  public static final int WHITE_SPACE = 1 << 2;
  public static final int UPPER = 1 << 3;
  public static final int LOWER = 1 << 4;

  /** A combining mark of any kind. */
  public static final int MARK = 1 << 5;

  static final int STABLE = 1 << 6;

  private static final int PAGE = 256;
  private static final AtomicReferenceArray<byte[]> PAGES =
      new AtomicReferenceArray<>(Character.MAX_VALUE / PAGE + 1);
  private static final AtomicReferenceArray<char[]> FORMS =
      new AtomicReferenceArray<>(Character.MAX_VALUE / PAGE + 1);

  private CharacterTable() {}

  /** The bits of a character. */
  public static int bits(char c) {
    byte[] page = PAGES.getAcquire(c / PAGE);
    return (page == null ? newPage(c / PAGE) : page)[c % PAGE];
  }

  public static boolean isLetterOrDigit(char c) {
    return (bits(c) & LETTER_OR_DIGIT) != 0;
  }

  public static boolean isMark(char c) {
    return (bits(c) & MARK) != 0;
  }

  static boolean isStable(char c) {
    return (bits(c) & STABLE) != 0;
  }

  /**
   * What detectors look at instead of the character, where that is one character and depends on
   * nothing around; NUL for all others.
   */
  static char form(char c) {
    char[] page = FORMS.getAcquire(c / PAGE);
    return (page == null ? newForms(c / PAGE) : page)[c % PAGE];
  }

  private static byte[] newPage(int number) {
    byte[] page = new byte[PAGE];
    for (int i = 0; i < PAGE; i++) {
      page[i] = (byte) read((char) (number * PAGE + i));
    }
    PAGES.setRelease(number, page);
    return page;
  }

  private static int read(char c) {
    return (Character.isLetter(c) ? LETTER : 0)
        | (Character.isLetterOrDigit(c) ? LETTER_OR_DIGIT : 0)
        | (Character.isWhitespace(c) ? WHITE_SPACE : 0)
        | (Character.isUpperCase(c) ? UPPER : 0)
        | (Character.isLowerCase(c) ? LOWER : 0)
        | (CharacterKinds.isMark(c) ? MARK : 0)
        | (CharacterKinds.isStableAlone(c) ? STABLE : 0);
  }

  private static char[] newForms(int number) {
    char[] page = new char[PAGE];
    for (int i = 0; i < PAGE; i++) {
      page[i] = readForm((char) (number * PAGE + i));
    }
    FORMS.setRelease(number, page);
    return page;
  }

  private static char readForm(char c) {
    if (c < 128 || Character.isSurrogate(c) || CharacterKinds.isInvisible(c)) {
      return '\0';
    }
    String form = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    if (form.length() != 1) {
      return '\0';
    }
    char only = form.charAt(0);
    boolean depends = CharacterKinds.isMark(only) || CharacterKinds.isInvisible(only);
    return depends || Character.isSurrogate(only) ? '\0' : (char) CharacterKinds.toPlain(only);
  }
}
