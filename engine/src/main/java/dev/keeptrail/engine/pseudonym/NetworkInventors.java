package dev.keeptrail.engine.pseudonym;

import java.util.List;
import java.util.Optional;

/** Addresses that are kept free for documentation: RFC 5737, 3849, 7042 and 2606. */
final class NetworkInventors {
  private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

  /** Low and high numbers are what examples are written with. */
  private static final int FIRST_HOST = 11;

  private static final int HOSTS = 230;

  private NetworkInventors() {}

  static Optional<String> address(String original, Draw draw) {
    if (original.indexOf(':') >= 0) {
      return Optional.of(
          "2001:db8:" + group(draw) + ":" + group(draw) + "::" + group(draw) + ":" + group(draw));
    }
    return Layout.isPlain(original)
        ? Optional.of(draw.oneOf(NETWORKS) + (FIRST_HOST + draw.below(HOSTS)))
        : Optional.empty();
  }

  static Optional<String> hardware(String original, Draw draw) {
    String last = "%02x".formatted(draw.below(256));
    String separator = original.indexOf('-') >= 0 ? "-" : ":";
    return Optional.of(String.join(separator, "00", "00", "5e", "00", "53", last));
  }

  static Optional<String> url(String original, Draw draw) {
    return Optional.of("https://www.example.com/" + group(draw) + group(draw));
  }

  /** Four hexadecimal digits, the first of them not zero. */
  private static String group(Draw draw) {
    return Integer.toHexString(0x1000 + draw.below(0xF000));
  }
}
