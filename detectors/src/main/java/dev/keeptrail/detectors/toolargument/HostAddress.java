package dev.keeptrail.detectors.toolargument;

import java.util.OptionalLong;

/**
 * Reads a host the way network libraries do: dotted, decimal, hexadecimal or octal numbers, fewer
 * than four of them.
 */
final class HostAddress {
  private static final int MAX_HOST = 255;

  /** No number of 32 bits has so many, even in octal. */
  private static final int MAX_DIGITS = 15;

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
    String digits = withoutZeros(radix == 16 ? part.substring(2) : part);
    if (part.isEmpty() || digits.length() > MAX_DIGITS) {
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

  /** Zeros in front may be many, and a zero may be none at all behind {@code 0x}. */
  private static String withoutZeros(String digits) {
    int from = 0;
    while (from < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
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

  /**
   * What the internet does not carry (RFC 6890): loopback, private, shared, link-local,
   * unspecified, of a network's own protocols, for measurements, reserved, to many hosts or to all.
   * Not the ranges for documentation, where nothing answers and which every example names.
   */
  static boolean isInternal(long address) {
    int first = (int) (address >> 24);
    int second = (int) ((address >> 16) & 0xFF);
    int third = (int) ((address >> 8) & 0xFF);
    return first == 0
        || first == 10
        || first == 127
        || (first == 100 && second >= 64 && second < 128)
        || (first == 169 && second == 254)
        || (first == 172 && second >= 16 && second < 32)
        || (first == 192 && (second == 168 || (second == 0 && third == 0)))
        || (first == 198 && (second & 0xFE) == 18)
        || first >= 224;
  }

  /** Where clouds answer their machines' questions about themselves. */
  static boolean isMetadata(long address) {
    return address == 0xA9FEA9FEL
        || address == 0xA9FEAA02L
        || address == 0x646464C8L
        || address == 0xC00000C0L
        || address == 0xA83F8110L;
  }
}
