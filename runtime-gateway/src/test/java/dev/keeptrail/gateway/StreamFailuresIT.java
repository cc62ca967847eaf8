package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which target is asked, and what is counted, where a stream fails at one moment or another. */
@Timeout(180)
final class StreamFailuresIT {
  private static final String PACK =
      """
      language 1

      pack streams {
        version: "1.0.0"
      }

      provider first {
        provider: openai
        base_url: "FIRST"
        timeout_seconds: SILENCE
      }

      provider second {
        provider: openai
        base_url: "SECOND"
      }

      gateway {
        routing: { timeout_seconds: PATIENCE }
        fallback: { triggers: [server_error, timeout, connection] }
        circuit_breaker: { failure_threshold: 2, cooldown_seconds: COOLDOWN }
      }

      chain { audit-logger }
      """;

  /** What happens before the first word is made good by another target, and counted. */
  @ParameterizedTest
  @CsvSource({
    "nothing,            no_answer,        null",
    "head,               invalid_response, 200",
    "comment,            invalid_response, 200",
    "half a chunk,       broken_answer,    null",
    "error,              error_event,      200",
    "error later,        error_event,      200",
    "no JSON,            invalid_response, 200",
    "no JSON later,      invalid_response, 200",
    "no chunk,           invalid_response, 200",
    "done,               invalid_response, 200",
    "no event,           invalid_response, 200",
    "another type,       invalid_response, 200",
    "one piece,          error_answer,     200",
    "status,             status_503,       503",
  })
  void anotherTargetAnswersWhatFailedBeforeItsFirstWord(String how, String error, String status)
      throws Exception {
    try (var first = new FakeUpstream((_, out) -> fail(how, out));
        var second = streaming("second");
        var trial = new Trial(first, second, 60, 60)) {
      for (int at = 0; at < 3; at++) {
        assertThat(trial.text()).as("request %s", at).isEqualTo("second");
      }
      assertThat(first.received).hasSize(2);
      assertThat(second.received).hasSize(3);
      assertThat(trial.attempts(0))
          .containsExactly("first " + status + " " + error, "second 200 null");
      assertThat(trial.attempts(2)).containsExactly("first null circuit_open", "second 200 null");
    }
  }

