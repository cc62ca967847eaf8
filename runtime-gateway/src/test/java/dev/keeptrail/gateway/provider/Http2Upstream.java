package dev.keeptrail.gateway.provider;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A provider that speaks what it is told to, and answers with the protocol that was spoken. What
 * the request's body says is what it does: {@code hang}, {@code large}, {@code stream}, of which
 * the second piece comes when {@link #release} says so, {@code endless}, such a stream that goes on
 * until nobody takes it any more, {@code reset}, {@code goaway} or {@code lost}, in which that
 * happens in the place of the second piece.
 */
final class Http2Upstream implements AutoCloseable {
  /** The end of a path at which nobody reads what is sent. */
  static final String UNREAD = "/responses";

  static final int LARGE = 200_000;

  /** At once on a connection. */
  static final int MOST_STREAMS = 50;

  final Set<String> connections = ConcurrentHashMap.newKeySet();
  final AtomicInteger broken = new AtomicInteger();
  final CountDownLatch released = new CountDownLatch(1);
  private final Server server = new Server();
  private final ServerConnector connector;

  private Http2Upstream(ConnectionFactory... factories) throws Exception {
    connector = new ServerConnector(server, factories);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Answering());
    server.start();
  }

  /**
   * Over TLS.
   *
   * @param second whether it speaks HTTP/2 as well
   */
  static Http2Upstream secure(Path certificates, String password, boolean second) throws Exception {
    var context = new SslContextFactory.Server();
    context.setKeyStorePath(certificates.toString());
    context.setKeyStorePassword(password);
    var http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    var first = new HttpConnectionFactory(http);
    var choice = new ALPNServerConnectionFactory();
    choice.setDefaultProtocol(first.getProtocol());
    var tls = new SslConnectionFactory(context, choice.getProtocol());
    if (!second) {
      return new Http2Upstream(tls, choice, first);
    }
    var streams = new HTTP2ServerConnectionFactory(http);
    streams.setMaxConcurrentStreams(MOST_STREAMS);
    // Whoever gives up many streams in a second is told to go away otherwise.
    streams.setRateControlFactory(new RateControl.Factory() {});
    return new Http2Upstream(tls, choice, streams, first);
  }

  int port() {
    return connector.getLocalPort();
  }

  void release() {
    released.countDown();
  }

  private final class Answering extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      connections.add(request.getConnectionMetaData().getId());
      if (request.getHttpURI().getPath().endsWith(UNREAD)) {
        callback.failed(new IOException("not read"));
        return true;
      }
      String wish = Content.Source.asString(request, StandardCharsets.UTF_8);
      switch (wish) {
        case "hang" -> {
          boolean ignored = released.await(120, TimeUnit.SECONDS);
          callback.succeeded();
        }
        case "large" -> Content.Sink.write(response, true, "x".repeat(LARGE), callback);
        case "stream" -> stream(response, callback, 100);
        case "endless" -> stream(response, callback, Integer.MAX_VALUE);
        case "reset" -> {
          begin(response);
          callback.failed(new IOException("no more"));
        }
        case "goaway" -> {
          begin(response);
          request.getConnectionMetaData().getConnection().close();
          callback.succeeded();
        }
        case "lost" -> {
          begin(response);
          request.getConnectionMetaData().getConnection().getEndPoint().close();
          callback.succeeded();
        }
        default -> {
          response.getHeaders().put("Content-Type", "application/json");
          Content.Sink.write(
              response, true, request.getConnectionMetaData().getProtocol(), callback);
        }
      }
      return true;
    }

    private void begin(Response response) throws Exception {
      response.getHeaders().put("Content-Type", "text/event-stream");
      Content.Sink.write(
          response, false, ByteBuffer.wrap("data: 1\n\n".getBytes(StandardCharsets.UTF_8)));
      boolean ignored = released.await(120, TimeUnit.SECONDS);
    }

    private void stream(Response response, Callback callback, int pieces) throws Exception {
      // WHY: whoever reads the first piece may give the stream up before the one who wrote it is
      // told that it has gone out, so that this writing fails already.
      try {
        begin(response);
        for (int piece = 0; piece < pieces; piece++) {
          Content.Sink.write(
              response, false, ByteBuffer.wrap("data: 2\n\n".getBytes(StandardCharsets.UTF_8)));
          Thread.sleep(5);
        }
        Content.Sink.write(response, true, ByteBuffer.wrap(new byte[0]));
        callback.succeeded();
      } catch (IOException gone) {
        broken.incrementAndGet();
        callback.failed(gone);
      }
    }
  }

  @Override
  public void close() {
    release();
    LifeCycle.stop(server);
  }
}
