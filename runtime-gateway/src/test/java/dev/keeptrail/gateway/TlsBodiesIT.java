package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.tls.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies over TLS that take long or are too long, in both versions of HTTP. */
@Timeout(60)
final class TlsBodiesIT {
  @TempDir Path folder;
  private TestCertificates authority;
  private Path certificate;
  private Path key;

  @BeforeEach
  void files() throws Exception {
    authority = new TestCertificates("Test Authority");
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    authority.server("EC").write(certificate, key);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aBodyThatTricklesInIsNotWaitedFor(HttpClient.Version version) throws Exception {
    var settings =
        House.settings()
            .withTls(TlsSettings.of(certificate, key))
            .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(9), Duration.ofSeconds(5));
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())))) {
      HttpClient client = client(authority.client(null), version);
      HttpRequest.Builder whole =
          request(house, "/v1/chat/completions")
              .POST(HttpRequest.BodyPublishers.ofString(House.prompt("hello")));
      assertThat(client.send(whole.build(), BodyHandlers.discarding()).version())
          .isEqualTo(version);
      var body = HttpRequest.BodyPublishers.ofInputStream(() -> new SlowStream(200));
      HttpRequest slow = request(house, "/v1/chat/completions").POST(body).build();
      var asked = client.sendAsync(slow, BodyHandlers.ofString());
      until(() -> metrics(house).contains("requests_inside 1.0"));
      long start = System.nanoTime();
      // In HTTP/2 this one goes over the same connection.
      assertThat(client.send(whole.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      until(() -> metrics(house).contains("requests_inside 0.0"));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
      assertThat(client.send(whole.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      assertThat(house.store.events).hasSize(3);
      boolean ignored = asked.cancel(true);
      client.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aBodyThatStopsIsNotWaitedFor(HttpClient.Version version) throws Exception {
    var settings =
        House.settings()
            .withTls(TlsSettings.of(certificate, key))
            .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ofSeconds(5));
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())))) {
      HttpClient client = client(authority.client(null), version);
      HttpRequest slow = request(house, "/v1/chat/completions").POST(stopping()).build();
      var asked = client.sendAsync(slow, BodyHandlers.ofString());
      long start = System.nanoTime();
      until(() -> metrics(house).contains("status=\"408\""));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(18));
      assertThat(house.store.events).isEmpty();
      boolean ignored = asked.cancel(true);
      client.shutdownNow();
    }
  }

  /** Begins, and says no more. */
  private static HttpRequest.BodyPublisher stopping() {
    return HttpRequest.BodyPublishers.fromPublisher(subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              private boolean begun;

              @Override
              public void request(long count) {
                if (!begun) {
                  begun = true;
                  subscriber.onNext(ByteBuffer.wrap(new byte[] {'{'}));
                }
              }

              @Override
              public void cancel() {}
            }));
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aBodyThatIsTooLargeIsRefused(HttpClient.Version version) throws Exception {
    var settings =
        House.settings().withTls(TlsSettings.of(certificate, key)).withMaxBodyBytes(1_000);
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())))) {
      String large = House.prompt("a".repeat(2_000));
      for (var body :
          List.of(
              HttpRequest.BodyPublishers.ofString(large),
              HttpRequest.BodyPublishers.ofInputStream(
                  () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))) {
        try (HttpClient client = client(authority.client(null), version)) {
          HttpRequest request = request(house, "/v1/chat/completions").POST(body).build();
          HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
          assertThat(answer.version()).isEqualTo(version);
        }
      }
      assertThat(house.store.events).isEmpty();
    }
  }

  /** Gives a space now and then, for half a minute. */
  private static final class SlowStream extends InputStream {
    private final long pauseMillis;
    private final long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    private int atOnce = 20_000;

    SlowStream(long pauseMillis) {
      this.pauseMillis = pauseMillis;
    }

    @Override
    public int read() throws IOException {
      if (atOnce-- > 0) {
        return ' ';
      }
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException(stopped);
      }
      return System.nanoTime() > end ? -1 : ' ';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = 0;
      while (count == 0 || (count < length && atOnce > 0)) {
        int one = read();
        if (one < 0) {
          return count == 0 ? -1 : count;
        }
        bytes[offset + count++] = (byte) one;
      }
      return count;
    }
  }

  private static HttpClient client(SSLContext context, HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(context).version(version).build();
  }

  private static HttpRequest.Builder request(House house, String path) {
    URI uri = URI.create("https://127.0.0.1:" + house.gateway.port() + path);
    return HttpRequest.newBuilder(uri).header("content-type", "application/json");
  }

  private String metrics(House house) throws Exception {
    try (HttpClient client = client(authority.client(null), HttpClient.Version.HTTP_1_1)) {
      return client.send(request(house, "/metrics").build(), BodyHandlers.ofString()).body();
    }
  }

  /** Something that becomes true in a while. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(Condition condition) throws Exception {
    while (!condition.holds()) {
      Thread.sleep(100);
    }
  }
}
