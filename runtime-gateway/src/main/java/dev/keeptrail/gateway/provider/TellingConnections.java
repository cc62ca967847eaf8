package dev.keeptrail.gateway.provider;

import java.net.Proxy;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;

/** Makes pools whose connections are {@link TellingSocket}s. */
final class TellingConnections extends PoolingHttpClientConnectionManagerBuilder {
  private final Tunnels tunnels;

  TellingConnections(Tunnels tunnels) {
    this.tunnels = tunnels;
  }

  @Override
  protected HttpClientConnectionOperator createConnectionOperator(
      SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
    var strategies =
        RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build();
    return new DefaultHttpClientConnectionOperator(
        (Proxy _) -> tunnels.socket(), ports, tunnels.over(names), strategies);
  }
}
