package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Servers that speak a protocol in their own way, which clients take as they would any other. */
@Timeout(180)
final class CompatibleServersIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String MESSAGES = "/v1/messages";
  private static final String MESSAGE =
      "{'model':'m','max_tokens':9,'stream':true,'messages':[{'role':'user','content':'x'}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "201 Created|text/event-stream",
        "200 OK|text/event-stream ; charset=utf-8",
        "200 OK|Text/Event-Stream;charset=UTF-8",
      })
  void aStreamIsOneHoweverItIsAnnounced(String status, String type) throws Exception {
    try (var trial =
        new StreamTrial(
            "openai",
            (_, out) -> {
              out.write(head(status, type));
              StreamTrial.say(out, StreamTrial.content("Hello"), StreamTrial.END, StreamTrial.DONE);
            })) {
      List<JsonNode> events = StreamTrial.all(trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT));

      assertThat(StreamTrial.texts(events, "/choices/0/delta/content")).isEqualTo("Hello");
      assertThat(trial.event().outcome()).isEqualTo(Outcome.DELIVERED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json ; charset=utf-8", "APPLICATION/JSON;charset=UTF-8"})
  void anAnswerIsJsonHoweverThatIsWritten(String type) throws Exception {
    try (var upstream = FakeUpstream.answering(200, type, FakeUpstream.completion("Hello"));
        var house = House.before(upstream)) {
      HttpResponse<String> response = house.ask(House.prompt("x"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("Hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"event: ping\ndata:", "event: ping\ndata: ", "data:", "data:\ndata:"})
  void anEventWithoutDataSaysThatTheServerLives(String nothing) throws Exception {
    try (var trial =
        new StreamTrial(
            "anthropic",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(out, nothing);
              for (String event : ProviderStreams.message(List.of("Hel", "lo"), "")) {
                StreamTrial.say(out, event, nothing);
              }
            })) {
      List<JsonNode> events = StreamTrial.all(trial.ask(MESSAGES, MESSAGE));

      assertThat(StreamTrial.texts(events, "/delta/text")).isEqualTo("Hello");
      assertThat(events.getLast().path("type").asString()).isEqualTo("message_stop");
      assertThat(trial.event().outcome()).isEqualTo(Outcome.DELIVERED);
    }
  }

  /** Names, ends and thoughts are said in many ways; those of the caller's protocol are one. */
  @Test
  void aCallerOfTheOtherProtocolGetsAllThatItReliesOn() throws Exception {
    try (var trial =
        new StreamTrial(
            "openai",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  "data: {'choices':[{'delta':{'reasoning_details':[{'type':'reasoning.text',"
                      + "'text':'hm'}]}}]}",
                  "data: {'choices':[{'delta':{'content':'Write to ann@example.com now.'}}]}",
                  "data: {'choices':[{'delta':{'tool_calls':[{'function':{'name':'find',"
                      + "'arguments':'{}'}}]}}]}",
                  "data: {'choices':[{'delta':{},'finish_reason':'stop'}],"
                      + "'usage':{'prompt_tokens':10,'completion_tokens':5,'total_tokens':35}}",
                  StreamTrial.DONE);
            })) {
      List<JsonNode> events = StreamTrial.all(trial.ask(MESSAGES, MESSAGE));

      JsonNode start = events.getFirst().path("message");
      assertThat(start.path("id").asString()).startsWith("msg_");
      assertThat(start.path("model").asString()).isEqualTo("m");
      assertThat(StreamTrial.texts(events, "/delta/text")).isEqualTo("Write to [EMAIL] now.");
      JsonNode block =
          events.stream()
              .map(event -> event.path("content_block"))
              .filter(part -> part.path("type").asString("").equals("tool_use"))
              .findAny()
              .orElseThrow();
      assertThat(block.path("id").asString()).isEqualTo(start.path("id").asString() + "_0");
      JsonNode end = events.get(events.size() - 2);
      assertThat(end.at("/delta/stop_reason").asString()).isEqualTo("tool_use");
      // The names of the start hold: nothing else is said of them at the end.
      assertThat(end.path("delta").propertyNames())
          .containsExactlyInAnyOrder("stop_reason", "stop_sequence");
      // Thoughts that are counted beside the answer are paid for.
      assertThat(end.at("/usage/output_tokens").asInt()).isEqualTo(25);
      DecisionEvent event = trial.event();
      assertThat(Objects.requireNonNull(event.usage()).outputTokens()).isEqualTo(25);
    }
  }

  /** Thinking is the model's own, whether or not the caller's protocol has a place for it. */
  @Test
  void thoughtsOfAMessageAreLeftOutOfACompletion() throws Exception {
    try (var trial =
        new StreamTrial(
            "anthropic",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(out, ProviderStreams.message(List.of("Hel", "lo"), "hm"));
            })) {
      List<JsonNode> events = StreamTrial.all(trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT));

      assertThat(StreamTrial.texts(events, "/choices/0/delta/content")).isEqualTo("Hello");
      assertThat(StreamTrial.texts(events, "/choices/0/finish_reason")).isEqualTo("stop");
      assertThat(events.toString()).doesNotContain("hm");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after-ms: 1500|2",
        "retry-after-ms: 20.5|1",
        "retry-after-ms: soon|",
        "retry-after-ms: 100|1",
        "retry-after: 7\\r\\nretry-after-ms: 100|7",
      })
  void aTimeToWaitMayBeSaidInMilliseconds(String headers, @Nullable String passed)
      throws Exception {
    byte[] refusal =
        ("HTTP/1.1 429 X\r\n"
                + headers.translateEscapes()
                + "\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    try (var upstream = new FakeUpstream((_, out) -> out.write(refusal));
        var house =
            new House(
                House.settings(),
                new FakeProgram(
                    List.of(
                        new ProviderPlan(
                            "primary",
                            "openai",
                            null,
                            upstream.baseUrl(),
                            new SecretRef.Env("KEY")))))) {
      HttpResponse<String> whole = house.ask(House.prompt("x"));
      HttpResponse<String> streamed =
          house.ask(House.prompt("x").replace("{\"model\"", "{\"stream\":true,\"model\""));

      assertThat(whole.headers().firstValue("retry-after").orElse(null)).isEqualTo(passed);
      assertThat(streamed.headers().firstValue("retry-after").orElse(null)).isEqualTo(passed);
    }
  }

  /** As the provider gave it: an edit would be refused, and so would be the thought without it. */
  @Test
  void aSignedThoughtGoesWhole() throws Exception {
    String thoughts =
        "{'type':'reasoning.text','text':'ask ann@example.com','signature':'c2ln'},"
            + "{'type':'reasoning.text','text':'or bob@example.com'}";
    String answer =
        "{'choices':[{'index':0,'message':{'role':'assistant','content':'x',"
            + "'reasoning_details':["
            + thoughts
            + "]},'finish_reason':'stop'}]}";
    try (var upstream = FakeUpstream.answering(200, "application/json", answer.replace('\'', '"'));
        var house = House.before(upstream)) {
      HttpResponse<String> response =
          house.ask(
              ("{'model':'m','messages':[{'role':'user','content':'x'},{'role':'assistant',"
                      + "'content':'y','reasoning_details':[%s]},{'role':'user','content':'z'}]}")
                  .formatted(thoughts)
                  .replace('\'', '"'));

      String left = "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"or [EMAIL]\"}]";
      assertThat(upstream.only().body()).contains(left);
      assertThat(response.body()).contains(left);
    }
  }

  /** DeepSeek's models refuse a turn with tools that comes without what they thought in it. */
  @Test
  void thoughtsBesideACallGoToTheCallerAndComeBack() throws Exception {
    String turn =
        "{'role':'assistant','content':'','reasoning_content':'ask the weather for %s',"
            + "'tool_calls':[{'id':'c','type':'function',"
            + "'function':{'name':'f','arguments':'{}'}}]}";
    String answer =
        "{'model':'m','choices':[{'index':0,'finish_reason':'tool_calls','message':%s}]}"
            .formatted(turn.formatted("Bern"))
            .replace('\'', '"');
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house = House.before(upstream)) {
      HttpResponse<String> response =
          house.ask(
              ("{'model':'m','messages':[{'role':'user','content':'x'},%s,"
                      + "{'role':'tool','tool_call_id':'c','content':'rain'}]}")
                  .formatted(turn.formatted("Bern, or ann@example.com"))
                  .replace('\'', '"'));

      assertThat(House.json(upstream.only().body()).at("/messages/1/reasoning_content").asString())
          .isEqualTo("ask the weather for Bern, or [EMAIL]");
      assertThat(House.json(response.body()).at("/choices/0/message/reasoning_content").asString())
          .isEqualTo("ask the weather for Bern");
    }
  }

  /** Its own signatures have no place in messages; without any, Google refuses the request. */
  @ParameterizedTest
  @CsvSource({
    "google,gemini-3-pro-preview,true",
    "google,gemini-flash-latest,true",
    "google,gemini-2.5-flash,false",
    "vllm,gemini-3-pro-preview,false",
  })
  void callsThatComeBackAreSignedForGoogle(String kind, String model, boolean signed)
      throws Exception {
    try (var upstream = FakeUpstream.saying("done");
        var house =
            new House(
                House.settings(),
                new FakeProgram(
                    List.of(new ProviderPlan("t0", kind, model, upstream.baseUrl(), null))))) {
      String call = "{'type':'tool_use','id':'%s','name':'f','input':{}}";
      String result = "{'type':'tool_result','tool_use_id':'%s','content':'ok'}";
      HttpResponse<String> response =
          post(
              house,
              ("{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'},"
                      + "{'role':'assistant','content':[%s,%s]},{'role':'user','content':[%s,%s]}]}")
                  .formatted(
                      call.formatted("a"),
                      call.formatted("b"),
                      result.formatted("a"),
                      result.formatted("b"))
                  .replace('\'', '"'));

      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode calls = House.json(upstream.only().body()).at("/messages/1/tool_calls");
      assertThat(calls.at("/0/extra_content/google/thought_signature").asString(""))
          .isEqualTo(signed ? "skip_thought_signature_validator" : "");
      assertThat(calls.path(1).has("extra_content")).isFalse();
    }
  }

  private static HttpResponse<String> post(House house, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(house.uri(MESSAGES))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static byte[] head(String status, String type) {
    return ("HTTP/1.1 " + status + "\r\ncontent-type: " + type + "\r\nconnection: close\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
