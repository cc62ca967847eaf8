package dev.keeptrail.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A shortage of a moment must not be the end of every request after it. */
@Timeout(60)
final class LastingConnectionsTest {
  @Test
  void anErrorCostsTheConnectionOfItsRequestAndNothingElse() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] hi = "hi".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, hi.length);
          exchange.getResponseBody().write(hi);
          exchange.close();
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    try (CloseableHttpClient client = HttpClients.pooled(1, Duration.ofSeconds(5))) {
      for (int time = 0; time < 3; time++) {
        HttpPost failing = new HttpPost(url);
        failing.setEntity(new NoMemory());
        assertThatThrownBy(() -> client.execute(failing, _ -> "")).isInstanceOf(Error.class);
      }

      HttpPost post = new HttpPost(url);
      post.setEntity(
          new ByteArrayEntity("{}".getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
      String said = client.execute(post, answer -> EntityUtils.toString(answer.getEntity()));
      assertThat(said).isEqualTo("hi");
    } finally {
      server.stop(0);
    }
  }

  /** Runs out of memory while it is sent. */
  private static final class NoMemory extends AbstractHttpEntity {
    NoMemory() {
      super(ContentType.APPLICATION_JSON, null);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write('{');
      throw new OutOfMemoryError("as if");
    }

    @Override
    public boolean isRepeatable() {
      return false;
    }

    @Override
    public InputStream getContent() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isStreaming() {
      return true;
    }

    @Override
    public long getContentLength() {
      return 100;
    }

    @Override
    public void close() {}
  }
}
