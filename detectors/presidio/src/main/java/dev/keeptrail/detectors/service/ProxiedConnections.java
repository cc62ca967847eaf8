package dev.keeptrail.detectors.service;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;

/** Makes pools all of whose connections go through a proxy, which looks up the names. */
final class ProxiedConnections extends PoolingHttpClientConnectionManagerBuilder {
  private final Supplier<Socket> sockets;

  ProxiedConnections(Supplier<Socket> sockets) {
    this.sockets = sockets;
  }

  @Override
  protected HttpClientConnectionOperator createConnectionOperator(
      SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
    var strategies =
        RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build();
    return new DefaultHttpClientConnectionOperator(
        (Proxy _) -> sockets.get(), ports, new Unresolved(), strategies);
  }

  private static final class Unresolved implements DnsResolver {
    @Override
    public List<InetSocketAddress> resolve(String host, int port) {
      return List.of(InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("names are left to the proxy");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
