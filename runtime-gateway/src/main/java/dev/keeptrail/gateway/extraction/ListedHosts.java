package dev.keeptrail.gateway.extraction;

import java.net.IDN;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The hosts that pages may come from, each exactly, with or without a port. An address with a user
 * in it, or of another scheme than {@code http} and {@code https}, is never among them. Immutable.
 */
final class ListedHosts {
  private final Set<String> hosts = new HashSet<>();

  ListedHosts(Collection<String> listed) {
    listed.forEach(host -> hosts.add(plain(host)));
  }

  /** The host as the list has it; empty where the address is not of a listed one. */
  Optional<String> find(URI address) {
    String scheme = address.getScheme();
    String host = address.getHost();
    boolean usable =
        host != null
            && address.getRawUserInfo() == null
            && ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme));
    if (!usable) {
      return Optional.empty();
    }
    String bare = plain(host);
    int usual = "https".equalsIgnoreCase(scheme) ? 443 : 80;
    int port = address.getPort();
    boolean listed =
        ((port < 0 || port == usual) && hosts.contains(bare))
            || hosts.contains(bare + ":" + (port < 0 ? usual : port));
    return listed ? Optional.of(bare) : Optional.empty();
  }

  private static String plain(String host) {
    String small = host.strip().toLowerCase(Locale.ROOT);
    String bare = small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
    try {
      return IDN.toASCII(bare);
    } catch (IllegalArgumentException _) {
      return bare;
    }
  }
}
