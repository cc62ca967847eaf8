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
  /** As far as a label may begin in front of its value. */
  public static final int LABEL = 40;

  /** More than any text holds: what an open text says it still may hold. */
  private static final int UNKNOWN_REST = 1 << 29;

  private final CharSequence original;
  private final char[] chars;
  private final int length;

  /** Null where each character stands in the place that it has in the original. */
  private final int @Nullable [] starts;

  private final int @Nullable [] ends;

  /** Null for a text that is its own normal form. */
  private final @Nullable BitSet folded;

  private final @Nullable Reading reading;
  private final Origin origin;

  /** {@link #UNKNOWN_REST} while the text may go on, else 0. */
  private final int rest;

  /** A text that is its own normal form. */
  ScannedText(String original, char[] chars) {
    this(original, chars, chars.length, null, null, null, null, Origin.UNKNOWN, 0);
  }

  ScannedText(
      CharSequence original,
      char[] chars,
      int length,
      int @Nullable [] starts,
      int @Nullable [] ends,
      BitSet folded) {
    this(original, chars, length, starts, ends, folded, null, Origin.UNKNOWN, 0);
  }

  private ScannedText(
      CharSequence original,
      char[] chars,
      int length,
      int @Nullable [] starts,
      int @Nullable [] ends,
      @Nullable BitSet folded,
      @Nullable Reading reading,
      Origin origin,
      int rest) {
    this.original = original;
    this.chars = chars;
    this.length = length;
    this.starts = starts;
    this.ends = ends;
    this.folded = folded;
    this.reading = reading;
    this.origin = origin;
    this.rest = rest;
  }

  /**
   * The beginning of a text whose rest is not known yet. Whatever asks for a character beyond it
   * gets an {@link EndReachedException}; its length is a number that no text reaches.
   */
  static ScannedText open(
      CharSequence original,
      char[] chars,
      int length,
      int @Nullable [] starts,
      int @Nullable [] ends,
      BitSet folded,
      Origin origin) {
    return new ScannedText(
        original, chars, length, starts, ends, folded, null, origin, UNKNOWN_REST);
  }

  /** A range of an original text. */
  public record Range(int start, int end) {}

  /** This text as a form read out of another one, of the same original. */
  ScannedText readFrom(ScannedText parent, int[] from, int[] to, Reading reading) {
    return new ScannedText(
        parent.original, chars, length, from, to, folded, reading, parent.origin, 0);
  }

  /** The same text with the word of where it comes from; shares the characters. */
  public ScannedText from(Origin origin) {
    return new ScannedText(original, chars, length, starts, ends, folded, reading, origin, rest);
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
    return length + rest;
  }

  @Override
  public char charAt(int index) {
    if (index >= length) {
      throw beyond(index);
    }
    return chars[index];
  }

  /** The character, or NUL outside the text: saves detectors their border checks. */
  public char at(int index) {
    if (index >= length) {
      if (rest > 0) {
        throw new EndReachedException();
      }
      return '\0';
    }
    return index < 0 ? '\0' : chars[index];
  }

  /** Whether the text begins so; a text that may go on has come as far. */
  public boolean startsWith(String beginning) {
    for (int i = 0; i < beginning.length(); i++) {
      if (at(i) != beginning.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the character at a place is known, which in a text that may go on not all are. */
  boolean holds(int index) {
    return index < length;
  }

  private RuntimeException beyond(int index) {
    return rest > 0 ? new EndReachedException() : new IndexOutOfBoundsException(index);
  }

  @Override
  public String subSequence(int start, int end) {
    if (end > length) {
      throw beyond(end);
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

  /** Whether each character stands in the place that it has in the original. */
  boolean isInPlace() {
    return starts == null;
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

  /** The last characters, at most so many, of the original in front of what a range came from. */
  public String writtenBefore(int start, int end, int most) {
    int to = originalRange(start, end).start();
    return original.subSequence(Math.max(0, to - most), to).toString();
  }

  /**
   * Whether the range, or a character beside it, stands otherwise in the text this one was read
   * from. What is found elsewhere is found there already.
   */
  public boolean differs(int start, int end) {
    return differsWithin(Math.max(0, start - 1), Math.min(length, end + 1));
  }

  /**
   * Whether some of what stands around a range is written in escapes in the text this one was read
   * from: so far in front of it, and so far behind it.
   */
  public boolean isEscapedNear(int start, int end, int before, int behind) {
    return reading != null
        && isEscape(reading.view())
        && differsWithin(Math.max(0, start - before), Math.min(length, end + behind));
  }

  /** Whether the view shows what the writer wrote, and guesses nothing. */
  private static boolean isEscape(View view) {
    return switch (view) {
      case NORMALIZED, PERCENT, HTML_ENTITIES, CHARACTER_CODES, QUOTED_PRINTABLE -> true;
      case PLAIN, HOMOGLYPH, BASE64, HEX, ROT13, CAESAR, REVERSED, LEET, SPACED, SPELLED -> false;
      case HIDDEN, JOINED -> false;
    };
  }

  boolean differsWithin(int start, int end) {
    return reading == null || reading.kinds() == null || kindWithin(start, end) != null;
  }

  /** Whether all of the range stands in the text around just so. */
  public boolean isKept(int start, int end) {
    return kindWithin(start, end) == null;
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
    if (folded == null) {
      return View.PLAIN;
    }
    // WHY: the next set bit may be far away, and findings may be many.
    if (!folded.get(start, end).isEmpty()) {
      return View.HOMOGLYPH;
    }
    String written = original.subSequence(originalStart(start), originalEnd(end)).toString();
    String seen = subSequence(start, end);
    boolean same =
        written.equals(seen) || Normalizer.normalize(written, Normalizer.Form.NFKC).equals(seen);
    return same ? View.PLAIN : View.NORMALIZED;
  }

  /** Whether a word could go on across this position: both neighbours are word characters. */
  public boolean insideWord(int position) {
    char before = at(position - 1);
    char after = at(position);
    return (CharacterKinds.joinsWord(before) && CharacterKinds.joinsWord(after))
        || (CharacterKinds.isGluing(before) && CharacterKinds.isGluing(after));
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
