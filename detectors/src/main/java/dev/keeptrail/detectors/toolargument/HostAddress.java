package dev.keeptrail.detectors.toolargument;

import java.util.OptionalLong;

/**
 * Reads a host the way network libraries do: dotted, decimal, hexadecimal or octal numbers, fewer
 * than four of them, and version 6 with a version 4 address inside (RFC 4291, RFC 6052).
 */
final class HostAddress {
  private static final int MAX_HOST = 80;

  private HostAddress() {}

  /** The address in 32 bits; empty for names and for version 6 addresses that hold none. */
  static OptionalLong version4(String host) {
    if (host.isEmpty() || host.length() > MAX_HOST) {
      return OptionalLong.empty();
    }
    String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String[] parts = plain.split("\\.", -1);
    if (parts.length > 4) {
      return OptionalLong.empty();
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      long number = number(parts[i]);
      boolean last = i == parts.length - 1;
      boolean overflows = parts.length == 4 && number > 255 && number < 1_024;
      number = overflows ? number & 0xFF : number;
      long limit = last ? 1L << (8 * (5 - parts.length)) : 256;
      if (number < 0 || number >= limit) {
        return OptionalLong.empty();
      }
      address = last ? (address << (8 * (5 - parts.length))) | number : (address << 8) | number;
    }
    return OptionalLong.of(address);
  }

  private static long number(String part) {
    int radix = part.startsWith("0x") ? 16 : part.length() > 1 && part.startsWith("0") ? 8 : 10;
    String digits = radix == 16 ? part.substring(2) : part;
    if (digits.isEmpty() || digits.length() > 16) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }

  /** Whether the address is written in another form than four decimal numbers. */
  static boolean isDisguised(String host) {
    String[] parts = host.split("\\.", -1);
    for (String part : parts) {
      boolean overflows = part.length() == 3 && parts.length == 4 && part.compareTo("255") > 0;
      if (overflows || part.startsWith("0x") || (part.length() > 1 && part.startsWith("0"))) {
        return true;
      }
    }
    return parts.length != 4 && !(parts.length == 5 && host.endsWith("."));
  }

  /** Loopback, private, shared, link-local or unspecified (RFC 6890). */
  static boolean isInternal(long address) {
    int first = (int) (address >> 24);
    int second = (int) ((address >> 16) & 0xFF);
    return first == 0
        || first == 10
        || first == 127
        || (first == 100 && second >= 64 && second < 128)
        || (first == 169 && second == 254)
        || (first == 172 && second >= 16 && second < 32)
        || (first == 192 && second == 168);
  }

  /** Where clouds answer their machines' questions about themselves. */
  static boolean isMetadata(long address) {
    return address == 0xA9FEA9FEL
        || address == 0xA9FEAA02L
        || address == 0x646464C8L
        || address == 0xC00000C0L
        || address == 0xA83F8110L;
  }

  /** The version 4 address at the end of a version 6 one: mapped, compatible or translated. */
  static OptionalLong embedded(String address) {
    if (address.startsWith("2002:")) {
      // 6to4 (RFC 3056): the address stands right behind the prefix.
      String[] parts = address.split(":", 4);
      long high = parts.length > 2 ? number("0x" + parts[1]) : -1;
      long low = parts.length > 2 ? number("0x" + parts[2]) : -1;
      return high < 0 || low < 0 ? OptionalLong.empty() : OptionalLong.of((high << 16) | low);
    }
    int colon = address.lastIndexOf(':');
    String tail = address.substring(colon + 1);
    if (tail.indexOf('.') > 0) {
      return version4(tail);
    }
    int before = address.lastIndexOf(':', colon - 1);
    boolean mapped =
        address.contains("ffff:") || address.startsWith("64:ff9b:") || address.startsWith("::");
    if (before < 0 || !mapped) {
      return OptionalLong.empty();
    }
    long high = number("0x" + address.substring(before + 1, colon));
    long low = number("0x" + tail);
    return high < 0 || low < 0 || high > 0xFFFF || low > 0xFFFF
        ? OptionalLong.empty()
        : OptionalLong.of((high << 16) | low);
  }

  /** Loopback, unspecified, link-local or unique local of version 6. */
  static boolean isInternal6(String address) {
    String plain = address.replace("0:", "").replace(":0", ":");
    return plain.equals("::1")
        || plain.equals("::")
        || plain.equals(":1")
        || plain.equals("1")
        || plain.equals(":")
        || address.startsWith("fe8")
        || address.startsWith("fe9")
        || address.startsWith("fea")
        || address.startsWith("feb")
        || address.startsWith("fc")
        || address.startsWith("fd");
  }
}
