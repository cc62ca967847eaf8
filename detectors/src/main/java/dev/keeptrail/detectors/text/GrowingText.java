package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.Origin;
import java.util.Arrays;

/**
 * A text that comes piece by piece, with as much of its normal form as nothing to come can change.
 * That is all but the last word, and the words that look like Latin ones until their neighbours
 * tell; from the first character that shows nothing and may spell something, no more is final.
 * Takes 12 bytes a character. Confined to one thread.
 */
public final class GrowingText {
  private final Origin origin;
  private final TextNormalizer normalizer = new TextNormalizer();
  private final Written written = new Written();
  private int settled;

  public GrowingText(Origin origin) {
    this.origin = origin;
  }

  /** What was written so far, for those who ask for pieces of it. */
  private static final class Written implements CharSequence {
    private char[] chars = new char[256];
    private int length;

    void add(CharSequence more, int from, int to) {
      int needed = length + to - from;
      if (needed > chars.length) {
        chars = Arrays.copyOf(chars, Math.max(needed, chars.length * 2));
      }
      for (int i = from; i < to; i++) {
        chars[length++] = more.charAt(i);
      }
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public char charAt(int index) {
      return chars[index];
    }

    @Override
    public String subSequence(int start, int end) {
      return new String(chars, start, end - start);
    }

    @Override
    public String toString() {
      return new String(chars, 0, length);
    }
  }

  /** Takes a range of more text; it may end inside a code point. */
  public void append(CharSequence more, int from, int to) {
    written.add(more, from, to);
    settled = normalizer.advance(written.chars, written.length);
  }

  /** How many characters of the normal form are final. */
  public int settled() {
    return settled;
  }

  /** The letters of ASCII that stand behind the final characters, though they may yet change. */
  public LettersAhead ahead() {
    return normalizer.ahead(settled);
  }

  /** The first of the final characters, as a text that goes on behind them. */
  public ScannedText upTo(int end) {
    return normalizer.out().toOpenText(written, end, origin);
  }

  /** The first of the final characters, as a text that ends there. */
  public ScannedText cutAt(int end) {
    return normalizer.out().toCutText(written, end, origin);
  }

  /** The characters of the normal form; not to be changed, and replaced by others on growth. */
  public char[] unsafeChars() {
    return normalizer.out().unsafeChars();
  }

  /**
   * How much of the original stands for what comes before a position in the normal form, and for
   * nothing behind it.
   */
  public int originalBefore(int position) {
    MappedBuffer out = normalizer.out();
    if (position == 0) {
      return 0;
    }
    int end = out.endAt(position - 1);
    return position < out.length() ? Math.min(end, out.startAt(position)) : end;
  }
}
