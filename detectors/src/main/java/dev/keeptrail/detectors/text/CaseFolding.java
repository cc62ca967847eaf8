package dev.keeptrail.detectors.text;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Case folding per UTF-16 unit, the same in every locale. Upper case first, so that variants such
 * as the dotless i and the long s meet their plain letter.
 */
public final class CaseFolding {
  /** Latin, Greek, Cyrillic, Hebrew, Arabic: looked up, for text in them is full of letters. */
  private static final int TABLE = 0x780;

  private static final char[] FOLDED = folded(0, TABLE);

  /** All others, a page at a time when the first of it is seen. */
  private static final int PAGE = 256;

  private static final AtomicReferenceArray<char[]> PAGES =
      new AtomicReferenceArray<>(Character.MAX_VALUE / PAGE + 1);

  private CaseFolding() {}

  public static char fold(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    if (c < TABLE) {
      return FOLDED[c];
    }
    return isUncased(c) ? c : fromPage(c);
  }

  private static char fromPage(char c) {
    char[] page = PAGES.getAcquire(c / PAGE);
    if (page == null) {
      page = folded(c / PAGE * PAGE, PAGE);
      PAGES.setRelease(c / PAGE, page);
    }
    return page[c % PAGE];
  }

  /** Ranges without case: scripts of South and East Asia. */
  private static boolean isUncased(char c) {
    return c < 0x10A0 || (c >= 0x2E80 && c < 0xA640) || (c >= 0xAC00 && c < 0xF900);
  }

  private static char slowly(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  private static char[] folded(int first, int count) {
    char[] folded = new char[count];
    for (int i = 0; i < count; i++) {
      folded[i] = slowly((char) (first + i));
    }
    return folded;
  }

  public static String fold(CharSequence text) {
    char[] folded = new char[text.length()];
    for (int i = 0; i < folded.length; i++) {
      folded[i] = fold(text.charAt(i));
    }
    return new String(folded);
  }
}
