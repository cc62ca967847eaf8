package dev.keeptrail.detectors.personal;

import java.util.Set;

/** The text form of version 6 addresses (RFC 4291, section 2.2), without zone or prefix length. */
final class Ipv6 {
  private static final int GROUPS = 8;
  private static final int PAIRS = 3 * GROUPS - 1;
  private static final int GROUP = 4;
  private static final Set<String> NUMBER_TYPES = Set.of("f16", "f32", "f64", "f128");

  private Ipv6() {}

  static boolean isAddress(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::") || text.startsWith(":::")) {
      return false;
    }
    if (gap < 0) {
      return groups(text) == GROUPS;
    }
    int before = groups(text.substring(0, gap));
    int after = groups(text.substring(gap + 2));
    return before >= 0 && after >= 0 && before + after < GROUPS;
  }

  /** Neither a short form that reads like program text, such as {@code a::b}, nor bytes. */
  static boolean isTelling(String address) {
    int gap = address.indexOf("::");
    if (gap < 0) {
      return address.length() != PAIRS || !isPairs(address);
    }
    if (address.equals("::1")) {
      return true;
    }
    int given = groups(address.substring(0, gap)) + groups(address.substring(gap + 2));
    // WHY: paths of programs begin with names of types, as in f64::add, and no network so.
    boolean type = address.startsWith("f") && NUMBER_TYPES.contains(address.substring(0, gap));
    return given >= 3 || (!type && hasLongGroupWithDigit(address, given == 1 ? GROUP : GROUP - 1));
  }

  /** Eight bytes, such as a serial number or a hardware address of 64 bits. */
  private static boolean isPairs(String address) {
    for (int at = 2; at < address.length(); at += 3) {
      if (address.charAt(at) != ':') {
        return false;
      }
    }
    return true;
  }

  /** How many sixteen-bit groups the part spells, or -1 if it does not. */
  private static int groups(String part) {
    if (part.isEmpty()) {
      return 0;
    }
    String[] groups = part.split(":", -1);
    int count = 0;
    for (int i = 0; i < groups.length; i++) {
      String group = groups[i];
      if (group.indexOf('.') >= 0 && i == groups.length - 1) {
        if (!isDotted(group)) {
          return -1;
        }
        count += 2;
      } else if (group.isEmpty() || group.length() > 4 || group.indexOf('.') >= 0) {
        return -1;
      } else {
        count++;
      }
    }
    return count;
  }

  private static boolean isDotted(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return false;
    }
    for (String octet : octets) {
      boolean digits = !octet.isEmpty() && octet.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!digits || octet.length() > 3 || Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasLongGroupWithDigit(String text, int least) {
    for (String group : text.split(":", -1)) {
      if (group.length() >= least && group.chars().anyMatch(c -> c >= '0' && c <= '9')) {
        return true;
      }
    }
    return false;
  }
}
