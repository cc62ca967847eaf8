package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.View;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Normalised characters while they are collected, each with its range in the original. */
final class MappedBuffer {
  private char[] chars;

  /**
   * Null while each character is the one of the original in the same place, or stands for it: in
   * most texts that holds to the end, and eight bytes for each character are never needed.
   */
  private @Nullable Places places;

  private int length;
  private boolean foreign;
  private final BitSet folded = new BitSet(0);
  private final BitSet decorated = new BitSet(0);

  MappedBuffer(int capacity) {
    chars = new char[capacity];
  }

  /** Where the characters begin and end in the original. */
  private static final class Places {
    private final int[] starts;
    private final int[] ends;

    private Places(int[] starts, int[] ends) {
      this.starts = starts;
      this.ends = ends;
    }

    /** Those of characters of which each stands in its own place. */
    static Places same(int length, int capacity) {
      var same = new Places(new int[capacity], new int[capacity]);
      same.set(0, length, 0);
      return same;
    }

    /** Sets so many from one on, each to a character of the original. */
    void set(int at, int count, int from) {
      for (int i = 0; i < count; i++) {
        starts[at + i] = from + i;
        ends[at + i] = from + i + 1;
      }
    }

    Places copy(int capacity) {
      return new Places(Arrays.copyOf(starts, capacity), Arrays.copyOf(ends, capacity));
    }
  }

  private void grow(int capacity) {
    chars = Arrays.copyOf(chars, capacity);
    places = places == null ? null : places.copy(capacity);
  }

  /** Those that are kept from now on, as a character stands elsewhere. */
  private Places ownPlaces() {
    Places own = places == null ? Places.same(length, chars.length) : places;
    places = own;
    return own;
  }

  /** Adds characters of the original, each for itself. */
  void addAll(char[] original, int from, int to) {
    int count = to - from;
    if (length + count > chars.length) {
      grow(Math.max(length * 2, length + count));
    }
    System.arraycopy(original, from, chars, length, count);
    if (places != null || from != length) {
      ownPlaces().set(length, count, from);
    }
    length += count;
  }

  void add(char c, int start, int end) {
    if (length == chars.length) {
      grow(length * 2);
    }
    foreign |= c >= 0x80 && CharacterTable.isLetterOrDigit(c);
    chars[length] = c;
    if (places != null || start != length || end != length + 1) {
      Places own = ownPlaces();
      own.starts[length] = start;
      own.ends[length] = end;
    }
    length++;
  }

  int length() {
    return length;
  }

  char at(int index) {
    return chars[index];
  }

  int startAt(int index) {
    return places == null ? index : places.starts[index];
  }

  int endAt(int index) {
    return places == null ? index + 1 : places.ends[index];
  }

  /** Notes that the last character was written with marks of their own. */
  void decorate() {
    decorated.set(Math.max(0, length - 1));
  }

  /** Whether any letter is not one of ASCII. */
  boolean hasForeign() {
    return foreign;
  }

  /** Whether any character was written with marks of its own. */
  boolean hasDecorated() {
    return !decorated.isEmpty();
  }

  boolean isDecorated(int index) {
    return decorated.get(index);
  }

  /** Puts another character in a place, where it only looks like the one before. */
  void fold(int index, char c) {
    if (chars[index] != c) {
      chars[index] = c;
      folded.set(index);
    }
  }

  /** The last character, or NUL. */
  char last() {
    return length == 0 ? '\0' : chars[length - 1];
  }

  /** Makes ranges that begin or end inside of a character of the original hold all of it. */
  void widen(String original) {
    Places own = ownPlaces();
    for (int i = 0; i < length; i++) {
      own.starts[i] -= isWithin(original, own.starts[i]) ? 1 : 0;
      own.ends[i] += isWithin(original, own.ends[i]) ? 1 : 0;
    }
  }

  private static boolean isWithin(String original, int at) {
    return at > 0
        && at < original.length()
        && Character.isLowSurrogate(original.charAt(at))
        && Character.isHighSurrogate(original.charAt(at - 1));
  }

  /** The first characters, of a text that may go on. */
  ScannedText toOpenText(CharSequence original, int end, Origin origin) {
    return ScannedText.open(original, chars, end, starts(), ends(), folded, origin);
  }

  /** The first characters, as if there were no more. */
  ScannedText toCutText(CharSequence original, int end, Origin origin) {
    return new ScannedText(original, chars, end, starts(), ends(), folded).from(origin);
  }

  /** The characters themselves; not to be changed, and replaced by others as the text grows. */
  char[] unsafeChars() {
    return chars;
  }

  ScannedText toText(String original) {
    return new ScannedText(original, chars, length, starts(), ends(), folded);
  }

  private int @Nullable [] starts() {
    return places == null ? null : places.starts;
  }

  private int @Nullable [] ends() {
    return places == null ? null : places.ends;
  }

  ScannedText toHidden(String original) {
    var reading = new Reading(View.HIDDEN, null, true);
    ScannedText text = toText(original);
    Places own = ownPlaces();
    return text.readFrom(text, own.starts, own.ends, reading);
  }
}
