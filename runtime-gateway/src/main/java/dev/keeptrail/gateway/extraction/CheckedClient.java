package dev.keeptrail.gateway.extraction;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks services that a pack names. Names are resolved where the connection is made, and each
 * address must be one that may be asked; no redirect is followed, and nothing is remembered.
 */
public final class CheckedClient {
  private CheckedClient() {}

  /**
   * A client for one call.
   *
   * @param encrypted without it, only networks that the operator names are asked
   * @param time how long each step may take
   */
  public static CloseableHttpClient of(PublicAddresses addresses, boolean encrypted, Timeout time) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new CheckedNames(addresses, encrypted))
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

  /**
   * Resolves names to addresses that may be asked, all of them or none; without encryption, only
   * inside of networks that the operator names.
   */
  private record CheckedNames(PublicAddresses addresses, boolean encrypted) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
      for (InetAddress address : found) {
        if (!(encrypted ? addresses.admit(address) : addresses.isNamed(address))) {
          throw new UnknownHostException("an address that is never asked");
        }
      }
      return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
