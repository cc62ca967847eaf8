package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.View;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form hidden in a text while it is read out: each character with the range of the original that
 * stands for it, however many layers lie between. Confined to one scan.
 */
public final class DecodedText {
  /** Fewer tag characters are the flag of a region. */
  private static final int MIN_TAGS = 7;

  private static final int FIRST_TAG = 0xE0000;

  private final ScannedText parent;
  private final View view;
  private char[] chars;
  private int[] starts;
  private int[] ends;

  /** The view of each character; null as long as all have the same, {@link #sole}. */
  private @Nullable View @Nullable [] kinds;

  private @Nullable View sole;
  private int length;
  private @Nullable View pending;
  private boolean mixed;
  private boolean fresh;
  private boolean inOrder = true;
  private @Nullable DecodedText tags;

  public DecodedText(ScannedText parent, View view, int capacity) {
    this.parent = parent;
    this.view = view;
    chars = new char[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
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
    if (CharacterKinds.isTag(codePoint)) {
      tag(codePoint, from, to);
      drop(kind);
      return;
    }
    // WHY: with what follows it, an escape character may be a sequence for terminals.
    if (CharacterKinds.isInvisible(codePoint) && codePoint != TerminalSequence.ESCAPE) {
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

  private void tag(int codePoint, int from, int to) {
    DecodedText spelled = tags == null ? new DecodedText(parent, view, 32) : tags;
    spelled.inOrder = inOrder;
    spelled.put(codePoint - FIRST_TAG, from, to);
    tags = spelled;
  }

  /** What is spelled in it in Unicode tag characters, which mirror ASCII and show nothing. */
  public Optional<DecodedText> tagged() {
    return Optional.ofNullable(tags).filter(spelled -> spelled.length >= MIN_TAGS);
  }

  /** Takes a range of the parent as if it were a sign that means the same there. */
  public void keepAs(char sign, int from, int to) {
    mixed = true;
    add(sign, from, to, pending);
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
    note(kind);
    length++;
  }

  /** The view of the character at the end. */
  private void note(@Nullable View kind) {
    @Nullable View[] known = kinds;
    if (known == null) {
      if (length == 0) {
        sole = kind;
      }
      if (kind == sole) {
        return;
      }
      known = new @Nullable View[chars.length];
      Arrays.fill(known, 0, length, sole);
    } else if (length == known.length) {
      known = Arrays.copyOf(known, chars.length);
    }
    known[length] = kind;
    kinds = known;
  }

  private @Nullable View kind(int at) {
    @Nullable View[] known = kinds;
    return known == null ? sole : known[at];
  }

  /** What was read, in the normal form of any text. */
  public ScannedText toText() {
    ScannedText seen = TextNormalizer.normalize(new String(chars, 0, length));
    if (!mixed && seen.isInPlace()) {
      return seen.readFrom(parent, starts, ends, reading(null));
    }
    int count = seen.length();
    int[] from = new int[count];
    int[] to = new int[count];
    @Nullable View @Nullable [] kept = mixed ? new @Nullable View[count] : null;
    for (int i = 0; i < count; i++) {
      int first = seen.originalStart(i);
      int last = seen.originalEnd(i + 1) - 1;
      from[i] = Math.min(starts[first], starts[last]);
      to[i] = Math.max(ends[first], ends[last]);
      // WHY: a character may count as read because of one before it that shows nothing.
      int since = i == 0 ? 0 : Math.min(first, seen.originalEnd(i));
      for (int j = since; kept != null && j <= last && kept[i] == null; j++) {
        kept[i] = kind(j);
      }
    }
    return seen.readFrom(parent, from, to, reading(kept));
  }

  private Reading reading(@Nullable View @Nullable [] kept) {
    return new Reading(view, kept, inOrder && parent.isInOrder());
  }
}