  private static void fail(String how, OutputStream out) throws IOException {
    switch (how) {
      case "nothing" -> {}
      case "one piece" ->
          head(out, "200 X", "application/json", "{\"error\":{\"message\":\"half of it\"}}");
      case "another type" -> head(out, "200 X", "text/html", "half of it");
      case "status" -> head(out, "503 X", "text/event-stream", StreamTrial.content("half of it"));
      case "half a chunk" -> {
        String head =
            "HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                + "ff\r\ndata: {\"choices";
        out.write(head.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      }
      default -> {
        StreamTrial.begin(out);
        switch (how) {
          case "comment" -> StreamTrial.say(out, ": wait");
          case "error" -> StreamTrial.say(out, "data: {'error':{'message':'half of it'}}");
          case "error later" ->
              StreamTrial.say(out, StreamTrial.USAGE, "data: {'error':{'message':'half of it'}}");
          case "no JSON" -> StreamTrial.say(out, "data: half of it");
          case "no JSON later" -> StreamTrial.say(out, StreamTrial.USAGE, "data: half of it");
          case "no chunk" -> StreamTrial.say(out, "data: ['half of it']");
          case "done" -> StreamTrial.say(out, StreamTrial.DONE);
          case "no event" -> out.write(new byte[] {'d', (byte) 0xff, '\n', '\n'});
          default -> {}
        }
      }
    }
  }

  private static void head(OutputStream out, String status, String type, String body)
      throws IOException {
    String text =
        "HTTP/1.1 %s\r\ncontent-type: %s\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s"
            .formatted(status, type, body.length(), body);
    out.write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** The time for all attempts is no shorter a time for one that has sent a head. */
  @ParameterizedTest
  @ValueSource(strings = {"head", "comments"})
  void aStreamThatDoesNotBeginIsGivenUpInTime(String how) throws Exception {
    try (var first =
            new FakeUpstream((_, out) -> {
              StreamTrial.begin(out);
              out.flush();
              while (true) {
                Thread.sleep(50);
                StreamTrial.say(out, how.equals("head") ? "" : ": wait");
              }
            });
        var second = streaming("second");
        var trial = new Trial(first, second, 1, 60)) {
      HttpResponse<InputStream> response = trial.ask();

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(
              new String(response.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("upstream_timeout");
      assertThat(second.received).isEmpty();
      assertThat(trial.attempts(0)).containsExactly("first null timeout");
    }
  }

  /** What fails in the middle is not asked again, and counts as a failure all the same. */
  @Test
  void aStreamThatFailsInTheMiddleIsFinalAndCounts() throws Exception {
    try (var first =
            new FakeUpstream((_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(out, StreamTrial.content("The first half "));
            });
        var second = streaming("second");
        var trial = new Trial(first, second, 60, 60)) {
      for (int at = 0; at < 2; at++) {
        List<JsonNode> events = StreamTrial.all(trial.ask());

        assertThat(events.getLast().at("/error/type").asString("")).isEqualTo("upstream_error");
        assertThat(trial.event(at).outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
        assertThat(trial.attempts(at)).containsExactly("first 200 invalid_response");
      }
      assertThat(second.received).isEmpty();
      assertThat(trial.text()).isEqualTo("second");
      assertThat(first.received).hasSize(2);
    }
  }

  /** A target's timeout is for each wait, so a stream may last longer than that. */
  @Test
  void aStreamThatFallsSilentIsGivenUp() throws Exception {
    int silence = 2;
    while (!isSilenceGivenUp(silence)) {
      silence *= 2;
    }
  }

  /** False where the machine was held up so that even a word was not there in time. */
  private static boolean isSilenceGivenUp(int seconds) throws Exception {
    var end = new CountDownLatch(1);
    var silent = new AtomicBoolean(true);
    String spoken = "word word word word last";
    try (var first =
            new FakeUpstream((_, out) -> {
              StreamTrial.begin(out);
              for (int at = 0; at < 4; at++) {
                StreamTrial.say(out, StreamTrial.content("word "));
                Thread.sleep(seconds * 300L);
              }
              StreamTrial.say(out, StreamTrial.content("last"));
              silent.set(end.await(60, TimeUnit.SECONDS));
            });
        var second = streaming("second");
        var trial = new Trial(first, second, 60, 60, seconds)) {
      List<JsonNode> events = StreamTrial.all(trial.ask());
      String text = StreamTrial.texts(events, "/choices/0/delta/content");
      if (!text.equals(spoken)) {
        assertThat(text.equals("second") || spoken.startsWith(text)).as(text).isTrue();
        return false;
      }
      assertThat(events.getLast().at("/error/type").asString("")).isEqualTo("upstream_error");
      assertThat(trial.event(0).outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
      assertThat(silent).as("the provider has not ended it").isTrue();
      return true;
    } finally {
      end.countDown();
    }
  }

  /** While a target is tried by a stream that goes on, others are let in. */
  @Test
  void aTrialThatIsALongStreamHoldsUpNobody() throws Exception {
    var asked = new AtomicInteger();
    var end = new CountDownLatch(1);
    try (var first =
            new FakeUpstream((_, out) -> {
              int time = asked.incrementAndGet();
              if (time <= 2) {
                return;
              }
              StreamTrial.begin(out);
              StreamTrial.say(out, StreamTrial.content("first "));
              if (time == 3) {
                assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
              }
              StreamTrial.say(out, StreamTrial.END, StreamTrial.DONE);
            });
        var second = streaming("second");
        var trial = new Trial(first, second, 60, 1)) {
      trial.text();
      trial.text();
      HttpResponse<InputStream> response = trial.ask();
      BufferedReader lines = StreamTrial.lines(response);
      while (asked.get() < 3) {
        StreamTrial.all(lines);
        response = trial.ask();
        lines = StreamTrial.lines(response);
      }
      assertThat(StreamTrial.next(lines)).contains("assistant");
      assertThat(trial.text()).isEqualTo("first ");
      end.countDown();
      StreamTrial.all(lines);
      assertThat(trial.text()).isEqualTo("first ");
    }
  }

  private static FakeUpstream streaming(String text) throws IOException {
    return new FakeUpstream((request, out) -> {
      StreamTrial.begin(out);
      StreamTrial.say(out, ProviderStreams.of(request.head(), List.of(text)));
    });
  }

  /** A gateway with two targets. */
  private static final class Trial implements AutoCloseable {
    private static final HttpClient CLIENT =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final PolicyProgram program;
    private final MemoryStore store = new MemoryStore();
    private final Gateway gateway;

    Trial(FakeUpstream first, FakeUpstream second, int patience, int cooldown) throws Exception {
      this(first, second, patience, cooldown, 60);
    }

    Trial(FakeUpstream first, FakeUpstream second, int patience, int cooldown, int silence)
        throws Exception {
      program =
          StreamTrial.program(
              PACK.replace("FIRST", first.baseUrl())
                  .replace("SECOND", second.baseUrl())
                  .replace("PATIENCE", Integer.toString(patience))
                  .replace("SILENCE", Integer.toString(silence))
                  .replace("COOLDOWN", Integer.toString(cooldown)),
              first);
      assertThat(program.answers().isRealtime()).isTrue();
      gateway = Gateway.start(House.settings(), program, store);
    }

    HttpResponse<InputStream> ask() throws Exception {
      return CLIENT.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + gateway.port() + StreamTrial.CHAT))
              .header("content-type", "application/json")
              .timeout(House.PATIENCE)
              .POST(HttpRequest.BodyPublishers.ofString(StreamTrial.PROMPT.replace('\'', '"')))
              .build(),
          HttpResponse.BodyHandlers.ofInputStream());
    }

    /** What is said until the stream ends. */
    String text() throws Exception {
      List<JsonNode> events = StreamTrial.all(ask());
      assertThat(events.toString()).doesNotContain("half of it");
      return StreamTrial.texts(events, "/choices/0/delta/content");
    }

    DecisionEvent event(int at) throws InterruptedException {
      long end = System.nanoTime() + House.PATIENCE.toNanos();
      while (store.events.size() <= at && System.nanoTime() < end) {
        Thread.sleep(10);
      }
      return new ArrayList<>(store.events).get(at);
    }

    List<String> attempts(int at) throws InterruptedException {
      return Objects.requireNonNull(event(at).upstream()).attempts().stream()
          .map(one -> one.target() + " " + one.status() + " " + one.error())
          .toList();
    }

    @Override
    public void close() {
      gateway.close();
      program.close();
    }
  }
}
