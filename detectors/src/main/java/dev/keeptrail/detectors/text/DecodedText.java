package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.View;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A form hidden in a text while it is read out: each character with the range of the original that
 * stands for it, however many layers lie between. Confined to one scan.
 */
public final class DecodedText {
  private final ScannedText parent;
  private final View view;
  private char[] chars;
  private int[] starts;
  private int[] ends;
  private @Nullable View[] kinds;
  private int length;
  private @Nullable View pending;
  private boolean mixed;
  private boolean fresh;
  private boolean inOrder = true;

  public DecodedText(ScannedText parent, View view, int capacity) {
    this.parent = parent;
    this.view = view;
    chars = new char[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
    kinds = new @Nullable View[capacity];
  }

  public int length() {
    return length;
  }

  /** Whether it holds anything that the parent's own parent does not hold just so. */
  public boolean isNew() {
    return fresh;
  }

  /** Later characters may come from earlier in the original. */
  public void turnRound() {
    inOrder = false;
  }

  /** Takes a range of the parent as it stands. */
  public void keep(int from, int to) {
    mixed |= from < to;
    for (int i = from; i < to; i++) {
      add(parent.charAt(i), i, i + 1, pending);
      pending = null;
    }
  }

  /** Puts in what a range of the parent, at least one character, stands for. */
  public void put(int codePoint, int from, int to) {
    put(codePoint, from, to, view);
  }

  public void put(int codePoint, int from, int to, View kind) {
    if (CharacterKinds.isInvisible(codePoint)) {
      drop(kind);
      return;
    }
    if (Character.isBmpCodePoint(codePoint)) {
      add((char) codePoint, from, to, kind);
    } else {
      add(Character.highSurrogate(codePoint), from, to, kind);
      add(Character.lowSurrogate(codePoint), from, to, kind);
    }
    pending = null;
  }

  /** Something was left out here; the character that follows counts as read in this way. */
  public void drop(View kind) {
    pending = kind;
  }

  private void add(char c, int from, int to, @Nullable View kind) {
    if (length == chars.length) {
      int capacity = Math.max(32, length * 2);
      chars = Arrays.copyOf(chars, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
    }
    fresh = fresh || parent.differsWithin(from, to);
    chars[length] = c;
    if (parent.isInOrder()) {
      starts[length] = parent.originalStart(from);
      ends[length] = parent.originalEnd(to);
    } else {
      ScannedText.Range range = parent.originalRange(from, to);
      starts[length] = range.start();
      ends[length] = range.end();
    }
    kinds[length] = kind;
    length++;
  }

  /** What was read, in the normal form of any text. */
  public ScannedText toText() {
    ScannedText seen = TextNormalizer.normalize(new String(chars, 0, length));
    int count = seen.length();
    int[] from = new int[count];
    int[] to = new int[count];
    @Nullable View[] kept = new @Nullable View[count];
    for (int i = 0; i < count; i++) {
      int first = seen.originalStart(i);
      int last = seen.originalEnd(i + 1) - 1;
      from[i] = Math.min(starts[first], starts[last]);
      to[i] = Math.max(ends[first], ends[last]);
      for (int j = first; j <= last && kept[i] == null; j++) {
        kept[i] = kinds[j];
      }
    }
    boolean straight = inOrder && parent.isInOrder();
    var reading = new Reading(view, mixed ? kept : null, straight);
    return seen.readFrom(parent, from, to, reading);
  }
}
