package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.View;
import java.text.Normalizer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The normalised form of one original text, with the way back: each normalised character knows the
 * range of the original it came from. Immutable.
 */
public final class ScannedText implements CharSequence {
  private final String original;
  private final char[] chars;
  private final int length;
  private final int @Nullable [] starts;
  private final int @Nullable [] ends;
  private final @Nullable BitSet folded;
  private final Origin origin;

  /** A text that is its own normal form. */
  ScannedText(String original, char[] chars) {
    this.original = original;
    this.chars = chars;
    this.length = chars.length;
    this.starts = null;
    this.ends = null;
    this.folded = null;
    this.origin = Origin.UNKNOWN;
  }

  ScannedText(String original, char[] chars, int length, int[] starts, int[] ends, BitSet folded) {
    this(original, chars, length, starts, ends, folded, Origin.UNKNOWN);
  }

  private ScannedText(
      String original,
      char[] chars,
      int length,
      int @Nullable [] starts,
      int @Nullable [] ends,
      @Nullable BitSet folded,
      Origin origin) {
    this.original = original;
    this.chars = chars;
    this.length = length;
    this.starts = starts;
    this.ends = ends;
    this.folded = folded;
    this.origin = origin;
  }

  /** The same text with the word of where it comes from; shares the characters. */
  public ScannedText from(Origin origin) {
    return new ScannedText(original, chars, length, starts, ends, folded, origin);
  }

  public Origin origin() {
    return origin;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    if (index >= length) {
      throw new IndexOutOfBoundsException(index);
    }
    return chars[index];
  }

  /** The character, or NUL outside the text: saves detectors their border checks. */
  public char at(int index) {
    return index < 0 || index >= length ? '\0' : chars[index];
  }

  @Override
  public String subSequence(int start, int end) {
    if (end > length) {
      throw new IndexOutOfBoundsException(end);
    }
    return new String(chars, start, end - start);
  }

  /**
   * The characters themselves, for loops over whole texts; valid up to the length, not to be
   * changed.
   */
  public char[] unsafeChars() {
    return chars;
  }

  public int originalStart(int start) {
    return starts == null ? start : starts[start];
  }

  /** Where the original of the range that ends before {@code end} ends. */
  public int originalEnd(int end) {
    return ends == null ? end : ends[end - 1];
  }

  /** How far a range of this text is from what was written. */
  public View viewOf(int start, int end) {
    if (starts == null) {
      return View.PLAIN;
    }
    // WHY: the next set bit may be far away, and findings may be many.
    if (folded != null && !folded.get(start, end).isEmpty()) {
      return View.HOMOGLYPH;
    }
    String written = original.substring(originalStart(start), originalEnd(end));
    String seen = subSequence(start, end);
    boolean same =
        written.equals(seen) || Normalizer.normalize(written, Normalizer.Form.NFKC).equals(seen);
    return same ? View.PLAIN : View.NORMALIZED;
  }

  /** Whether a word could go on across this position: both neighbours are word characters. */
  public boolean insideWord(int position) {
    return CharacterKinds.joinsWord(at(position - 1)) && CharacterKinds.joinsWord(at(position));
  }

  /** Whether the range is a word or several, not part of a longer word. */
  public boolean isWholeWord(int start, int end) {
    return !insideWord(start) && !insideWord(end);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
