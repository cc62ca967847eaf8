package dev.keeptrail.conformance.bypass;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds raw values in what is left behind, all of them in one pass over the bytes. */
final class RawValues {
  /** As many bytes tell where a value could begin. */
  private static final int HEAD = Long.BYTES;

  private static final int ENDS = 1 << Short.SIZE;

  private final Map<Long, List<byte[]>> byHead = new HashMap<>();

  /** Which two bytes some head ends with; nearly all others need no look into the map. */
  private final BitSet ends = new BitSet(ENDS);

  RawValues(Collection<String> values) {
    for (String value : new TreeSet<>(values)) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      if (bytes.length < HEAD) {
        throw new IllegalArgumentException("too short to be looked for anywhere: " + value);
      }
      long head = 0;
      for (int at = 0; at < HEAD; at++) {
        head = head << Byte.SIZE | (bytes[at] & 0xff);
      }
      ends.set((int) (head & (ENDS - 1)));
      byHead.computeIfAbsent(head, _ -> new ArrayList<>()).add(bytes);
    }
  }

  /** The values that stand somewhere in the bytes. */
  List<String> in(byte[] bytes) {
    var found = new TreeSet<String>();
    long head = 0;
    for (int end = 0; end < bytes.length; end++) {
      head = head << Byte.SIZE | (bytes[end] & 0xff);
      if (ends.get((int) (head & (ENDS - 1)))) {
        for (byte[] value : byHead.getOrDefault(head, List.of())) {
          if (stands(value, bytes, end + 1 - HEAD)) {
            found.add(new String(value, StandardCharsets.UTF_8));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private static boolean stands(byte[] value, byte[] bytes, int from) {
    int to = from + value.length;
    return from >= 0
        && to <= bytes.length
        && Arrays.equals(bytes, from, to, value, 0, value.length);
  }
}
