package dev.keeptrail.detectors.toolargument;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A host in version 6 notation: its eight groups, the version 4 address that some ranges hold (RFC
 * 4291, 6052, 3056, 4380, 5214), and whether it leads to a network of one's own.
 */
final class HostAddress6 {
  private static final int GROUPS = 8;
  private static final int MAX = 50;
  private static final int[] NONE = {};
  private static final int[] BROKEN = {-1};

  private HostAddress6() {}

  /** The version 4 address that routers or this machine take out of it. */
  static OptionalLong embedded(String address) {
    int[] groups = groups(address);
    if (groups.length == 0) {
      return OptionalLong.empty();
    }
    if (groups[0] == 0x2002) {
      return pair(groups, 1);
    }
    boolean translated = groups[0] == 0x64 && groups[1] == 0xFF9B && isZero(groups, 2, 6);
    boolean tunnel = groups[4] % 0x200 == 0 && groups[5] == 0x5EFE;
    if (translated || tunnel || (isZero(groups, 0, 4) && isMapped(groups))) {
      return pair(groups, 6);
    }
    // Teredo: the client's address stands last, with every bit turned.
    return groups[0] == 0x2001 && groups[1] == 0
        ? OptionalLong.of(pair(groups, 6).orElseThrow() ^ 0xFFFFFFFFL)
        : OptionalLong.empty();
  }

  /** Loopback, unspecified, link-local, site-local, unique local, translated here, many hosts. */
  static boolean isInternal(String address) {
    int[] groups = groups(address);
    if (groups.length == 0) {
      return false;
    }
    int first = groups[0];
    boolean own = isZero(groups, 0, 7) && groups[7] <= 1;
    boolean local = first >= 0xFC00;
    boolean here = first == 0x64 && groups[1] == 0xFF9B && groups[2] == 1;
    boolean discarded = first == 0x100 && isZero(groups, 1, 4);
    return own || (local && first != 0xFFFF) || here || discarded;
  }

  private static boolean isBroken(int[] side) {
    return side.length == 1 && side[0] < 0;
  }

  private static boolean isMapped(int[] groups) {
    boolean mapped = groups[4] == 0 && groups[5] == 0xFFFF;
    boolean old = groups[4] == 0xFFFF && groups[5] == 0;
    boolean compatible = groups[4] == 0 && groups[5] == 0 && groups[6] != 0;
    return mapped || old || compatible;
  }

  private static boolean isZero(int[] groups, int from, int to) {
    return Arrays.stream(groups, from, to).allMatch(group -> group == 0);
  }

  private static OptionalLong pair(int[] groups, int at) {
    return OptionalLong.of(((long) groups[at] << 16) | groups[at + 1]);
  }

  /** Eight groups, or none when this is no address. */
  private static int[] groups(String address) {
    if (address.length() > MAX || address.indexOf(':') < 0) {
      return NONE;
    }
    int gap = address.indexOf("::");
    int[] front = read(gap < 0 ? address : address.substring(0, gap));
    int[] back = read(gap < 0 ? "" : address.substring(gap + 2));
    int known = front.length + back.length;
    boolean broken = isBroken(front) || isBroken(back);
    if (broken || (gap < 0 ? known != GROUPS : known > GROUPS)) {
      return NONE;
    }
    int[] groups = Arrays.copyOf(front, GROUPS);
    System.arraycopy(back, 0, groups, GROUPS - back.length, back.length);
    return groups;
  }

  /** The groups of one side; a version 4 address at its end makes two. */
  private static int[] read(String side) {
    if (side.isEmpty()) {
      return NONE;
    }
    String[] parts = side.split(":", GROUPS + 2);
    int[] groups = new int[GROUPS + 1];
    int size = 0;
    for (String part : parts) {
      boolean last = size == parts.length - 1 && part.indexOf('.') > 0;
      OptionalLong inner = last ? HostAddress.version4(part) : OptionalLong.empty();
      int group = inner.isPresent() ? (int) (inner.getAsLong() >> 16) : group(part);
      if (group < 0 || size + 1 >= groups.length) {
        return BROKEN;
      }
      groups[size++] = group;
      if (inner.isPresent()) {
        groups[size++] = (int) (inner.getAsLong() & 0xFFFF);
      }
    }
    return Arrays.copyOf(groups, size);
  }

  private static int group(String part) {
    if (part.isEmpty() || part.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < part.length(); i++) {
      int digit = Character.digit(part.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
