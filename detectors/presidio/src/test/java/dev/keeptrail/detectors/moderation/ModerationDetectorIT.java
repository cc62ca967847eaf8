package dev.keeptrail.detectors.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What services think of whole texts, in both formats. */
@Timeout(180)
final class ModerationDetectorIT {
  private static final String SCORES =
      "{\"flagged\":true,\"category_scores\":{\"hate\":0.9,\"self-harm/intent\":0.6,\"sexual\":0.1,\"new\":1}}";

  private final Map<String, Object> settings = new HashMap<>();

  @Test
  void asksOpenAiForAllTextsAtOnce() throws Exception {
    settings.put("secret_key_ref", "k-1");
    String answer = "{\"results\":[" + SCORES + ",{\"category_scores\":{\"hate\":0}}]}";
    try (var service = new Service("/v1/moderations", _ -> answer);
        BatchDetector detector = openAi(service.address("/v1"))) {
      assertThat(found(detector, "bad text", "good"))
          .containsExactly(
              "0 [0,8) plugin.moderation.hate HATE 0.9",
              "0 [0,8) plugin.moderation.self_harm.intent INTENT 0.6");
      assertThat(service.bodies)
          .containsExactly(
              "{\"model\":\"omni-moderation-latest\",\"input\":[\"bad text\",\"good\"]}");
      assertThat(service.keys).containsExactly("Bearer k-1");
      assertThat(detector.categories()).hasSize(13);
    }
  }

  @Test
  void manyTextsGoInSeveralRequests() throws Exception {
    try (var service =
            new Service(
                "/moderations",
                body -> {
                  int asked = body.split("\"t", -1).length - 1;
                  return "{\"results\":["
                      + String.join(",", java.util.Collections.nCopies(asked, SCORES))
                      + "]}";
                });
        BatchDetector detector = openAi(service.address(""))) {
      String[] texts = IntStream.range(0, 70).mapToObj(i -> "t" + i).toArray(String[]::new);
      assertThat(found(detector, texts))
          .hasSize(140)
          .contains("69 [0,3) plugin.moderation.hate HATE 0.9");
      assertThat(service.bodies).hasSize(3);
    }
  }

  @Test
  void asksAServiceOfOnesOwn() throws Exception {
    settings.put("categories", Map.of("Rude words", "plugin.tone.rude"));
    settings.put("score_threshold", 0.7);
    String answer =
        "{\"findings\":[{\"text\":1,\"category\":\"Rude words\",\"score\":0.8},"
            + "{\"text\":0,\"category\":\"Rude words\",\"score\":0.6},"
            + "{\"text\":0,\"category\":\"other\",\"score\":1}]}";
    try (var service = new Service("/judge", _ -> answer);
        BatchDetector detector = webhook(service.address("/judge"))) {
      assertThat(found(detector, "fine", "rude \"x\""))
          .containsExactly("1 [0,8) plugin.tone.rude RUDE 0.8");
      assertThat(service.bodies)
          .singleElement()
          .asString()
          .startsWith("{\"texts\":[{\"text\":\"fine\",\"source\":\"")
          .contains("{\"text\":\"rude \\\"x\\\"\",");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]",
        "{}",
        "{\"results\":[]}",
        "{\"results\":[{},{}]}",
        "{\"results\":[{}]}",
        "{\"results\":[{\"category_scores\":{\"hate\":\"high\"}}]}",
        "{\"results\":[{\"category_scores\":{}}]}",
        "{\"results\":[{\"category_scores\":{\"something_new\":0.1}}]}",
        "<html>",
      })
  void aWrongAnswerOfOpenAiIsAFailure(String answer) throws Exception {
    try (var service = new Service("/moderations", _ -> answer);
        BatchDetector detector = openAi(service.address(""))) {
      assertThatThrownBy(() -> found(detector, "hello"))
          .isInstanceOf(DetectorFailedException.class)
          .hasMessage("the service answered something else than opinions");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"findings\":{}}",
        "{\"findings\":[{\"text\":1,\"category\":\"a\",\"score\":1}]}",
        "{\"findings\":[{\"text\":-1,\"category\":\"a\",\"score\":1}]}",
        "{\"findings\":[{\"text\":0,\"category\":1,\"score\":1}]}",
        "{\"findings\":[{\"text\":0,\"category\":\"a\"}]}",
      })
  void aWrongAnswerOfAWebhookIsAFailure(String answer) throws Exception {
    settings.put("categories", Map.of("a", "plugin.a"));
    try (var service = new Service("/", _ -> answer);
        BatchDetector detector = webhook(service.address("/"))) {
      assertThatThrownBy(() -> found(detector, "hello"))
          .isInstanceOf(DetectorFailedException.class)
          .hasMessage("the service answered something else than opinions");
    }
  }

  @Test
  void aWebhookSaysWhatItReports() {
    assertThatThrownBy(() -> webhook("http://127.0.0.1:1").close())
        .isInstanceOf(UnusableDetectorException.class)
        .hasMessage("`categories` names none, so nothing would be reported");
  }

  @ParameterizedTest
  @CsvSource({"http://169.254.169.254", "http://moderation.example", "https://[fe80::1]"})
  void someAddressesAreNeverAsked(String address) {
    assertThatThrownBy(() -> openAi(address).close())
        .isInstanceOf(UnusableDetectorException.class)
        .hasMessageStartingWith("`base_url` ");
  }

  private BatchDetector openAi(String address) throws UnusableDetectorException {
    return open(new OpenAiModerationProvider(), address);
  }

  private BatchDetector webhook(String address) throws UnusableDetectorException {
    return open(new WebhookProvider(), address);
  }

  private BatchDetector open(DetectorProvider provider, String address)
      throws UnusableDetectorException {
    settings.put("base_url", URI.create(address));
    return provider.open(new DetectorSettings("moderation", Path.of(""), settings));
  }

  private static List<String> found(BatchDetector detector, String... texts)
      throws InterruptedException {
    var found = new ArrayList<String>();
    detector.detect(
        Stream.of(texts).map(text -> new ScanText(text, Origin.UNKNOWN)).toList(),
        Deadline.after(Duration.ofSeconds(60)),
        (text, start, end, category, label, score, evidence) ->
            found.add("%d [%d,%d) %s %s %s".formatted(text, start, end, category, label, score)));
    return found;
  }

  /** A service on a free port that answers as a test says, and remembers what it was asked. */
  private static final class Service implements AutoCloseable {
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Service(String path, UnaryOperator<String> answer) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          path,
          exchange -> {
            try (exchange) {
              String body =
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
              bodies.add(body);
              keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
              byte[] bytes = answer.apply(body).getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, bytes.length);
              exchange.getResponseBody().write(bytes);
            }
          });
      server.start();
    }

    String address(String path) {
      return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
