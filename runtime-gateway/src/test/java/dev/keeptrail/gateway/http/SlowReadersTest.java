package dev.keeptrail.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.SlowWay;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where silence ends a connection only after minutes. */
@Timeout(60)
final class SlowReadersTest {
  private static final int ANSWER_BYTES = 6_000_000;
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final AtomicInteger cut = new AtomicInteger();
  private final CompletableFuture<Throwable> failed = new CompletableFuture<>();

  @Test
  void anAnswerThatIsTakenTooSlowlyIsCutOff() throws Exception {
    Server server = server(Duration.ofSeconds(1));
    try (var way = new SlowWay(server.getURI().getPort(), 1_500);
        var socket = new Socket(InetAddress.getLoopbackAddress(), way.port())) {
      socket.getOutputStream().write(REQUEST);

      assertThat(failed.get(30, TimeUnit.SECONDS)).isNotNull();
      assertThat(cut).hasValue(1);
      // What the system kept is gone as well.
      assertThat(socket.getInputStream().readAllBytes().length).isLessThan(ANSWER_BYTES / 10);
    } finally {
      server.stop();
    }
  }

  private Server server(Duration patience) throws Exception {
    var server = new Server();
    var http = new HttpConfiguration();
    http.addCustomizer(new SlowReaders(patience, cut::incrementAndGet));
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setPort(0);
    connector.setIdleTimeout(TimeUnit.MINUTES.toMillis(5));
    server.addConnector(connector);
    SlowReaders.keepLittle(server);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.write(true, ByteBuffer.allocate(ANSWER_BYTES), told(callback));
            return true;
          }
        });
    server.start();
    return server;
  }

  private Callback told(Callback callback) {
    return Callback.from(
        callback::succeeded,
        failure -> {
          failed.complete(failure);
          callback.failed(failure);
        });
  }
}
