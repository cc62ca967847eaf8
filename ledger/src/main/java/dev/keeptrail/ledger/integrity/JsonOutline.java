package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of one JSON text stand, a value before what it holds, and which of them stand
 * there in canonical form already, so that they can be copied as they are. Refuses what is no JSON,
 * bytes that are no UTF-8 and more than {@value #MAX_DEPTH} levels; names that stand twice are for
 * {@link #members} to refuse. Made of every governed request and of every event that is checked, so
 * without an object for each value, and with the same lists for one text after the other. One
 * thread.
 */
final class JsonOutline {
  static final int MAX_DEPTH = 200;

  private static final int TYPICAL_VALUES = 256;
  private static final int FEW = 40;
  private static final VarHandle BEGINNING =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  static final int NONE = -1;

  private byte[] json = {};
  private int at;
  private int size;
  private int[] starts = new int[TYPICAL_VALUES];

  /** Exclusive. */
  private int[] ends = new int[TYPICAL_VALUES];

  /** Which value comes behind this one and all that it holds. */
  private int[] nexts = new int[TYPICAL_VALUES];

  private boolean[] canonical = new boolean[TYPICAL_VALUES];

  /** Where the name of a member stands, quotation marks included, or {@link #NONE}. */
  private int[] nameStarts = new int[TYPICAL_VALUES];

  private int[] nameEnds = new int[TYPICAL_VALUES];

  /** The first eight bytes of a name that is not odd, which order most names. */
  private long[] beginnings = new long[TYPICAL_VALUES];

  /** What a name says where that is not what stands there, byte for byte in ASCII. */
  private @Nullable String @Nullable [] odd;

  /** Whether the last string that was read stands there in canonical form. */
  private boolean plain;

  /** Whether there is no white space, and no escape but those that a writer needs. */
  private boolean terse;

  /** Reads one value and nothing behind it; it has the number 0. Forgets what was read before. */
  void read(byte[] text) throws UnreadableLeafException {
    json = text;
    at = 0;
    size = 0;
    odd = null;
    terse = true;
    boolean _ = space();
    int _ = value(0);
    boolean _ = space();
    if (at != json.length) {
      throw new UnreadableLeafException();
    }
  }

  /**
   * Reads one member of an object in the same way; its value has the number 0.
   *
   * @param from where the name begins
   * @return where the value ends; {@link #NONE} where the name is odd
   */
  int readMember(byte[] text, int from) throws UnreadableLeafException {
    json = text;
    at = from;
    size = 0;
    odd = null;
    terse = true;
    if (string() != null || !plain) {
      return NONE;
    }
    take(':');
    return value(1) == 0 ? at : NONE;
  }

  /**
   * Whether what was read stands there as a writer of JSON writes it: texts that say the same are
   * the same bytes then, and whoever looks for one finds it.
   */
  boolean isTerse() {
    return terse;
  }

  int start(int value) {
    return starts[value];
  }

  int end(int value) {
    return ends[value];
  }

  /** Whether the value stands there in canonical form. */
  boolean isCanonical(int value) {
    return canonical[value];
  }

  /** The value behind this one and what it holds. */
  int next(int value) {
    return nexts[value];
  }

  int nameStart(int member) {
    return nameStarts[member];
  }

  int nameEnd(int member) {
    return nameEnds[member];
  }

  /** The name of a member where that is not what stands there, byte for byte in ASCII. */
  @Nullable String oddName(int member) {
    return odd == null ? null : odd[member];
  }

  /** The members of an object in canonical order; refuses two of one name. */
  int[] members(int object) throws UnreadableLeafException {
    int count = 0;
    for (int member = object + 1; member < nexts[object]; member = nexts[member]) {
      count++;
    }
    int[] members = new int[count];
    int filled = 0;
    for (int member = object + 1; member < nexts[object]; member = nexts[member]) {
      members[filled++] = member;
    }
    sort(members);
    for (int i = 1; i < count; i++) {
      if (compare(members[i - 1], members[i]) == 0) {
        throw new UnreadableLeafException();
      }
    }
    return members;
  }

  private void sort(int[] members) {
    if (members.length > FEW) {
      int[] sorted =
          Arrays.stream(members).boxed().sorted(this::compare).mapToInt(i -> i).toArray();
      System.arraycopy(sorted, 0, members, 0, sorted.length);
      return;
    }
    // Faster where there is little to sort, as in most objects.
    for (int next = 1; next < members.length; next++) {
      int member = members[next];
      int place = next;
      while (place > 0 && compare(members[place - 1], member) > 0) {
        members[place] = members[place - 1];
        place--;
      }
      members[place] = member;
    }
  }

  /** By the UTF-16 units of the names, which for ASCII is by its bytes. */
  private int compare(int one, int other) {
    if (oddName(one) != null || oddName(other) != null) {
      return name(one).compareTo(name(other));
    }
    return beginnings[one] == beginnings[other]
        ? Arrays.compare(
            json,
            nameStarts[one] + 1,
            nameEnds[one] - 1,
            json,
            nameStarts[other] + 1,
            nameEnds[other] - 1)
        : Long.compare(beginnings[one], beginnings[other]);
  }

  private String name(int member) {
    String oddName = oddName(member);
    int start = nameStarts[member] + 1;
    return oddName == null
        ? new String(json, start, nameEnds[member] - 1 - start, StandardCharsets.ISO_8859_1)
        : oddName;
  }

  private int value(int depth) throws UnreadableLeafException {
    if (depth > MAX_DEPTH) {
      throw new UnreadableLeafException();
    }
    int value = size++;
    if (value == starts.length) {
      grow();
    }
    starts[value] = at;
    nameStarts[value] = NONE;
    // Not written at once: the lists may grow meanwhile.
    boolean inPlace =
        switch (peek()) {
          case '{' -> object(depth);
          case '[' -> array(depth);
          case '"' -> {
            String ignored = string();
            yield plain;
          }
          case 't' -> word("true");
          case 'f' -> word("false");
          case 'n' -> word("null");
          default -> number();
        };
    canonical[value] = inPlace;
    ends[value] = at;
    nexts[value] = size;
    return value;
  }

  private boolean object(int depth) throws UnreadableLeafException {
    at++;
    boolean inPlace = !space();
    int last = NONE;
    while (peek() != '}') {
      if (last != NONE) {
        take(',');
        inPlace &= !space();
      }
      int start = at;
      String oddName = string();
      inPlace &= plain;
      int end = at;
      inPlace &= !space();
      take(':');
      inPlace &= !space();
      int member = value(depth + 1);
      name(member, start, end, oddName);
      inPlace = inPlace && canonical[member] && (last == NONE || compare(last, member) < 0);
      last = member;
      inPlace &= !space();
    }
    at++;
    return inPlace;
  }

  private void name(int member, int start, int end, @Nullable String oddName) {
    nameStarts[member] = start;
    nameEnds[member] = end;
    if (oddName == null) {
      beginnings[member] = beginning(start + 1, end - start - 2);
    } else {
      if (odd == null) {
        odd = new @Nullable String[starts.length];
      }
      odd[member] = oddName;
    }
  }

  private long beginning(int from, int length) {
    if (length == 0) {
      return 0;
    }
    int unused = Math.max(0, Long.BYTES - length) * Byte.SIZE;
    if (from + Long.BYTES <= json.length) {
      return (long) BEGINNING.get(json, from) & (-1L << unused);
    }
    long beginning = 0;
    for (int i = from; i < from + length; i++) {
      beginning = beginning << Byte.SIZE | json[i];
    }
    return beginning << unused;
  }

  private boolean array(int depth) throws UnreadableLeafException {
    at++;
    boolean inPlace = !space();
    boolean first = true;
    while (peek() != ']') {
      if (!first) {
        take(',');
        inPlace &= !space();
      }
      first = false;
      // WHY: the lists may grow while the element is read, and be others then.
      int element = value(depth + 1);
      inPlace &= canonical[element];
      inPlace &= !space();
    }
    at++;
    return inPlace;
  }

  /** Reads on behind the string; returns what it says where that is not what stands there. */
  private @Nullable String string() throws UnreadableLeafException {
    take('"');
    int start = at;
    at = JsonStrings.ordinaryEnd(json, at);
    if (peek() == '"') {
      plain = true;
      at++;
      return null;
    }
    return unusual(start);
  }

  /** A string with escapes, or beyond ASCII. */
  private String unusual(int start) throws UnreadableLeafException {
    boolean escaped = false;
    while (peek() != '"') {
      if (json[at] >= 0 && json[at] < ' ') {
        throw new UnreadableLeafException();
      }
      if (json[at] == '\\') {
        escaped = true;
        at++;
      }
      at++;
    }
    String written = CanonicalText.decode(json, start, at);
    String text = escaped ? CanonicalText.unescape(written) : written;
    terse = terse && (!escaped || JsonStrings.isTerse(json, start, at));
    at++;
    plain = !escaped;
    return text;
  }

  private boolean number() throws UnreadableLeafException {
    int start = at;
    while (at < json.length && CanonicalNumber.isPart(json[at])) {
      at++;
    }
    if (at == start) {
      throw new UnreadableLeafException();
    }
    return CanonicalNumber.isPlain(json, start, at);
  }

  private boolean word(String word) throws UnreadableLeafException {
    for (int i = 0; i < word.length(); i++) {
      take(word.charAt(i));
    }
    return true;
  }

  private int peek() throws UnreadableLeafException {
    if (at >= json.length) {
      throw new UnreadableLeafException();
    }
    return json[at];
  }

  private void take(char expected) throws UnreadableLeafException {
    if (peek() != expected) {
      throw new UnreadableLeafException();
    }
    at++;
  }

  /** Passes over white space; whether there was any. */
  private boolean space() {
    int start = at;
    while (at < json.length
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\t' || json[at] == '\r')) {
      at++;
    }
    terse &= at == start;
    return at > start;
  }

  private void grow() {
    int room = starts.length * 2;
    starts = Arrays.copyOf(starts, room);
    ends = Arrays.copyOf(ends, room);
    nexts = Arrays.copyOf(nexts, room);
    canonical = Arrays.copyOf(canonical, room);
    nameStarts = Arrays.copyOf(nameStarts, room);
    nameEnds = Arrays.copyOf(nameEnds, room);
    beginnings = Arrays.copyOf(beginnings, room);
    odd = odd == null ? null : Arrays.copyOf(odd, room);
  }
}
