package dev.keeptrail.gateway.extraction;

import dev.keeptrail.gateway.callers.AddressRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses pages may be fetched from: those of the public Internet, and those of networks
 * that the operator names. Link-local addresses, behind which clouds keep credentials, never count.
 * The special ranges are those of IANA's registries (RFC 6890). Immutable.
 *
 * @param networks what counts beside the public Internet
 */
public record PublicAddresses(List<AddressRange> networks) {
  /** Nothing but the public Internet. */
  public static final PublicAddresses ONLY = new PublicAddresses(List.of());

  private static final List<AddressRange> SPECIAL_4 =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  /** In version 6, everything that is public begins so; the rest of this list is inside of it. */
  private static final List<AddressRange> GLOBAL_6 = ranges("2000::/3");

  /** Protocols' own, documentation, and addresses that stand for others of version 4. */
  private static final List<AddressRange> SPECIAL_6 =
      ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  public PublicAddresses {
    networks = List.copyOf(networks);
  }

  /** Whether the address may be asked. */
  public boolean admit(InetAddress address) {
    if (address.isLinkLocalAddress() || address.isAnyLocalAddress()) {
      return false;
    }
    String text = address.getHostAddress();
    return isPublic(address, text) || isIn(networks, text);
  }

  /** Whether it is the operator who says that the address may be asked. */
  public boolean isNamed(InetAddress address) {
    return admit(address) && isIn(networks, address.getHostAddress());
  }

  private static boolean isPublic(InetAddress address, String text) {
    // Java itself takes an address of version 4 inside one of version 6 for what it is.
    return address instanceof Inet4Address
        ? !isIn(SPECIAL_4, text)
        : isIn(GLOBAL_6, text) && !isIn(SPECIAL_6, text);
  }

  private static boolean isIn(List<AddressRange> ranges, String address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(text -> AddressRange.of(text).orElseThrow()).toList();
  }
}
