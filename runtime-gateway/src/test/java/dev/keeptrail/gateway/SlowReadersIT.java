package dev.keeptrail.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.tls.TlsSettings;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who take their answers a few bytes at a time, and are never silent for long. */
@Timeout(40)
final class SlowReadersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Where nobody is to be cut off, not even on a machine that is held up. */
  private static final Duration MORE_PATIENCE = Duration.ofSeconds(2);

  /** More than a system keeps for a connection whose other side takes little. */
  private static final int ANSWER_BYTES = 6_000_000;

  private static final int TOO_SLOW = 1_000;
  private static final int SLOW = 60_000;

  /** More than the gateway's system waits for until it says that there is room. */
  private static final int AT_ONCE = 200_000;

  private static final String SPEECH =
      "{\"model\":\"tts-1\",\"input\":\"hello\",\"voice\":\"alloy\"}";
  private static final String STREAMED =
      "{\"model\":\"gpt-4o\",\"stream\":true,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

  /** RFC 9113, 7. */
  private static final int CANCEL = 8;

  private final TestCertificates authority = new TestCertificates("Test Authority");

  @TempDir Path folder;

  SlowReadersIT() throws Exception {}

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, false", "HTTP_1_1, true", "HTTP_2, true"})
  void anAnswerThatIsTakenTooSlowlyIsCutOff(Version version, boolean secret) throws Exception {
    try (var upstream = sound();
        var house = house(upstream, secret, PATIENCE);
        var way = new SlowWay(house.gateway.port(), TOO_SLOW);
        var client = client(version)) {
      var ignored = send(client, speech(way, secret));

      awaitRoom(house, secret);
      client.shutdownNow();
      assertThat(house.store.only().outcome()).isEqualTo(Outcome.DELIVERED);
    }
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource({"HTTP_1_1, false", "HTTP_2, true"})
  void oneThatIsTakenSlowlyIsNot(Version version, boolean secret) throws Exception {
    try (var upstream = sound();
        var house = house(upstream, secret, MORE_PATIENCE);
        var way = new SlowWay(house.gateway.port(), SLOW);
        var client = client(version)) {
      CompletableFuture<HttpResponse<byte[]>> answer = send(client, speech(way, secret));
      Thread.sleep(MORE_PATIENCE.multipliedBy(3));

      assertThat(answer).isNotDone();
      assertThat(metrics(house, secret)).contains("slow_readers_total 0.0", "requests_inside 1.0");
      client.shutdownNow();
    }
  }

  /** As with a caller whose system takes much ahead: it reads steadily, and looks silent. */
  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(booleans = {false, true})
  void whatWasTakenAheadIsWorthPauses(boolean secret) throws Exception {
    String sound = "s".repeat(1_100_000);
    try (var upstream = FakeUpstream.answering(200, "audio/mpeg", sound);
        var house = house(upstream, secret, MORE_PATIENCE);
        var socket =
            secret ? authority.client(null).getSocketFactory().createSocket() : new Socket()) {
      socket.setReceiveBufferSize(AT_ONCE);
      socket.connect(new InetSocketAddress("localhost", house.gateway.port()));
      String head =
          "POST /v1/audio/speech HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n"
              + "content-type: application/json\r\ncontent-length: "
              + SPEECH.length();
      socket.getOutputStream().write((head + "\r\n\r\n" + SPEECH).getBytes(US_ASCII));
      long taken = 0;
      int count;
      do {
        count = socket.getInputStream().readNBytes(AT_ONCE).length;
        taken += count;
        Thread.sleep(MORE_PATIENCE.plusMillis(500));
      } while (count == AT_ONCE);

      assertThat(taken).isGreaterThan(sound.length());
      assertThat(metrics(house, secret)).contains("slow_readers_total 0.0");
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, false", "HTTP_2, true"})
  void aStreamThatIsTakenTooSlowlyIsCutOff(Version version, boolean secret) throws Exception {
    String[] pieces =
        ProviderStreams.of("POST /v1/chat/completions ", Collections.nCopies(40_000, "one more "));
    try (var upstream = new FakeUpstream((_, out) -> tell(out, pieces));
        var house =
            new House(
                settings(secret, PATIENCE),
                StreamTrial.program(StreamTrial.PACK.replace("PROVIDER", "openai"), upstream));
        var way = new SlowWay(house.gateway.port(), TOO_SLOW);
        var client = client(version)) {
      var request = request(way.port(), secret, "/v1/chat/completions", STREAMED);

      var ignored = send(client, request);

      awaitRoom(house, secret);
      client.shutdownNow();
      assertThat(house.store.only().outcome()).isEqualTo(Outcome.CANCELLED);
    }
  }

  /** In HTTP/2 a caller may leave room for few bytes and have its connection for all else. */
  @Test
  void aStreamOfAConnectionThatIsGivenLittleRoomIsReset() throws Exception {
    try (var upstream = sound();
        var house = house(upstream, true, PATIENCE);
        var socket =
            (SSLSocket)
                authority
                    .client(null)
                    .getSocketFactory()
                    .createSocket("localhost", house.gateway.port())) {
      var caller = new FrameCaller(socket);
      caller.ask("/v1/audio/speech", SPEECH);
      Thread giver = Thread.ofVirtual().start(() -> caller.giveRoom(TOO_SLOW));

      assertThat(caller.awaitReset()).isEqualTo(CANCEL);

      giver.interrupt();
      assertThat(caller.isAnswered()).isTrue();
      assertThat(metrics(house, true)).contains("slow_readers_total 1.0", "requests_inside 0.0");
    }
  }

  private static void tell(OutputStream out, String[] events) throws IOException {
    StreamTrial.begin(out);
    StreamTrial.say(out, events);
  }

  private static FakeUpstream sound() throws IOException {
    return FakeUpstream.answering(200, "audio/mpeg", "s".repeat(ANSWER_BYTES));
  }

  private House house(FakeUpstream upstream, boolean secret, Duration patience) throws Exception {
    return new House(
        settings(secret, patience), new FakeProgram(List.of(House.openai(upstream, null))));
  }

  private GatewaySettings settings(boolean secret, Duration patience) throws Exception {
    GatewaySettings settings =
        House.settings().withTimeouts(patience, House.PATIENCE, House.PATIENCE);
    if (secret) {
      Path certificate = folder.resolve("tls.crt");
      Path key = folder.resolve("tls.key");
      authority.server("EC").write(certificate, key);
      settings = settings.withTls(TlsSettings.of(certificate, key));
    }
    return settings;
  }

  private HttpClient client(Version version) throws Exception {
    return HttpClient.newBuilder().version(version).sslContext(authority.client(null)).build();
  }

  /** Once more where a machine that is held up takes longer than patience lasts for a greeting. */
  private static CompletableFuture<HttpResponse<byte[]>> send(
      HttpClient client, HttpRequest request) {
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .exceptionallyCompose(failed ->
            failed.getCause() instanceof SSLHandshakeException
                ? send(client, request)
                : CompletableFuture.failedFuture(failed));
  }

  private static HttpRequest speech(SlowWay way, boolean secret) {
    return request(way.port(), secret, "/v1/audio/speech", SPEECH);
  }

  private static HttpRequest request(int port, boolean secret, String path, String body) {
    return HttpRequest.newBuilder(
            URI.create((secret ? "https" : "http") + "://localhost:" + port + path))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /** Until the request is there and has left; the system's buffers may go on for long. */
  private void awaitRoom(House house, boolean secret) throws Exception {
    while (house.store.events.isEmpty()
        || !metrics(house, secret).contains("requests_inside 0.0")) {
      Thread.sleep(50);
    }
  }

  private String metrics(House house, boolean secret) throws Exception {
    String start = secret ? "https" : "http";
    var request =
        HttpRequest.newBuilder(
            URI.create(start + "://localhost:" + house.gateway.port() + "/metrics"));
    try (var client = client(Version.HTTP_1_1)) {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }
}
