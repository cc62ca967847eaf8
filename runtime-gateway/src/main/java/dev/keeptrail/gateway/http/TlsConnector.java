package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.tls.ClientCertificates;
import dev.keeptrail.gateway.tls.TlsFiles;
import dev.keeptrail.gateway.tls.TlsMaterial;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes listeners that speak TLS, with HTTP/2 or HTTP/1.1 as the client chooses (ALPN). */
final class TlsConnector {
  private static final int PARALLEL_STREAMS = 256;

  /** Whether padding is good shows in the time that it takes to say so. */
  private static final String OLD_BLOCKS = ".*_CBC_.*";

  /**
   * Costs a server far more than whoever asks for it, and clients without a better one are gone.
   */
  private static final String OLD_EXCHANGE = "TLS_DHE_.*";

  private final TlsFiles files;
  private final String host;
  private final int port;
  private final Duration idle;
  private final Consumer<Refusal> account;

  /**
   * What it will be made of.
   *
   * @param account keeps account of requests that come without TLS
   */
  TlsConnector(TlsFiles files, String host, int port, Duration idle, Consumer<Refusal> account) {
    this.files = files;
    this.host = host;
    this.port = port;
    this.idle = idle;
    this.account = account;
  }

  ServerConnector make(Server server, HttpConfiguration given) {
    SslContextFactory.Server context = context();
    var http = new HttpConfiguration(given);
    // WHY: which name a client reaches this by is the client's to check, and proxies use others.
    http.addCustomizer(new SecureRequestCustomizer(false));
    var first = new HttpConnectionFactory(http);
    var second = new HTTP2ServerConnectionFactory(http);
    second.setMaxConcurrentStreams(PARALLEL_STREAMS);
    // There are no web sockets here, also none inside of HTTP/2.
    second.setConnectProtocolEnabled(false);
    var choice = new ALPNServerConnectionFactory();
    choice.setDefaultProtocol(first.getProtocol());
    var tls = new SslConnectionFactory(context, choice.getProtocol());
    var connector =
        new ServerConnector(server, new PlainGuests(tls, account), tls, choice, second, first);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(idle.toMillis());
    files.watch(
        material -> context.reload(changed -> use((SslContextFactory.Server) changed, material)));
    return connector;
  }

  private SslContextFactory.Server context() {
    var context = new OnCurves();
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    context.addExcludeCipherSuites(OLD_BLOCKS, OLD_EXCHANGE);
    context.setRenegotiationAllowed(false);
    context.setCipherComparator(HTTP2Cipher.COMPARATOR);
    context.setUseCipherSuitesOrder(true);
    ClientCertificates clients = files.settings().clients();
    context.setNeedClientAuth(clients == ClientCertificates.REQUIRED);
    context.setWantClientAuth(clients == ClientCertificates.OPTIONAL);
    use(context, files.material());
    return context;
  }

  private static void use(SslContextFactory.Server context, TlsMaterial material) {
    context.setKeyStore(material.keys());
    context.setKeyStorePassword(TlsMaterial.PASSWORD);
    if (material.authorities() != null) {
      context.setTrustStore(material.authorities());
    }
  }

  /** Also leaves out the old exchange of TLS 1.3, which the caller may choose the size of. */
  private static final class OnCurves extends SslContextFactory.Server {
    @Override
    public SSLParameters customize(SSLParameters given) {
      SSLParameters made = super.customize(given);
      made.setNamedGroups(
          Arrays.stream(made.getNamedGroups())
              .filter(group -> !group.startsWith("ffdhe"))
              .toArray(String[]::new));
      return made;
    }
  }
}
