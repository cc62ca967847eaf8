package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Attempt;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Streams that do not come to their end: refused, broken off, given up, or held back from the
 * start.
 */
@Timeout(180)
final class StreamEndsIT {
  @ParameterizedTest
  @CsvSource({"/v1/chat/completions,openai", "/v1/messages,anthropic", "/v1/responses,openai"})
  void aRefusalInTheMiddleIsAnErrorThatClientsKnow(String route, String provider) throws Exception {
    List<String> pieces =
        List.of("The key of the ", "harbour office ", "is ", StreamTrial.SECRET, " so ", "use it.");
    var heard = new CountDownLatch(1);
    try (var trial =
        new StreamTrial(
            provider,
            (request, out) -> {
              StreamTrial.begin(out);
              for (String event : ProviderStreams.of(request.head(), pieces)) {
                if (event.contains(StreamTrial.SECRET)) {
                  assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
                }
                StreamTrial.say(out, event);
              }
            })) {
      HttpResponse<InputStream> response =
          trial.ask(
              route,
              "{'model':'gpt-4o','stream':true,'max_tokens':9,'input':'x',"
                  + "'messages':[{'role':'user','content':'x'}]}");
      BufferedReader lines = StreamTrial.lines(response);
      String first = StreamTrial.next(lines);
      while (!first.contains("harbour")) {
        first = StreamTrial.next(lines);
      }
      heard.countDown();
      List<JsonNode> events = StreamTrial.all(lines);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(events.toString()).doesNotContain(StreamTrial.SECRET, "use it");
      if (route.equals("/v1/responses")) {
        assertFails(events.removeLast(), events.getLast());
      }
      JsonNode error = events.getLast().path("error");
      assertThat(error.path("reason_code").asString("")).isEqualTo("stops.secret");
      assertThat(error.path("event_id").asString("")).isEqualTo(trial.event().id());
      DecisionEvent event = trial.event();
      assertThat(event.outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);
      assertThat(event.reasonCode()).isEqualTo("stops.secret");
      assertThat(event.httpStatus()).isEqualTo(200);
      assertThat(event.faults()).isEmpty();
      DecisionEvent.Usage usage = Objects.requireNonNull(event.usage());
      assertThat(usage.estimated()).isTrue();
      assertThat(usage.inputTokens()).isPositive();
      assertThat(usage.outputTokens()).isGreaterThan(6);
      assertThat(Objects.requireNonNull(event.cost()).priceKnown()).isTrue();
    }
  }

