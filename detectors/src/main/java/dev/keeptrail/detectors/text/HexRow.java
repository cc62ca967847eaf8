package dev.keeptrail.detectors.text;

/**
 * Digits that are groups of a dump in hexadecimal, as tools print memory and packets: {@code 3d22
 * 2330 3030 3022 2042 4743}. Three groups of the same size or more stand beside them, and one of
 * these has letters and digits. All looks are bounded.
 */
public final class HexRow {
  private static final int SHORT = 2;
  private static final int LONG = 4;
  private static final int MOST = 8;
  private static final int MAX_BLANKS = 3;
  private static final int LEAST = 3;

  private HexRow() {}

  /** Whether the groups from start to end, all of one size, are some of such a row. */
  public static boolean holds(ScannedText text, int start, int end) {
    int size = 0;
    while (CharacterKinds.isDigit(text.at(start + size)) && size <= LONG) {
      size++;
    }
    if (size != SHORT && size != LONG) {
      return false;
    }
    int found = 0;
    boolean mixed = false;
    for (int step = -1; step <= 1; step += 2) {
      int at = over(text, step < 0 ? start - 1 : end, step);
      for (int group = 0; group < MOST && isGroup(text, at, size, step); group++) {
        found++;
        mixed |= isMixed(text, step < 0 ? at - size + 1 : at, size);
        at = over(text, at + step * size, step);
      }
    }
    return found >= LEAST && mixed;
  }

  private static int over(ScannedText text, int from, int step) {
    int at = from;
    while (Math.abs(at - from) < MAX_BLANKS && text.at(at) == ' ') {
      at += step;
    }
    return at;
  }

  /** Whether a group of the size begins here, or ends here, with a border behind it. */
  private static boolean isGroup(ScannedText text, int at, int size, int step) {
    if (text.at(at - step) != ' ') {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!CharacterKinds.isHexDigit(text.at(at + i * step))) {
        return false;
      }
    }
    return !CharacterKinds.joinsWord(text.at(at + size * step));
  }

  private static boolean isMixed(ScannedText text, int start, int size) {
    boolean digit = false;
    boolean letter = false;
    for (int at = start; at < start + size; at++) {
      digit |= CharacterKinds.isDigit(text.at(at));
      letter |= CharacterKinds.isAsciiLetter(text.at(at));
    }
    return digit && letter;
  }
}
