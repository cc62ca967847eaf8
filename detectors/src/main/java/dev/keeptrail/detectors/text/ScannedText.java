package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.View;
import java.text.Normalizer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The normalised form of one original text, or of a form hidden in it, with the way back: each
 * character knows the range of the original it came from. Immutable.
 */
public final class ScannedText implements CharSequence {
  private final String original;
  private final char[] chars;
  private final int length;
  private final int @Nullable [] starts;
  private final int @Nullable [] ends;
  private final @Nullable BitSet folded;
  private final @Nullable Reading reading;
  private final Origin origin;

  /** A text that is its own normal form. */
  ScannedText(String original, char[] chars) {
    this(original, chars, chars.length, null, null, null, null, Origin.UNKNOWN);
  }

  ScannedText(String original, char[] chars, int length, int[] starts, int[] ends, BitSet folded) {
    this(original, chars, length, starts, ends, folded, null, Origin.UNKNOWN);
  }

  private ScannedText(
      String original,
      char[] chars,
      int length,
      int @Nullable [] starts,
      int @Nullable [] ends,
      @Nullable BitSet folded,
      @Nullable Reading reading,
      Origin origin) {
    this.original = original;
    this.chars = chars;
    this.length = length;
    this.starts = starts;
    this.ends = ends;
    this.folded = folded;
    this.reading = reading;
    this.origin = origin;
  }

  /** A range of an original text. */
  public record Range(int start, int end) {}

  /** This text as a form read out of another one, of the same original. */
  ScannedText readFrom(ScannedText parent, int[] from, int[] to, Reading reading) {
    return new ScannedText(
        parent.original, chars, length, from, to, folded, reading, parent.origin);
  }

  /** The same text with the word of where it comes from; shares the characters. */
  public ScannedText from(Origin origin) {
    return new ScannedText(original, chars, length, starts, ends, folded, reading, origin);
  }

  public Origin origin() {
    return origin;
  }

  /**
   * The view this text is in: {@link View#PLAIN} for a text as written, whatever was normalised in
   * it. A text with several kinds of escapes names the first.
   */
  public View view() {
    return reading == null ? View.PLAIN : reading.view();
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

  boolean isInOrder() {
    return reading == null || reading.inOrder();
  }

  /** The range of the original that a range of this text, at least one character, came from. */
  public Range originalRange(int start, int end) {
    if (starts == null || ends == null) {
      return new Range(start, end);
    }
    int first = starts[start];
    int last = ends[end - 1];
    if (reading != null && !reading.inOrder()) {
      for (int i = start; i < end; i++) {
        first = Math.min(first, starts[i]);
        last = Math.max(last, ends[i]);
      }
    }
    return new Range(first, last);
  }

  /**
   * Whether the range, or a character beside it, stands otherwise in the text this one was read
   * from. What is found elsewhere is found there already.
   */
  public boolean differs(int start, int end) {
    return differsWithin(Math.max(0, start - 1), Math.min(length, end + 1));
  }

  boolean differsWithin(int start, int end) {
    return reading == null || reading.kinds() == null || kindWithin(start, end) != null;
  }

  private @Nullable View kindWithin(int start, int end) {
    @Nullable View[] kinds = reading == null ? null : reading.kinds();
    if (kinds != null) {
      for (int i = start; i < end; i++) {
        if (kinds[i] != null) {
          return kinds[i];
        }
      }
    }
    return null;
  }

  /** How far a range of this text is from what was written. */
  public View viewOf(int start, int end) {
    if (reading != null) {
      View kind = kindWithin(Math.max(0, start - 1), Math.min(length, end + 1));
      return kind == null ? reading.view() : kind;
    }
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
