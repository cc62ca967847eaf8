package dev.keeptrail.detectors.presidio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
final class PresidioDetectorIT {
  private static final String PERSON =
      "[{\"start\": %d, \"end\": %d, \"score\": %s, \"entity_type\": \"PERSON\"}]";

  private final Map<String, Object> settings = new HashMap<>();

  private BatchDetector detector(AnalyzerStub service) throws UnusableDetectorException {
    return detector(service.address());
  }

  private BatchDetector detector(String address) throws UnusableDetectorException {
    settings.put("base_url", URI.create(address));
    return new PresidioProvider().open(new DetectorSettings("names", Path.of(""), settings));
  }

  private static List<String> found(BatchDetector detector, String... texts)
      throws InterruptedException {
    return found(detector, Duration.ofSeconds(60), texts);
  }

  private static List<String> found(BatchDetector detector, Duration time, String... texts)
      throws InterruptedException {
    var found = new ArrayList<String>();
    detector.detect(
        Stream.of(texts).map(text -> new ScanText(text, Origin.UNKNOWN)).toList(),
        Deadline.after(time),
        (text, start, end, category, label, score, evidence) ->
            found.add(
                text + " " + texts[text].substring(start, end) + " " + category + " " + score));
    return found;
  }

  @Test
  void asksInTheWireFormatAndTakesWhatWasFound() throws Exception {
    settings.putAll(Map.of("language", "de", "score_threshold", 0.4, "secret_key_ref", "k-1"));
    settings.put("entities", Map.of("PERSON", "pii.name"));
    try (var service = new AnalyzerStub(AnalyzerStub.json(200, PERSON.formatted(6, 10, 0.85)));
        BatchDetector detector = detector(service)) {
      assertThat(found(detector, "hallo Anna \"!\"")).containsExactly("0 Anna pii.name 0.85");
      assertThat(service.bodies())
          .containsExactly(
              "{\"text\":\"hallo Anna \\\"!\\\"\",\"language\":\"de\",\"score_threshold\":0.4,"
                  + "\"entities\":[\"PERSON\"]}");
      assertThat(service.keys()).containsExactly("Bearer k-1");
      assertThat(detector.categories()).containsExactly("pii.name");
    }
  }

  @Test
  void countsInCodePoints() throws Exception {
    try (var service = new AnalyzerStub(AnalyzerStub.json(200, PERSON.formatted(3, 7, 1)));
        BatchDetector detector = detector(service)) {
      assertThat(found(detector, "\uD83D\uDE00\uD83D\uDE00 Anna \uD83D\uDE00"))
          .containsExactly("0 Anna pii.name 1.0");
    }
  }

  @Test
  void leavesOutWhatWasNotAskedFor() throws Exception {
    String more =
        "[{\"start\": 0, \"end\": 1, \"score\": 1, \"entity_type\": \"NRP\"},"
            + "{\"start\": 0, \"end\": 2, \"score\": 0.1, \"entity_type\": \"PERSON\"}]";
    try (var service = new AnalyzerStub(AnalyzerStub.json(200, more));
        BatchDetector detector = detector(service)) {
      assertThat(found(detector, "abc")).isEmpty();
    }
  }

  @Test
  void asksAboutManyTextsWithinItsBound() throws Exception {
    settings.put("max_requests", 3L);
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    try (var service =
            new AnalyzerStub((exchange, body) -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.sleep(20);
              inside.decrementAndGet();
              AnalyzerStub.send(exchange, 200, PERSON.formatted(0, 1, 0.9));
            });
        BatchDetector detector = detector(service)) {
      String[] texts = IntStream.range(0, 30).mapToObj(i -> i + " x").toArray(String[]::new);
      assertThat(found(detector, texts)).hasSize(30).contains("7 7 pii.name 0.9");
      assertThat(most.get()).isBetween(1, 3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | [] | the service answered with status 503",
        "302 | [] | the service answered with status 302",
        "204 | '' | the service answered with status 204",
        "200 | '' | the service answered something else than findings",
        "200 | <html> | the service answered something else than findings",
        "200 | {\"error\": \"no\"} | the service answered something else than findings",
        "200 | [1] | the service answered something else than findings",
        "200 | [{\"start\":0}] | the service answered something else than findings",
        "200 | [{\"start\":-1,\"end\":2,\"score\":1,\"entity_type\":\"PERSON\"}] "
            + "| the service answered something else than findings",
        "200 | [{\"start\":1.5,\"end\":2,\"score\":1,\"entity_type\":\"PERSON\"}] "
            + "| the service answered something else than findings",
        "200 | [{\"start\":0,\"end\":99,\"score\":1,\"entity_type\":\"PERSON\"}] "
            + "| the service found something outside the text",
        "200 | [{\"start\":2,\"end\":2,\"score\":1,\"entity_type\":\"NRP\"}] "
            + "| the service found something outside the text",
        "200 | [{\"start\":0,\"end\":99999999999,\"score\":1,\"entity_type\":\"PERSON\"}] "
            + "| the service answered something else than findings",
      })
  void aWrongAnswerIsAFailure(int status, String body, String problem) throws Exception {
    try (var service = new AnalyzerStub(AnalyzerStub.json(status, body));
        BatchDetector detector = detector(service)) {
      assertThatThrownBy(() -> found(detector, "hello"))
          .isInstanceOf(DetectorFailedException.class)
          .hasMessage(problem);
      assertThatThrownBy(() -> found(detector, "hello", "world")).hasMessage(problem);
    }
  }

