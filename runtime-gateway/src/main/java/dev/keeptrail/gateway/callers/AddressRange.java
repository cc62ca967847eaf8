package dev.keeptrail.gateway.callers;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that share their first bits, written as an address, {@code /} and how many bits (CIDR,
 * RFC 4632); an address alone is a range of one.
 */
public final class AddressRange {
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F.:]{2,45}");
  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  private final byte[] start;
  private final int bits;

  private AddressRange(byte[] start, int bits) {
    this.start = start;
    this.bits = bits;
  }

  /** Reads a range; empty when the text is none. Names of machines are none. */
  public static Optional<AddressRange> of(String text) {
    int slash = text.indexOf('/');
    byte[] start = bytes(slash < 0 ? text : text.substring(0, slash));
    if (start.length == 0) {
      return Optional.empty();
    }
    if (slash < 0) {
      return Optional.of(new AddressRange(start, start.length * Byte.SIZE));
    }
    String written = text.substring(slash + 1);
    if (!BITS.matcher(written).matches() || Integer.parseInt(written) > start.length * Byte.SIZE) {
      return Optional.empty();
    }
    return Optional.of(new AddressRange(start, Integer.parseInt(written)));
  }

  /** Whether an address, as the system writes it, is in the range. */
  public boolean contains(String address) {
    int zone = address.indexOf('%');
    byte[] other = bytes(zone < 0 ? address : address.substring(0, zone));
    if (other.length != start.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int at = 0; at < whole; at++) {
      if (other[at] != start[at]) {
        return false;
      }
    }
    int rest = Byte.SIZE - bits % Byte.SIZE;
    return rest == Byte.SIZE || (other[whole] & 0xff) >> rest == (start[whole] & 0xff) >> rest;
  }

  /**
   * The bytes of an address; none when it is not written as numbers, so that no name is asked for.
   */
  private static byte[] bytes(String address) {
    String bare =
        address.startsWith("[") && address.endsWith("]")
            ? address.substring(1, address.length() - 1)
            : address;
    boolean literal =
        LITERAL.matcher(bare).matches() && (bare.indexOf(':') >= 0 || dots(bare) == 3);
    if (!literal) {
      return new byte[0];
    }
    try {
      return InetAddress.ofLiteral(bare).getAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return new byte[0];
    }
  }

  private static long dots(String text) {
    return text.chars().filter(sign -> sign == '.').count();
  }
}
