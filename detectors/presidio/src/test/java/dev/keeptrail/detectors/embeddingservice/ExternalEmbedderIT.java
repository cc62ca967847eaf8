package dev.keeptrail.detectors.embeddingservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.embedding.EmbedderSettings;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Embedding servers, each in its own form. */
@Timeout(120)
final class ExternalEmbedderIT {
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /embed | [[1,0.5],[0,-1e-1]] | {"inputs":["a","b"],"normalize":true,"truncate":true}
          /api/embed | {"embeddings":[[1,0.5],[0,-0.1]]} | {"model":"m","input":["a","b"]}
          /v1/embeddings | {"data":[{"index":0,"embedding":[1,0.5]},{"embedding":[0,-0.1]}]} | {"model":"m","input":["a","b"],"encoding_format":"float"}
          """)
  void asksInTheFormThatThePathTells(String path, String answer, String question) throws Exception {
    HttpServer server = server(200, answer);
    try (Embedder embedder = open(server, path)) {
      List<float[]> vectors = embedder.embed(List.of("a", "b"), soon());
      assertThat(vectors).hasSize(2);
      assertThat(vectors.get(0)).containsExactly(1, 0.5f);
      assertThat(vectors.get(1)).containsExactly(0, -0.1f);
      assertThat(asked).containsExactly("Bearer k-1 " + path + " " + question);
      assertThat(embedder.version()).isEqualTo("m");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no",
        "{}",
        "[]",
        "[[1,2]]",
        "[[1,2],[]]",
        "[[1,2],[\"x\"]]",
        "[[1,2],[1e99,0]]",
        "{\"error\":\"overloaded\"}"
      })
  void anythingElseIsAFailure(String answer) throws Exception {
    HttpServer server = server(200, answer);
    try (Embedder embedder = open(server, "/embed")) {
      assertThatThrownBy(() -> embedder.embed(List.of("a", "b"), soon()))
          .isInstanceOf(DetectorFailedException.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anotherStatusIsAFailure() throws Exception {
    HttpServer server = server(429, "[[1],[1]]");
    try (Embedder embedder = open(server, "/embed")) {
      assertThatThrownBy(() -> embedder.embed(List.of("a", "b"), soon()))
          .isInstanceOf(DetectorFailedException.class)
          .hasMessageContaining("429");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://embeddings.example.com/embed",
        "https://169.254.169.254/embed",
        "https://0.0.0.0/"
      })
  void addressesThatAreNeverAskedAreRefused(String address) {
    assertThatThrownBy(() ->
            new ExternalEmbedderProvider()
                .open(new EmbedderSettings("m", URI.create(address), null)))
        .isInstanceOf(UnusableDetectorException.class)
        .hasMessageStartingWith("`endpoint` ");
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(60));
  }

  private static Embedder open(HttpServer server, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return new ExternalEmbedderProvider().open(new EmbedderSettings("m", address, "k-1"));
  }

  private HttpServer server(int status, String answer) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + body);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
    return server;
  }
}
