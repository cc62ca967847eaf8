package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.OverTls.client;
import static dev.keeptrail.gateway.OverTls.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.tls.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies over TLS that take long or are too long, in both versions of HTTP. */
@Timeout(180)
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
    Duration patience = Duration.ofSeconds(1);
    while (!isTrickleGivenUp(version, patience)) {
      patience = patience.multipliedBy(2);
    }
  }

  /**
   * False where the trial says nothing, because the machine was held up and other requests, too,
   * were not there in their time.
   */
  private boolean isTrickleGivenUp(HttpClient.Version version, Duration patience) throws Exception {
    var settings =
        House.settings()
            .withTls(TlsSettings.of(certificate, key))
            .withTimeouts(patience, House.PATIENCE, House.PATIENCE);
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())));
        var client = new Stopped(client(authority.client(null), version))) {
      HttpRequest whole =
          request(house, "/v1/chat/completions")
              .POST(HttpRequest.BodyPublishers.ofString(House.prompt("hello")))
              .build();
      var first = client.http().send(whole, BodyHandlers.discarding());
      assertThat(first.version()).isEqualTo(version);
      var body = HttpRequest.BodyPublishers.ofInputStream(() -> new SlowStream(200));
      HttpRequest slow = request(house, "/v1/chat/completions").POST(body).build();
      var asked = client.http().sendAsync(slow, BodyHandlers.ofString());
      until(() -> metrics(house).contains("requests_inside 1.0") || isLate(house));
      if (isLate(house)) {
        return false;
      }
      // In HTTP/2 this one goes over the same connection.
      var beside = client.http().send(whole, BodyHandlers.discarding());
      until(() -> metrics(house).contains("requests_inside 0.0"));
      var after = client.http().send(whole, BodyHandlers.discarding());
      boolean ignored = asked.cancel(true);

      List<Integer> statuses = List.of(first.statusCode(), beside.statusCode(), after.statusCode());
      if (statuses.contains(408)) {
        return false;
      }
      assertThat(statuses).containsOnly(200);
      assertThat(house.store.events).hasSize(3);
      return true;
    } catch (IOException _) {
      // A connection that is silent for too long is ended.
      return false;
    }
  }

  private boolean isLate(House house) throws Exception {
    return metrics(house).contains("status=\"408\"");
  }

  /** A client whose requests are not waited for at its end. */
  private record Stopped(HttpClient http) implements AutoCloseable {
    @Override
    public void close() {
      http.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aBodyThatStopsIsNotWaitedFor(HttpClient.Version version) throws Exception {
    var settings =
        House.settings()
            .withTls(TlsSettings.of(certificate, key))
            .withTimeouts(Duration.ofSeconds(1), House.PATIENCE, House.PATIENCE);
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())));
        var client = new Stopped(client(authority.client(null), version))) {
      HttpRequest slow = request(house, "/v1/chat/completions").POST(stopping()).build();
      var asked = client.http().sendAsync(slow, BodyHandlers.ofString());
      while (!holds(() -> isLate(house))) {
        // On a machine that is held up, a connection may be ended before its request is read.
        if (asked.isCompletedExceptionally()) {
          asked = client.http().sendAsync(slow, BodyHandlers.ofString());
        }
        Thread.sleep(100);
      }

      assertThat(house.store.events).isEmpty();
      boolean ignored = asked.cancel(true);
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

  /** Gives a space now and then, without an end. */
  private static final class SlowStream extends InputStream {
    private final long pauseMillis;
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
      return ' ';
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

  private String metrics(House house) throws Exception {
    try (HttpClient client = client(authority.client(null), HttpClient.Version.HTTP_1_1)) {
      return client.send(request(house, "/metrics").build(), BodyHandlers.ofString()).body();
    }
  }

  /** Something that becomes true in a while. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  /** Somebody who asks too slowly on a machine that is held up asks again. */
  private static boolean holds(Condition condition) throws Exception {
    try {
      return condition.holds();
    } catch (IOException _) {
      return false;
    }
  }

  private static void until(Condition condition) throws Exception {
    while (!holds(condition)) {
      Thread.sleep(100);
    }
  }
}