  /** A client that passes over an error among pieces must not take them for the whole answer. */
  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions,openai,false",
    "/v1/messages,anthropic,true",
    "/v1/responses,openai,true"
  })
  void whereAnErrorIsNoEndTheBodyHasNone(String route, String provider, boolean ends)
      throws Exception {
    List<String> pieces = List.of("The key of ", "it ", "is ", StreamTrial.SECRET, " so ", "use.");
    try (var trial =
        new StreamTrial(
            provider,
            (request, out) -> {
              StreamTrial.begin(out);
              for (String event : ProviderStreams.of(request.head(), pieces)) {
                StreamTrial.say(out, event);
                Thread.sleep(50);
              }
            })) {
      HttpResponse<InputStream> response =
          trial.ask(
              route,
              "{'model':'gpt-4o','stream':true,'max_tokens':9,'input':'x',"
                  + "'messages':[{'role':'user','content':'x'}]}");
      BufferedReader lines = StreamTrial.lines(response);
      var said = new StringBuilder();
      String broken = "";
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          said.append(line);
        }
      } catch (IOException lost) {
        broken = lost.getClass().getSimpleName();
      }

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(said).contains("stops.secret").doesNotContain("[DONE]", "use.");
      assertThat(broken.isEmpty()).as(broken).isEqualTo(ends);
      assertThat(trial.event().outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);
    }
  }

  /** A client that does not look for errors learns from the end, and from its code what to do. */
  private static void assertFails(JsonNode end, JsonNode error) {
    assertThat(end.path("type").asString("")).isEqualTo("response.failed");
    JsonNode response = end.path("response");
    assertThat(response.path("id").asString("")).isEqualTo("resp_7");
    assertThat(response.path("model").asString("")).isEqualTo("gpt-4o");
    assertThat(response.path("status").asString("")).isEqualTo("failed");
    assertThat(response.path("output").isEmpty()).isTrue();
    assertThat(response.at("/error/code").asString("")).isEqualTo("invalid_prompt");
    assertThat(response.at("/error/message")).isEqualTo(error.path("message"));
    assertThat(error.path("sequence_number").asInt(-1)).isGreaterThan(3);
    assertThat(end.path("sequence_number").asInt(-1))
        .isEqualTo(error.path("sequence_number").asInt(-2) + 1);
  }

  @Test
  void aRefusalBeforeTheFirstWordIsAnOrdinaryOne() throws Exception {
    try (var trial =
        new StreamTrial(
            "openai",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  StreamTrial.chunk(
                      "{'role':'assistant','tool_calls':[{'index':0,'id':'c1','type':'function',"
                          + "'function':{'name':'delete_all','arguments':'{'}}]}"),
                  StreamTrial.chunk("{'tool_calls':[{'index':0,'function':{'arguments':'}'}}]}"),
                  StreamTrial.chunk("{}", "'tool_calls'"),
                  StreamTrial.DONE);
            })) {
      HttpResponse<InputStream> response = trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT);

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(trial.event().reasonCode()).isEqualTo("calls.deletion");
      assertThat(trial.event().httpStatus()).isEqualTo(409);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "closes",
        "says so",
        "says so by name",
        "is an error",
        "speaks no JSON",
        "says that it is done"
      })
  void aProviderThatBreaksOffIsAnError(String how) throws Exception {
    var heard = new CountDownLatch(1);
    try (var trial =
        new StreamTrial(
            "openai",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  StreamTrial.content("The first half of "),
                  StreamTrial.content("this sentence "));
              assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
              switch (how) {
                case "says so" ->
                    StreamTrial.say(out, "data: {'error':{'message':'overloaded by ann@x.com'}}");
                case "says so by name" ->
                    StreamTrial.say(
                        out, "event: error\ndata: {'message':'overloaded by ann@x.com'}");
                case "is an error" ->
                    StreamTrial.say(
                        out,
                        "data: {'object':'error','message':'overloaded by ann@x.com','code':500}",
                        StreamTrial.DONE);
                // No choice says why it ended.
                case "says that it is done" ->
                    StreamTrial.say(out, StreamTrial.USAGE, StreamTrial.DONE);
                case "speaks no JSON" -> StreamTrial.say(out, "data: {nonsense");
                default -> {}
              }
            })) {
      BufferedReader lines = StreamTrial.lines(trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT));
      assertThat(StreamTrial.next(lines)).contains("assistant");
      assertThat(StreamTrial.next(lines)).contains("The first ");
      heard.countDown();
      List<JsonNode> events = StreamTrial.all(lines);

      JsonNode error = events.getLast().path("error");
      assertThat(error.path("type").asString("")).isEqualTo("upstream_error");
      assertThat(events.toString()).doesNotContain("overloaded");
      assertThat(StreamTrial.texts(events, "/choices/0/finish_reason")).isEmpty();
      assertThat(trial.event().outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
      assertThat(trial.event().coverage()).hasSize(2);
      assertThat(Objects.requireNonNull(trial.event().upstream()).error())
          .isEqualTo(
              how.contains("so") || how.contains("error") ? "error_event" : "invalid_response");
    }
  }

  @Test
  void aProviderWhoseFirstWordIsThatItFailedIsAskedAgain() throws Exception {
    var asked = new AtomicInteger();
    String pack =
        StreamTrial.PACK
            .replace("PROVIDER", "openai")
            .replace("chain {", "gateway {\n  fallback: { max_retries: 1 }\n}\n\nchain {");
    try (var trial =
        new StreamTrial(
            pack,
            true,
            (request, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  asked.incrementAndGet() == 1
                      ? new String[] {"data: {'error':{'message':'overloaded by ann@x.com'}}"}
                      : ProviderStreams.of(request.head(), List.of("second try")));
            })) {
      List<JsonNode> events = StreamTrial.all(trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT));

      assertThat(StreamTrial.texts(events, "/choices/0/delta/content")).isEqualTo("second try");
      assertThat(events.toString()).doesNotContain("overloaded");
      assertThat(Objects.requireNonNull(trial.event().upstream()).attempts())
          .extracting(Attempt::error)
          .containsExactly("error_event", null);
    }
  }

  @Test
  void nothingOfAnItemGoesOutBeforeItIsJudged() throws Exception {
    try (var trial =
        new StreamTrial(
            "openai",
            (request, out) -> {
              StreamTrial.begin(out);
              for (String event : ProviderStreams.of(request.head(), List.of("Hello ", "there."))) {
                StreamTrial.say(out, event.replace("'msg_7'", "'ann@example.com'"));
              }
            })) {
      List<JsonNode> events =
          StreamTrial.all(
              trial.ask("/v1/responses", "{'model':'gpt-4o','stream':true,'input':'x'}"));

      assertThat(events.toString()).contains("there.", "[EMAIL]").doesNotContain("ann@");
      assertThat(events.getLast().path("type").asString("")).isEqualTo("response.completed");
    }
  }

  @Test
  void nothingBehindTheEndIsPartOfTheAnswer() throws Exception {
    try (var trial =
        new StreamTrial(
            "openai",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  String.join(
                      "\n\n",
                      StreamTrial.content("All of it."),
                      StreamTrial.chunk("{}", "'stop'"),
                      StreamTrial.DONE,
                      StreamTrial.content(" And more.")));
            })) {
      List<JsonNode> events = StreamTrial.all(trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT));

      assertThat(StreamTrial.texts(events, "/choices/0/delta/content")).isEqualTo("All of it.");
      assertThat(trial.event().outcome()).isEqualTo(Outcome.DELIVERED);
    }
  }

  @Test
  void aCallerThatLeavesStopsTheProvider() throws Exception {
    var gone = new CountDownLatch(1);
    try (var trial =
        new StreamTrial(
            "openai",
            (_, out) -> {
              StreamTrial.begin(out);
              try {
                while (true) {
                  StreamTrial.say(out, StreamTrial.content("and on and on "));
                  Thread.sleep(5);
                }
              } catch (IOException _) {
                gone.countDown();
              }
            })) {
      HttpResponse<InputStream> response = trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT);
      assertThat(StreamTrial.next(StreamTrial.lines(response))).isNotEmpty();
      response.body().close();

      assertThat(gone.await(60, TimeUnit.SECONDS)).isTrue();
      DecisionEvent event = trial.event();
      assertThat(event.outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(event.coverage()).hasSize(2);
      DecisionEvent.Usage usage = Objects.requireNonNull(event.usage());
      assertThat(usage.estimated()).isTrue();
      assertThat(usage.outputTokens()).isPositive();
      assertThat(Objects.requireNonNull(event.cost()).totalUsd()).isPositive();
    }
  }

  /** What a model thought before its first word, nobody who hangs up then has seen. */
  @ParameterizedTest
  @CsvSource({"gpt-4o,409", "o3,429"})
  void aStreamThatIsStoppedCostsWhatCameOrWhatMayHaveBeenThought(String model, int next)
      throws Exception {
    String pack =
        StreamTrial.PACK
            .replace("PROVIDER", "openai")
            .replace("chain {", "gateway {\n  budgets: [{ scope: key, usd: 0.01 }]\n}\n\nchain {");
    try (var trial =
        new StreamTrial(
            pack,
            true,
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  // In one piece: of several the first may go out before the second has come.
                  StreamTrial.content(
                      "The harbour is open until late. The key is "
                          + StreamTrial.SECRET
                          + " for now. And so on."));
            })) {
      String prompt = StreamTrial.PROMPT.replace("gpt-4o", model);
      assertThat(trial.ask(StreamTrial.CHAT, prompt).statusCode()).isEqualTo(409);
      DecisionEvent event = trial.event();
      assertThat(Objects.requireNonNull(event.usage()).estimated()).isTrue();
      assertThat(Objects.requireNonNull(event.cost()).totalUsd()).isBetween(0.00001, 0.005);

      assertThat(trial.ask(StreamTrial.CHAT, prompt).statusCode()).isEqualTo(next);
    }
  }

  @Test
  void theEndWaitsForTheRecord() throws Exception {
    try (var trial =
        new StreamTrial(
            "openai",
            (request, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(out, ProviderStreams.of(request.head(), List.of("Hello ", "there.")));
            })) {
      trial.store.failing = true;
      List<JsonNode> events = StreamTrial.all(trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT));

      assertThat(events.getLast().at("/error/code").asString("")).isEqualTo("ledger_unavailable");
      assertThat(StreamTrial.texts(events, "/choices/0/finish_reason")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"429,rate_limit", "500,upstream_error", "401,upstream_error"})
  void aProviderThatRefusesIsAnOrdinaryError(int status, String type) throws Exception {
    try (var trial =
        new StreamTrial(
            "openai", FakeUpstream.fixed(status, "application/json", "{\"error\":{}}"))) {
      HttpResponse<InputStream> response = trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT);

      String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(response.statusCode()).isEqualTo(status == 429 ? 429 : 502);
      assertThat(House.json(body).at("/error/type").asString("")).isEqualTo(type);
    }
  }

  @Test
  void aPolicyCanHoldAnswersBack() throws Exception {
    String pack =
        StreamTrial.PACK
            .replace("PROVIDER", "openai")
            .replace(
                "policy stops on output {", "policy stops on output {\n  streaming_mode: buffered");
    try (var trial =
        new StreamTrial(
            pack,
            false,
            FakeUpstream.fixed(
                200,
                "application/json",
                FakeUpstream.completion("the key is " + StreamTrial.SECRET)))) {
      HttpResponse<InputStream> response = trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT);

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(trial.upstream.only().body()).doesNotContain("stream");
    }
  }
}
