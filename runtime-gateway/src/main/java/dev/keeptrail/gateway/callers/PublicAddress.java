package dev.keeptrail.gateway.callers;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address under which callers know the gateway. It may be another than the one where it
 * listens, as behind a proxy.
 *
 * @param origin scheme, host and port, as browsers would write them
 * @param path what stands before each path of the gateway; empty for nothing
 */
public record PublicAddress(String origin, String path) {
  private static final int MAX_PORT = 65_535;

  /** Nothing that has to be escaped in a header, and nothing that two readers read differently. */
  static final String SEGMENT = "/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~:@+-]{1,128}";

  private static final Pattern PATH = Pattern.compile("(?:" + SEGMENT + "){0,8}");

  /** Reads one; empty for what is no address that callers could safely send a token to. */
  public static Optional<PublicAddress> of(String text) {
    try {
      return of(URI.create(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<PublicAddress> of(URI address) {
    String scheme = address.getScheme();
    String host = address.getHost();
    if (scheme == null || host == null || hasMore(address) || address.getPort() > MAX_PORT) {
      return Optional.empty();
    }
    boolean encrypted = scheme.equalsIgnoreCase("https");
    String whole = address.getRawPath();
    String path = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    boolean stays = scheme.equalsIgnoreCase("http") && isLoopback(host);
    if ((!encrypted && !stays) || !PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    int usual = encrypted ? 443 : 80;
    String port =
        address.getPort() < 0 || address.getPort() == usual ? "" : ":" + address.getPort();
    return Optional.of(
        new PublicAddress(
            (encrypted ? "https://" : "http://") + host.toLowerCase(Locale.ROOT) + port, path));
  }

  private static boolean hasMore(URI address) {
    return address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null
        || address.getPort() == 0;
  }

  private static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
