package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.tls.ClientCertificates;
import dev.keeptrail.gateway.tls.TlsSettings;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers show expires while their connections, and their streams, go on. */
@Timeout(180)
final class ExpiryIT {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private static final String PACK =
      """
      language 1

      pack expiry {
        version: "1.0.0"
      }

      provider t0 {
        provider: openai
        base_url: "BASE_URL"
        secret_key_ref: { env: KEY }
      }

      chain { pii-detector }
      """;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;

  private String key() throws Exception {
    var identity = new BoundIdentity("ana", null, null, null, null, List.of(), null);
    return new CallerKeys(folder).add(identity, now.get().plus(AN_HOUR), KeyScope.INVOKE).reveal();
  }

  private GatewaySettings settings() throws Exception {
    KeyRing ring = KeyRing.open(new CallerKeys(folder).file, clock.withZone(ZoneOffset.UTC));
    return House.settings()
        .withClock(clock.withZone(ZoneOffset.UTC))
        .withCallers(CallerSettings.OPEN.withCheck(CallerCheck.keys(ring)));
  }

  private void anHourPasses() {
    now.updateAndGet(time -> time.plus(AN_HOUR).plusSeconds(1));
  }

  @Test
  void aKeyIsRefusedOnTheConnectionThatItWasGoodOn() throws Exception {
    String key = key();
    try (var house = new House(settings(), new FakeProgram(List.of(House.simulatedTarget())));
        var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
      socket.setSoTimeout(60_000);
      assertThat(ask(socket, key)).startsWith("HTTP/1.1 200 ");
      anHourPasses();
      assertThat(ask(socket, key)).startsWith("HTTP/1.1 401 ").contains("\"invalid_api_key\"");
      assertThat(house.store.events).hasSize(1);
    }
  }

  /** One request, and the whole answer; the connection stays. */
  private static String ask(Socket socket, String key) throws Exception {
    byte[] body = House.prompt("hi").getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + "authorization: Bearer %s\r\ncontent-length: %d\r\n\r\n".formatted(key, body.length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    InputStream in = socket.getInputStream();
    var answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) in.read());
    }
    String length = answer.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
    return answer + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aCertificateIsRefusedOnTheConnectionThatItWasGoodOn(HttpClient.Version version)
      throws Exception {
    var authority = new TestCertificates("Test Authority");
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    Path authorities = folder.resolve("ca.crt");
    authority.server("EC").write(certificate, key);
    Files.writeString(authorities, authority.authorityPem());
    var ana = authority.client("ana", null, null, null);
    var settings =
        House.settings()
            .withClock(clock.withZone(ZoneOffset.UTC))
            .withTls(new TlsSettings(certificate, key, authorities, ClientCertificates.OPTIONAL))
            .withCallers(CallerSettings.OPEN.withCheck(new CallerCheck.Known(null, null, true)));
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())));
        HttpClient client =
            HttpClient.newBuilder().version(version).sslContext(authority.client(ana)).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("https://127.0.0.1:" + house.gateway.port() + "/v1/chat/completions"))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(House.prompt("hi")))
              .build();
      var good = client.send(request, HttpResponse.BodyHandlers.ofString());
      now.set(ana.certificate().getNotAfter().toInstant().plusSeconds(1));
      var refused = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(good.statusCode()).isEqualTo(200);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(House.error(refused).path("message").asString()).contains("expired");
    }
  }

  /** It was let in; what it is about to get was asked for in time. */
  @Test
  void aStreamThatWasLetInGoesOnToItsEnd() throws Exception {
    String key = key();
    var expired = new CountDownLatch(1);
    try (var upstream =
            new FakeUpstream((_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(out, StreamTrial.content("Hello, "));
              expired.await();
              StreamTrial.say(out, StreamTrial.content("you"), StreamTrial.END, StreamTrial.DONE);
            });
        var house = new House(settings(), StreamTrial.program(PACK, upstream));
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(house.uri("/v1/chat/completions"))
              .header("content-type", "application/json")
              .header("authorization", "Bearer " + key)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      House.prompt("hi").replace("{\"model", "{\"stream\":true,\"model")))
              .build();
      HttpResponse<InputStream> begun =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertThat(begun.statusCode()).isEqualTo(200);
      anHourPasses();
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(401);
      expired.countDown();
      try (var lines =
          new BufferedReader(new InputStreamReader(begun.body(), StandardCharsets.UTF_8))) {
        assertThat(StreamTrial.texts(StreamTrial.all(lines), "/choices/0/delta/content"))
            .isEqualTo("Hello, you");
      }
      assertThat(house.store.only().outcome()).isEqualTo(Outcome.DELIVERED);
    }
  }
}
