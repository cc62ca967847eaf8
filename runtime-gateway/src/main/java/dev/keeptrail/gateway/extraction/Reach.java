package dev.keeptrail.gateway.extraction;

import dev.keeptrail.gateway.extraction.CheckedClient.RefusedAddressException;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Where what packs and callers name may be asked, and how it is reached. Immutable.
 *
 * @param proxy who opens connections to what is asked over https; null for nobody
 */
public record Reach(PublicAddresses addresses, @Nullable OutboundProxy proxy) {
  /** Nothing but the public Internet, asked directly. */
  public static final Reach DIRECT = new Reach(PublicAddresses.ONLY, null);

  /**
   * A client for the page at an address.
   *
   * @param time how long each step may take
   */
  CloseableHttpClient page(URI address, Timeout time) throws RefusedAddressException {
    OutboundProxy way = proxy;
    if (way != null && way.leadsTo(address)) {
      check(address);
      return CheckedClient.through(way, time);
    }
    return CheckedClient.forPage(addresses, time);
  }

  /**
   * A client for the service at an address; without encryption, only networks that the operator
   * names are asked.
   *
   * @param time how long each step may take
   */
  CloseableHttpClient service(URI address, Timeout time) throws RefusedAddressException {
    OutboundProxy way = proxy;
    if (way != null && way.leadsTo(address)) {
      check(address);
      return CheckedClient.through(way, time);
    }
    return CheckedClient.forService(addresses, "https".equals(address.getScheme()), time);
  }

  /**
   * Refuses what the proxy must not be asked for: an address that may not be asked, and a name that
   * is known here to lead to one. What a name leads to that nobody here knows is the proxy's
   * business, and that the one at the end is who it should be is for TLS to show.
   */
  private void check(URI address) throws RefusedAddressException {
    InetAddress[] found;
    try {
      found = SystemDefaultDnsResolver.INSTANCE.resolve(bare(address.getHost()));
    } catch (UnknownHostException _) {
      return;
    }
    for (InetAddress one : found) {
      if (!addresses.admit(one)) {
        throw new RefusedAddressException();
      }
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
