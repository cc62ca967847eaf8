package dev.keeptrail.gateway.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * An address that a server wants a client's user to visit. Only such are taken as everybody reads
 * in the same way: https, a name of at least two parts in plain letters, no name or password before
 * it, and no sign that one reads as a slash and another does not. Stateless.
 */
final class AskedAddress {
  private static final String SCHEME = "https://";
  private static final int LONGEST = 2_048;
  private static final int LONGEST_HOST = 253;
  private static final int LONGEST_LABEL = 63;
  private static final int LAST_PORT = 65_535;

  /** No address may hold these as they are (RFC 3986). */
  private static final String FORBIDDEN = "\\\"<>^`{|}";

  private AskedAddress() {}

  /** Where it leads: a host in small letters, with its port where it names one. */
  static Optional<String> host(String address) {
    if (address.length() > LONGEST
        || !address.startsWith(SCHEME)
        || !all(address, sign -> sign > ' ' && sign <= '~' && FORBIDDEN.indexOf(sign) < 0)) {
      return Optional.empty();
    }
    String authority = address.substring(SCHEME.length(), end(address));
    int colon = authority.indexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    boolean fits = isHost(host) && (colon < 0 || isPort(authority.substring(colon + 1)));
    return fits ? Optional.of(authority.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  private static int end(String address) {
    int at = SCHEME.length();
    while (at < address.length() && "/?#".indexOf(address.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /** WHY: what ends in a number is an address of a machine in one of its many forms. */
  private static boolean isHost(String host) {
    List<String> labels = Arrays.asList(host.split("\\.", -1));
    return host.length() <= LONGEST_HOST
        && labels.size() > 1
        && labels.stream().allMatch(AskedAddress::isLabel)
        && isLetter(labels.getLast().charAt(0));
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= LONGEST_LABEL
        && label.charAt(0) != '-'
        && label.charAt(label.length() - 1) != '-'
        && all(label, sign -> isLetter(sign) || isDigit(sign) || sign == '-');
  }

  private static boolean isPort(String port) {
    return !port.isEmpty()
        && port.length() <= 5
        && port.charAt(0) != '0'
        && all(port, AskedAddress::isDigit)
        && Integer.parseInt(port) <= LAST_PORT;
  }

  private static boolean isLetter(int sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
  }

  private static boolean isDigit(int sign) {
    return sign >= '0' && sign <= '9';
  }

  private static boolean all(String text, IntPredicate fits) {
    return text.chars().allMatch(fits);
  }
}