  @Test
  void aDeeplyNestedAnswerIsAFailure() throws Exception {
    try (var service = new AnalyzerStub(AnalyzerStub.json(200, "[".repeat(200_000)));
        BatchDetector detector = detector(service)) {
      assertThatThrownBy(() -> found(detector, "hello"))
          .hasMessage("the service answered something else than findings");
    }
  }

  @Test
  void anAnswerPastTheBoundIsAFailure() throws Exception {
    settings.put("max_response_bytes", 2_048L);
    try (var service = new AnalyzerStub(AnalyzerStub.json(200, " ".repeat(100_000) + "[]"));
        BatchDetector detector = detector(service)) {
      assertThatThrownBy(() -> found(detector, "hello"))
          .hasMessage("the service's answer is too long");
    }
  }

  @Test
  void silenceAndDripsEndAtTheDeadline() throws Exception {
    try (var silent = new AnalyzerStub((exchange, body) -> Thread.sleep(120_000));
        var dripping =
            new AnalyzerStub((exchange, body) -> {
              exchange.sendResponseHeaders(200, 0);
              while (true) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Thread.sleep(50);
              }
            })) {
      for (AnalyzerStub service : List.of(silent, dripping)) {
        long start = System.nanoTime();
        try (BatchDetector detector = detector(service)) {
          assertThatThrownBy(() -> found(detector, Duration.ofMillis(300), "hello"))
              .hasMessage("the service did not answer in time");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
      }
    }
  }

  @Test
  void oneRequestMayHaveLessTimeThanTheCall() throws Exception {
    settings.put("request_timeout_ms", 100L);
    try (var service = new AnalyzerStub((exchange, body) -> Thread.sleep(120_000));
        BatchDetector detector = detector(service)) {
      assertThatThrownBy(() -> found(detector, Duration.ofSeconds(110), "hello"))
          .hasMessage("the service did not answer in time");
    }
  }

  @Test
  void aServiceThatIsNotThereIsAFailure() throws Exception {
    try (var taken = new Socket()) {
      // A port that is taken and not listened on: nobody else can come to listen there.
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (BatchDetector detector = detector("http://127.0.0.1:" + taken.getLocalPort())) {
        assertThatThrownBy(() -> found(detector, "hello"))
            .hasMessage("the service cannot be reached");
      }
    }
  }

  @Test
  void aServiceThatSpeaksNoHttpsIsAFailure() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BatchDetector detector = detector("https://127.0.0.1:" + socket.getLocalPort())) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket client = socket.accept()) {
              client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
              client.getInputStream().read();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      assertThatThrownBy(() -> found(detector, "hello"))
          .hasMessage("no secure connection to the service");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://169.254.169.254, true",
    "http://169.254.169.254, false",
    "https://[fe80::1]/x, false",
    "https://0.0.0.0, false",
    "https://224.0.0.1, false",
    "http://analyzer.example, false",
    "http://10.0.0.7:3000, false",
  })
  void someAddressesAreNeverAsked(String address, boolean unencrypted) {
    settings.put("allow_unencrypted", unencrypted);
    assertThatThrownBy(() -> detector(address).close())
        .isInstanceOf(UnusableDetectorException.class)
        .hasMessageStartingWith("`base_url` ");
  }

  @Test
  void anotherMachineMayBeAskedUnencryptedWhenSaid() throws Exception {
    settings.put("allow_unencrypted", true);
    detector("http://10.0.0.7:3000").close();
    detector("http://analyzer.example").close();
  }

  @Test
  void anEntityTypeIsAWord() {
    settings.put("entities", Map.of("person name", "pii.name"));
    assertThatThrownBy(() -> detector("http://localhost").close())
        .hasMessage("`entities` has `person name`, which is no entity type");
  }
}
