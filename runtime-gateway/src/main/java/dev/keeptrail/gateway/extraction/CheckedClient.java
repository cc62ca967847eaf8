package dev.keeptrail.gateway.extraction;

import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.gateway.tunnel.ProxiedConnections;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * Clients for one call to a place that a pack or a caller names. Without a proxy, a host's name is
 * resolved once, where the connection is made: each of its addresses must be one that may be asked,
 * and the one that was checked is the one that is connected to. No redirect is followed, no
 * credentials are sent unasked, and nothing is remembered.
 */
final class CheckedClient {
  private static final Http1Config BOUNDS =
      Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(16 * 1024).build();
  private static final TlsSocketStrategy TLS = DefaultClientTlsStrategy.createDefault();

  private CheckedClient() {}

  /**
   * A client for a page, which may be at any public address.
   *
   * @param time how long each step may take
   */
  static CloseableHttpClient forPage(PublicAddresses addresses, Timeout time) {
    return of(checked(addresses::admit), time);
  }

  /**
   * A client for a service.
   *
   * @param encrypted without it, only networks that the operator names are asked
   * @param time how long each step may take
   */
  static CloseableHttpClient forService(
      PublicAddresses addresses, boolean encrypted, Timeout time) {
    return of(checked(encrypted ? addresses::admit : addresses::isNamed), time);
  }

  /** A client for what the proxy leads to. */
  static CloseableHttpClient through(OutboundProxy proxy, Timeout time) {
    return of(new ProxiedConnections(proxy), time);
  }

  private static PoolingHttpClientConnectionManagerBuilder checked(Predicate<InetAddress> may) {
    return PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(new CheckedNames(may));
  }

  private static CloseableHttpClient of(
      PoolingHttpClientConnectionManagerBuilder pool, Timeout time) {
    var connections =
        pool.setTlsSocketStrategy(TLS)
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(BOUNDS).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(time).setSocketTimeout(time).build())
            .build();
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(time)
                .setResponseTimeout(time)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .setUserAgent("keeptrail-gateway")
        .build();
  }

  /** Resolves names to addresses that may be asked, all of them or none. */
  private record CheckedNames(Predicate<InetAddress> may) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
      for (InetAddress address : found) {
        if (!may.test(address)) {
          throw new RefusedAddressException();
        }
      }
      return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /** A name has an address that is never asked. */
  static final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException() {
      super("an address that is never asked");
    }
  }
}
