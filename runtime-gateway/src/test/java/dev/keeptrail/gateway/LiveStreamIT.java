package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers go out while they come, and no more of them than policies leave. */
@Timeout(60)
final class LiveStreamIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String PACK =
      """
      language 1

      pack streams {
        version: "1.0.0"
      }

      provider primary {
        provider: PROVIDER
        base_url: "BASE_URL"
        secret_key_ref: { env: KEY }
      }

      chain { masks, stops, calls }

      policy masks on output {
        rule address {
          when finding(category under "pii.email")
          then redact "masks.address"
        }
      }

      policy stops on output {
        rule secret {
          when finding(category under "secret")
          then block "stops.secret"
        }
      }

      policy calls on tool {
        rule deletion {
          when tool_call(name == "delete_all")
          then block "calls.deletion"
        }
      }
      """;

  private static final String SECRET = "ghp_" + "a1B2c3D4e5".repeat(3) + "f6G7h8";

  /** A gateway with a real chain in front of a provider that says what a test wants. */
  private static final class Trial implements AutoCloseable {
    private final FakeUpstream upstream;
    private final PolicyProgram program;
    private final MemoryStore store = new MemoryStore();
    private final Gateway gateway;

    Trial(String provider, FakeUpstream.Script script) throws Exception {
      this(PACK.replace("PROVIDER", provider), true, script);
    }

    Trial(String provider, FakeUpstream.Script script, Duration upstreamTimeout) throws Exception {
      this(PACK.replace("PROVIDER", provider), true, script, upstreamTimeout);
    }

    Trial(String pack, boolean live, FakeUpstream.Script script) throws Exception {
      this(pack, live, script, Duration.ofSeconds(5));
    }

    private Trial(String pack, boolean live, FakeUpstream.Script script, Duration upstreamTimeout)
        throws Exception {
      upstream = new FakeUpstream(script);
      program = program(pack, upstream);
      assertThat(program.answers().isRealtime()).isEqualTo(live);
      gateway =
          Gateway.start(
              House.settings()
                  .withTimeouts(Duration.ofSeconds(5), upstreamTimeout, Duration.ofSeconds(5)),
              program,
              store);
    }

    HttpResponse<InputStream> ask(String route, String body) throws Exception {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + route))
              .header("content-type", "application/json")
              .timeout(Duration.ofSeconds(20))
              .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
              .build(),
          HttpResponse.BodyHandlers.ofInputStream());
    }

    /** The event, once it is there. */
    DecisionEvent event() throws InterruptedException {
      for (int turn = 0; turn < 500 && store.events.isEmpty(); turn++) {
        Thread.sleep(10);
      }
      return store.only();
    }

    @Override
    public void close() throws IOException {
      gateway.close();
      program.close();
      upstream.close();
    }
  }

  private static PolicyProgram program(String pack, FakeUpstream upstream) throws Exception {
    CompiledPack compiled =
        new PackCompiler(PolicyKinds.installed().schemas())
            .compileText(
                new SourceText("streams.pack", pack.replace("BASE_URL", upstream.baseUrl())));
    assertThat(compiled.hasErrors()).as(compiled.diagnostics().toString()).isFalse();
    return PolicyEngines.named(PolicyEngines.DEFAULT)
        .load(
            Objects.requireNonNull(compiled.plan(), "a plan"),
            new EngineOptions(FailMode.BLOCK, new EnvironmentSecrets(Map.of())));
  }

  private static void begin(OutputStream out) throws IOException {
    String head =
        String.join(
            "\r\n",
            "HTTP/1.1 200 X",
            "content-type: text/event-stream; charset=utf-8",
            "connection: close",
            "",
            "");
    out.write(head.getBytes(StandardCharsets.US_ASCII));
  }

  private static void say(OutputStream out, String... events) throws IOException {
    for (String event : events) {
      out.write((event.replace('\'', '"') + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private static String chunk(String delta) {
    return chunk(delta, "null");
  }

  private static String chunk(String delta, String finish) {
    return "data: {'id':'chatcmpl-7','object':'chat.completion.chunk','created':1700000000,"
        + "'model':'gpt-4o','choices':[{'index':0,'delta':"
        + delta
        + ",'finish_reason':"
        + finish
        + "}]}";
  }

  private static String content(String text) {
    return chunk("{'content':'" + text + "'}");
  }

  private static final String USAGE =
      "data: {'id':'chatcmpl-7','object':'chat.completion.chunk','created':1700000000,"
          + "'model':'gpt-4o','choices':[],"
          + "'usage':{'prompt_tokens':9,'completion_tokens':4,'total_tokens':13}}";

  private static final String END = chunk("{}", "'stop'");
  private static final String DONE = "data: [DONE]";
  private static final String CHAT = "/v1/chat/completions";
  private static final String PROMPT =
      "{'model':'gpt-4o','stream':true,'messages':[{'role':'user','content':'Hello'}]}";

  private static String next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith("data: ")) {
      line = lines.readLine();
    }
    return line == null ? "" : line.substring(6);
  }

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** All data of a stream but its {@code [DONE]}. */
  private static List<JsonNode> all(HttpResponse<InputStream> response) throws IOException {
    return all(lines(response));
  }

  private static List<JsonNode> all(BufferedReader lines) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    String data = next(lines);
    while (!data.isEmpty() && !data.equals("[DONE]")) {
      all.add(House.json(data));
      data = next(lines);
    }
    return all;
  }

  private static String texts(List<JsonNode> events, String place) {
    var text = new StringBuilder();
    events.forEach(event -> text.append(event.at(place).asString("")));
    return text.toString();
  }

  @Test
  void theFirstWordsDoNotWaitForTheLast() throws Exception {
    var heard = new CountDownLatch(1);
    try (var trial =
        new Trial(
            "openai",
            (_, out) -> {
              begin(out);
              say(out, chunk("{'role':'assistant','content':''}"), content("Good morning, "));
              assertThat(heard.await(15, TimeUnit.SECONDS)).isTrue();
              say(out, content("captain."), END, USAGE, DONE);
            })) {
      HttpResponse<InputStream> response = trial.ask(CHAT, PROMPT);
      assertThat(response.statusCode()).isEqualTo(200);
      BufferedReader lines = lines(response);
      assertThat(next(lines)).contains("\"role\":\"assistant\"");
      assertThat(next(lines)).contains("\"content\":\"Good ");
      assertThat(trial.store.events).isEmpty();
      heard.countDown();

      var rest = new StringBuilder();
      String data = next(lines);
      while (!data.equals("[DONE]")) {
        rest.append(House.json(data).at("/choices/0/delta/content").asString(""));
        data = next(lines);
      }
      assertThat(rest.toString()).endsWith("captain.");
      DecisionEvent event = trial.event();
      assertThat(event.id())
          .isEqualTo(response.headers().firstValue("x-keeptrail-event-id").orElseThrow());
      assertThat(event.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(event.tags()).containsEntry("delivery", "live");
      assertThat(Objects.requireNonNull(event.usage()).outputTokens()).isEqualTo(4);
      assertThat(trial.upstream.only().body())
          .contains("\"stream\":true")
          .contains("\"include_usage\":true");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void usageIsSaidToThoseWhoAsk(boolean asked) throws Exception {
    try (var trial =
        new Trial(
            "openai",
            (_, out) -> {
              begin(out);
              say(out, content("Hi."), END, USAGE, DONE);
            })) {
      String options = "{'model':'gpt-4o','stream_options':{'include_usage':" + asked + "},";
      List<JsonNode> events = all(trial.ask(CHAT, PROMPT.replace("{'model':'gpt-4o',", options)));

      assertThat(events.getLast().at("/usage/total_tokens").asInt(0)).isEqualTo(asked ? 13 : 0);
      assertThat(texts(events, "/choices/0/delta/content")).isEqualTo("Hi.");
      assertThat(texts(events, "/choices/0/finish_reason")).isEqualTo("stop");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "openai|/v1/chat/completions|'messages':[{'role':'user','content':'x'}]|/choices/0/delta/content",
        "openai|/v1/completions|'prompt':'x'|/choices/0/text",
        "openai|/v1/responses|'input':'x'|/delta",
        "anthropic|/v1/messages|'max_tokens':9,'messages':[{'role':'user','content':'x'}]|/delta/text",
        "anthropic|/v1/chat/completions|'messages':[{'role':'user','content':'x'}]|/choices/0/delta/content",
        "openai|/v1/messages|'max_tokens':9,'messages':[{'role':'user','content':'x'}]|/delta/text",
      })
  void whatIsMaskedIsNeverSeen(String provider, String route, String body, String place)
      throws Exception {
    List<String> pieces = List.of("Write to joe", ".lee@exa", "mple.com or ", "come by ", "today.");
    try (var trial =
        new Trial(
            provider,
            (request, out) -> {
              begin(out);
              say(out, ProviderStreams.of(request.head(), pieces));
            })) {
      HttpResponse<InputStream> response =
          trial.ask(route, "{'model':'gpt-4o','stream':true," + body + "}");
      List<JsonNode> events = all(response);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(texts(events, place)).isEqualTo("Write to [EMAIL] or come by today.");
      assertThat(events.toString()).doesNotContain("joe", "example.com");
      DecisionEvent event = trial.event();
      assertThat(event.verdict()).isEqualTo("redact");
      assertThat(event.transformed()).isTrue();
      assertThat(event.redactions()).hasSize(1);
      assertThat(event.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(event.tags()).containsEntry("delivery", "live");
    }
  }

  @Test
  void eventsThatRepeatTheTextRepeatTheMaskedOne() throws Exception {
    try (var trial =
        new Trial(
            "openai",
            (request, out) -> {
              begin(out);
              say(
                  out,
                  ProviderStreams.of(request.head(), List.of("Ask ", "ann.lee@", "example.com.")));
            })) {
      List<JsonNode> events =
          all(trial.ask("/v1/responses", "{'model':'gpt-4o','stream':true,'input':'x'}"));

      for (String place :
          List.of(
              "/text", "/part/text", "/item/content/0/text", "/response/output/0/content/0/text")) {
        assertThat(texts(events, place)).as(place).contains("Ask [EMAIL].");
      }
      assertThat(events.getLast().path("type").asString("")).isEqualTo("response.completed");
      for (int at = 0; at < events.size(); at++) {
        assertThat(events.get(at).path("sequence_number").asInt(-1)).isEqualTo(at);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/v1/chat/completions,openai", "/v1/messages,anthropic", "/v1/responses,openai"})
  void aRefusalInTheMiddleIsAnErrorThatClientsKnow(String route, String provider) throws Exception {
    List<String> pieces =
        List.of("The key of the ", "harbour office ", "is ", SECRET, " so ", "use it.");
    var heard = new CountDownLatch(1);
    try (var trial =
        new Trial(
            provider,
            (request, out) -> {
              begin(out);
              for (String event : ProviderStreams.of(request.head(), pieces)) {
                if (event.contains(SECRET)) {
                  assertThat(heard.await(15, TimeUnit.SECONDS)).isTrue();
                }
                say(out, event);
              }
            })) {
      HttpResponse<InputStream> response =
          trial.ask(
              route,
              "{'model':'gpt-4o','stream':true,'max_tokens':9,'input':'x',"
                  + "'messages':[{'role':'user','content':'x'}]}");
      BufferedReader lines = lines(response);
      String first = next(lines);
      while (!first.contains("harbour")) {
        first = next(lines);
      }
      heard.countDown();
      List<JsonNode> events = all(lines);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(events.toString()).doesNotContain(SECRET, "use it");
      JsonNode error = events.getLast().path("error");
      assertThat(error.path("reason_code").asString("")).isEqualTo("stops.secret");
      assertThat(error.path("event_id").asString("")).isEqualTo(trial.event().id());
      DecisionEvent event = trial.event();
      assertThat(event.outcome()).isEqualTo(Outcome.OUTPUT_BLOCKED);
      assertThat(event.reasonCode()).isEqualTo("stops.secret");
      assertThat(event.httpStatus()).isEqualTo(200);
      assertThat(event.faults()).isEmpty();
    }
  }

  @Test
  void aRefusalBeforeTheFirstWordIsAnOrdinaryOne() throws Exception {
    try (var trial =
        new Trial(
            "openai",
            (_, out) -> {
              begin(out);
              say(
                  out,
                  chunk(
                      "{'role':'assistant','tool_calls':[{'index':0,'id':'c1','type':'function',"
                          + "'function':{'name':'delete_all','arguments':'{'}}]}"),
                  chunk("{'tool_calls':[{'index':0,'function':{'arguments':'}'}}]}"),
                  chunk("{}", "'tool_calls'"),
                  DONE);
            })) {
      HttpResponse<InputStream> response = trial.ask(CHAT, PROMPT);

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(trial.event().reasonCode()).isEqualTo("calls.deletion");
      assertThat(trial.event().httpStatus()).isEqualTo(409);
    }
  }

  @Test
  void toolCallsComeWhenTheyAreJudged() throws Exception {
    try (var trial =
        new Trial(
            "openai",
            (_, out) -> {
              begin(out);
              say(
                  out,
                  content("One moment. "),
                  chunk(
                      "{'tool_calls':[{'index':0,'id':'c1','type':'function',"
                          + "'function':{'name':'mail','arguments':''}}]}"),
                  chunk(
                      "{'tool_calls':[{'index':1,'id':'c2','type':'function',"
                          + "'function':{'name':'wait','arguments':'{}'}}]}"),
                  chunk("{'tool_calls':[{'index':0,'function':{'arguments':'{\\'to\\':\\'ann@'}}]}")
                      .replace("\\'", "\\\""),
                  chunk("{'tool_calls':[{'index':0,'function':{'arguments':'example.com\\'}'}}]}")
                      .replace("\\'", "\\\""),
                  chunk("{}", "'tool_calls'"),
                  DONE);
            })) {
      List<JsonNode> events = all(trial.ask(CHAT, PROMPT));

      JsonNode calls =
          events.stream()
              .map(event -> event.at("/choices/0/delta/tool_calls"))
              .filter(JsonNode::isArray)
              .findFirst()
              .orElseThrow();
      assertThat(calls.size()).isEqualTo(2);
      assertThat(calls.at("/0/index").asInt(-1)).isZero();
      assertThat(calls.at("/1/function/name").asString("")).isEqualTo("wait");
      assertThat(House.json(calls.at("/0/function/arguments").asString("")).path("to").asString(""))
          .isEqualTo("[EMAIL]");
      assertThat(texts(events, "/choices/0/finish_reason")).isEqualTo("tool_calls");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"closes", "says so", "speaks no JSON"})
  void aProviderThatBreaksOffIsAnError(String how) throws Exception {
    var heard = new CountDownLatch(1);
    try (var trial =
        new Trial(
            "openai",
            (_, out) -> {
              begin(out);
              say(out, content("The first half of "), content("this sentence "));
              assertThat(heard.await(15, TimeUnit.SECONDS)).isTrue();
              switch (how) {
                case "says so" -> say(out, "data: {'error':{'message':'overloaded by ann@x.com'}}");
                case "speaks no JSON" -> say(out, "data: {nonsense");
                default -> {}
              }
            })) {
      BufferedReader lines = lines(trial.ask(CHAT, PROMPT));
      assertThat(next(lines)).contains("assistant");
      assertThat(next(lines)).contains("The first ");
      heard.countDown();
      List<JsonNode> events = all(lines);

      JsonNode error = events.getLast().path("error");
      assertThat(error.path("type").asString("")).isEqualTo("upstream_error");
      assertThat(events.toString()).doesNotContain("overloaded");
      assertThat(texts(events, "/choices/0/finish_reason")).isEmpty();
      assertThat(trial.event().outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
      assertThat(trial.event().coverage()).hasSize(2);
    }
  }

  @Test
  void aCallerThatLeavesStopsTheProvider() throws Exception {
    var gone = new CountDownLatch(1);
    try (var trial =
        new Trial(
            "openai",
            (_, out) -> {
              begin(out);
              try {
                for (int turn = 0; turn < 2_000; turn++) {
                  say(out, content("and on and on "));
                  Thread.sleep(5);
                }
              } catch (IOException _) {
                gone.countDown();
              }
            })) {
      HttpResponse<InputStream> response = trial.ask(CHAT, PROMPT);
      assertThat(next(lines(response))).isNotEmpty();
      response.body().close();

      assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
      DecisionEvent event = trial.event();
      assertThat(event.outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(event.coverage()).hasSize(2);
    }
  }

  @Test
  void theEndWaitsForTheRecord() throws Exception {
    try (var trial =
        new Trial(
            "openai",
            (request, out) -> {
              begin(out);
              say(out, ProviderStreams.of(request.head(), List.of("Hello ", "there.")));
            })) {
      trial.store.failing = true;
      List<JsonNode> events = all(trial.ask(CHAT, PROMPT));

      assertThat(events.getLast().at("/error/code").asString("")).isEqualTo("ledger_unavailable");
      assertThat(texts(events, "/choices/0/finish_reason")).isEmpty();
    }
  }

  @Test
  void anAnswerInOnePieceIsStillAStreamForTheCaller() throws Exception {
    try (var trial =
        new Trial(
            "openai",
            FakeUpstream.fixed(
                200, "application/json", FakeUpstream.completion("ask bob@example.com")))) {
      List<JsonNode> events = all(trial.ask(CHAT, PROMPT));

      assertThat(texts(events, "/choices/0/delta/content")).isEqualTo("ask [EMAIL]");
      assertThat(trial.event().tags()).doesNotContainKey("delivery");
    }
  }

  @ParameterizedTest
  @CsvSource({"429,rate_limit", "500,upstream_error", "401,upstream_error"})
  void aProviderThatRefusesIsAnOrdinaryError(int status, String type) throws Exception {
    try (var trial =
        new Trial("openai", FakeUpstream.fixed(status, "application/json", "{\"error\":{}}"))) {
      HttpResponse<InputStream> response = trial.ask(CHAT, PROMPT);

      String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(response.statusCode()).isEqualTo(status == 429 ? 429 : 502);
      assertThat(House.json(body).at("/error/type").asString("")).isEqualTo(type);
    }
  }

  @Test
  void thoughtsComeBeforeWords() throws Exception {
    try (var trial =
        new Trial(
            "anthropic",
            (_, out) -> {
              begin(out);
              say(out, ProviderStreams.message(List.of("It is ", "noon."), "Let me look."));
            })) {
      List<JsonNode> events =
          all(
              trial.ask(
                  "/v1/messages",
                  "{'model':'c','stream':true,'max_tokens':9,"
                      + "'messages':[{'role':'user','content':'x'}]}"));

      assertThat(texts(events, "/delta/thinking")).isEqualTo("Let me look.");
      assertThat(texts(events, "/delta/signature")).isEqualTo("c2ln");
      assertThat(texts(events, "/delta/text")).isEqualTo("It is noon.");
      assertThat(events.stream().map(event -> event.path("type").asString("")))
          .startsWith("message_start", "content_block_start", "content_block_delta")
          .endsWith("content_block_stop", "message_delta", "message_stop");
      assertThat(events.stream().filter(event -> event.at("/delta/text").isString()).count())
          .isGreaterThan(1);
    }
  }

  @Test
  void aPolicyCanHoldAnswersBack() throws Exception {
    String pack =
        PACK.replace("PROVIDER", "openai")
            .replace(
                "policy stops on output {", "policy stops on output {\n  streaming_mode: buffered");
    try (var trial =
        new Trial(
            pack,
            false,
            FakeUpstream.fixed(
                200, "application/json", FakeUpstream.completion("the key is " + SECRET)))) {
      HttpResponse<InputStream> response = trial.ask(CHAT, PROMPT);

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(trial.upstream.only().body()).doesNotContain("stream");
    }
  }

  @Test
  void silenceIsBroken() throws Exception {
    try (var trial =
        new Trial(
            "openai",
            (request, out) -> {
              begin(out);
              String[] events =
                  ProviderStreams.of(request.head(), List.of("One moment, ", "please."));
              say(out, Arrays.copyOf(events, 2));
              Thread.sleep(11_000);
              say(out, Arrays.copyOfRange(events, 2, events.length));
            },
            Duration.ofSeconds(15))) {
      String all =
          new String(trial.ask(CHAT, PROMPT).body().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(all).containsSubsequence("One ", ": keep-alive\n\n", "please", "[DONE]");
    }
  }
}
