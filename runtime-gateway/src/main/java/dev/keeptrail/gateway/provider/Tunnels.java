package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.ProviderPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Which targets are reached through the proxy. Their names are left to it: where one is needed, the
 * names of the Internet are often not known inside. Thread-safe.
 */
final class Tunnels {
  static final Tunnels NONE = new Tunnels(null, Set.of());

  private static final int HTTPS = 443;

  private final @Nullable OutboundProxy proxy;
  private final Set<String> places;

  private Tunnels(@Nullable OutboundProxy proxy, Set<String> places) {
    this.proxy = proxy;
    this.places = places;
  }

  /** Those of a pack's targets. What is asked over plain http never goes through the proxy. */
  static Tunnels of(@Nullable OutboundProxy proxy, List<ProviderPlan> plans) {
    if (proxy == null) {
      return NONE;
    }
    Set<String> places = new HashSet<>();
    for (ProviderPlan plan : plans) {
      URI address = address(plan);
      if (address != null && !proxy.except().covers(address.getHost(), port(address))) {
        places.add(place(address.getHost(), port(address)));
      }
    }
    return new Tunnels(proxy, Set.copyOf(places));
  }

  /** Where a target is, if it is asked over https; what is no address is refused elsewhere. */
  private static @Nullable URI address(ProviderPlan plan) {
    String base = plan.baseUrl();
    if (base == null) {
      base = ProviderKind.of(plan.provider()).map(ProviderKind::address).orElse(null);
    }
    if (base == null) {
      return null;
    }
    try {
      URI address = URI.create(base);
      return "https".equals(address.getScheme()) && address.getHost() != null ? address : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static int port(URI address) {
    return address.getPort() < 0 ? HTTPS : address.getPort();
  }

  private static String place(String host, int port) {
    return host.toLowerCase(Locale.ROOT) + ":" + port;
  }

  boolean lead(ProviderPlan plan) {
    URI address = address(plan);
    return address != null && lead(address.getHost(), port(address));
  }

  private boolean lead(String host, int port) {
    return !places.isEmpty() && places.contains(place(host, port));
  }

  Socket socket() {
    return proxy == null || places.isEmpty() ? new TellingSocket() : new TunnelSocket(proxy);
  }

  /** Names that are left to the proxy stay names. */
  DnsResolver over(DnsResolver names) {
    return places.isEmpty() ? names : new Names(names);
  }

  private final class Names implements DnsResolver {
    private final DnsResolver names;

    Names(DnsResolver names) {
      this.names = names;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
      return lead(host, port)
          ? List.of(InetSocketAddress.createUnresolved(host, port))
          : names.resolve(host, port);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return names.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      return names.resolveCanonicalHostname(host);
    }
  }
}
