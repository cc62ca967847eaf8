package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterTable;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Arrays;

/**
 * A text as the model reads it, cut into blocks of {@link #SIZE} characters: case folded, digits
 * all alike, white space and repeated characters collapsed. A window is three blocks in a row.
 * Confined to one call.
 */
final class Blocks {
  static final int SIZE = 84;
  static final int PER_WINDOW = 3;

  private static final char[] FOLDED = foldedAscii();

  private final char[] chars;
  private final int length;
  private final int[] starts;
  private final int count;

  private Blocks(char[] chars, int length, int[] starts, int count) {
    this.chars = chars;
    this.length = length;
    this.starts = starts;
    this.count = count;
  }

  private static char[] foldedAscii() {
    char[] folded = new char[128];
    for (char c = 0; c < 128; c++) {
      boolean digit = c >= '0' && c <= '9';
      folded[c] = digit ? '0' : c <= ' ' ? ' ' : CaseFolding.fold(c);
    }
    return folded;
  }

  static Blocks of(ScannedText text) {
    char[] source = text.unsafeChars();
    int end = text.length();
    char[] chars = new char[end];
    int[] starts = new int[end / SIZE + 2];
    int length = 0;
    int count = 0;
    int boundary = 0;
    char last = ' ';
    boolean repeated = true;
    for (int i = 0; i < end; i++) {
      char c = source[i];
      c = c < 128 ? FOLDED[c] : foldOther(c);
      if (c == last && (repeated || c == ' ')) {
        continue;
      }
      repeated = c == last;
      last = c;
      if (length == boundary) {
        starts[count++] = i;
        boundary += SIZE;
      }
      chars[length++] = c;
    }
    starts[count] = end;
    return new Blocks(chars, length, Arrays.copyOf(starts, count + 1), count);
  }

  private static char foldOther(char c) {
    return (CharacterTable.bits(c) & CharacterTable.WHITE_SPACE) != 0 ? ' ' : CaseFolding.fold(c);
  }

  static boolean isLetter(char c) {
    return c < 128 ? (c >= 'a' && c <= 'z') : CharacterTable.isLetterOrDigit(c);
  }

  char[] chars() {
    return chars;
  }

  /** How many characters of {@link #chars()} are in use. */
  int length() {
    return length;
  }

  int count() {
    return count;
  }

  /** Where a block starts in the text; for the number after the last, where the text ends. */
  int start(int block) {
    return starts[block];
  }

  /** The block in which a position of the text lies; positions must not go back between calls. */
  int blockOf(int position, int from) {
    int block = Math.max(from, 0);
    while (block + 1 < count && starts[block + 1] <= position) {
      block++;
    }
    return block;
  }
}
