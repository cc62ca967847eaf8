package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.BufferedReader;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
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
@Timeout(180)
final class LiveStreamIT {
  @Test
  void theFirstWordsDoNotWaitForTheLast() throws Exception {
    var heard = new CountDownLatch(1);
    try (var trial =
        new StreamTrial(
            "openai",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  StreamTrial.chunk("{'role':'assistant','content':''}"),
                  StreamTrial.content("Good morning, "));
              assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
              StreamTrial.say(
                  out,
                  StreamTrial.content("captain."),
                  StreamTrial.END,
                  StreamTrial.USAGE,
                  StreamTrial.DONE);
            })) {
      HttpResponse<InputStream> response = trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT);
      assertThat(response.statusCode()).isEqualTo(200);
      BufferedReader lines = StreamTrial.lines(response);
      assertThat(StreamTrial.next(lines)).contains("\"role\":\"assistant\"");
      assertThat(StreamTrial.next(lines)).contains("\"content\":\"Good ");
      assertThat(trial.store.events).isEmpty();
      heard.countDown();

      var rest = new StringBuilder();
      String data = StreamTrial.next(lines);
      while (!data.equals("[DONE]")) {
        rest.append(House.json(data).at("/choices/0/delta/content").asString(""));
        data = StreamTrial.next(lines);
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

  /** Members are part of the answer, and judged; events that nobody can place are not. */
  @ParameterizedTest
  @CsvSource({
    "openai,/v1/chat/completions",
    "openai,/v1/completions",
    "openai,/v1/responses",
    "anthropic,/v1/messages"
  })
  void whatAProtocolDoesNotKnowGoesOutAsItWasJudged(String provider, String route)
      throws Exception {
    String note = ",'x_note':'Write to ann@example.com.'";
    try (var trial =
        new StreamTrial(
            provider,
            (request, out) -> {
              StreamTrial.begin(out);
              for (String event : ProviderStreams.of(request.head(), List.of("Hello ", "there."))) {
                if (event.contains("response.completed") || event.contains("message_delta")) {
                  StreamTrial.say(
                      out, "event: x_event\ndata: {'type':'x_event','text':'Nobody knows what.'}");
                }
                StreamTrial.say(
                    out,
                    event
                        .replace("'finish_reason':'stop'", "'finish_reason':'stop'" + note)
                        .replace("'stop_reason':'end_turn'", "'stop_reason':'end_turn'" + note)
                        .replace("'completed','output'", "'completed'" + note + ",'output'"));
              }
            })) {
      List<JsonNode> events =
          StreamTrial.all(
              trial.ask(
                  route,
                  "{'model':'gpt-4o','stream':true,'max_tokens':9,'input':'x','prompt':'x',"
                      + "'messages':[{'role':'user','content':'x'}]}"));

      assertThat(events.toString())
          .contains("there.", "\"x_note\":\"Write to [EMAIL].\"")
          .doesNotContain("ann@", "Nobody knows");
      assertThat(trial.event().outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(trial.event().redactions()).hasSize(1);
    }
  }

  /** Many clients take texts alone; whoever knows thoughts knows them in lists. */
  @Test
  void wordsBehindThoughtsAreTexts() throws Exception {
    try (var trial =
        new StreamTrial(
            "mistral",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  StreamTrial.chunk(
                      "{'content':[{'type':'thinking','thinking':[{'type':'text','text':'Hm.'}]}]}"),
                  StreamTrial.content("Ask ann@exa"),
                  StreamTrial.content("mple.com."),
                  StreamTrial.END,
                  StreamTrial.DONE);
            })) {
      List<JsonNode> events = StreamTrial.all(trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT));

      assertThat(StreamTrial.texts(events, "/choices/0/delta/content")).isEqualTo("Ask [EMAIL].");
      assertThat(StreamTrial.texts(events, "/choices/0/delta/content/0/thinking/0/text"))
          .isEqualTo("Hm.");
    }
  }

  /** Mistral refuses to be asked, and says it all the same. */
  @ParameterizedTest
  @CsvSource({"openai,false", "openai,true", "mistral,false", "mistral,true"})
  void usageIsSaidToThoseWhoAsk(String provider, boolean asked) throws Exception {
    try (var trial =
        new StreamTrial(
            provider,
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  StreamTrial.content("Hi."),
                  StreamTrial.END,
                  StreamTrial.USAGE,
                  StreamTrial.DONE);
            })) {
      String options = "{'model':'gpt-4o','stream_options':{'include_usage':" + asked + "},";
      List<JsonNode> events =
          StreamTrial.all(
              trial.ask(
                  StreamTrial.CHAT, StreamTrial.PROMPT.replace("{'model':'gpt-4o',", options)));

      assertThat(events.getLast().at("/usage/total_tokens").asInt(0)).isEqualTo(asked ? 13 : 0);
      assertThat(StreamTrial.texts(events, "/choices/0/delta/content")).isEqualTo("Hi.");
      assertThat(StreamTrial.texts(events, "/choices/0/finish_reason")).isEqualTo("stop");
      assertThat(trial.upstream.only().body().contains("stream_options"))
          .isEqualTo(provider.equals("openai"));
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
        new StreamTrial(
            provider,
            (request, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(out, ProviderStreams.of(request.head(), pieces));
            })) {
      HttpResponse<InputStream> response =
          trial.ask(route, "{'model':'gpt-4o','stream':true," + body + "}");
      List<JsonNode> events = StreamTrial.all(response);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(StreamTrial.texts(events, place)).isEqualTo("Write to [EMAIL] or come by today.");
      assertThat(events.toString()).doesNotContain("joe", "example.com");
      DecisionEvent event = trial.event();
      assertThat(event.verdict()).isEqualTo("redact");
      assertThat(event.transformed()).isTrue();
      assertThat(event.redactions()).hasSize(1);
      assertThat(event.outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(event.tags()).containsEntry("delivery", "live");
      assertThat(event.latency().heldMicros()).isPositive();
    }
  }

  @Test
  void eventsThatRepeatTheTextRepeatTheMaskedOne() throws Exception {
    try (var trial =
        new StreamTrial(
            "openai",
            (request, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  ProviderStreams.of(request.head(), List.of("Ask ", "ann.lee@", "example.com.")));
            })) {
      List<JsonNode> events =
          StreamTrial.all(
              trial.ask("/v1/responses", "{'model':'gpt-4o','stream':true,'input':'x'}"));

      for (String place :
          List.of(
              "/text", "/part/text", "/item/content/0/text", "/response/output/0/content/0/text")) {
        assertThat(StreamTrial.texts(events, place)).as(place).contains("Ask [EMAIL].");
      }
      assertThat(events.getLast().path("type").asString("")).isEqualTo("response.completed");
      for (int at = 0; at < events.size(); at++) {
        assertThat(events.get(at).path("sequence_number").asInt(-1)).isEqualTo(at);
      }
    }
  }

  @Test
  void toolCallsComeWhenTheyAreJudged() throws Exception {
    try (var trial =
        new StreamTrial(
            "openai",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  StreamTrial.content("One moment. "),
                  StreamTrial.chunk(
                      "{'tool_calls':[{'index':0,'id':'c1','type':'function',"
                          + "'function':{'name':'mail','arguments':''}}]}"),
                  StreamTrial.chunk(
                      "{'tool_calls':[{'index':1,'id':'c2','type':'function',"
                          + "'function':{'name':'wait','arguments':'{}'}}]}"),
                  StreamTrial.chunk(
                          "{'tool_calls':[{'index':0,'function':{'arguments':'{\\'to\\':\\'ann@'}}]}")
                      .replace("\\'", "\\\""),
                  StreamTrial.chunk(
                          "{'tool_calls':[{'index':0,'function':{'arguments':'example.com\\'}'}}]}")
                      .replace("\\'", "\\\""),
                  StreamTrial.chunk("{}", "'tool_calls'"),
                  StreamTrial.DONE);
            })) {
      List<JsonNode> events = StreamTrial.all(trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT));

      // One in each chunk: some clients take no more.
      List<JsonNode> calls =
          events.stream()
              .map(event -> event.at("/choices/0/delta/tool_calls"))
              .filter(JsonNode::isArray)
              .toList();
      assertThat(calls).hasSize(2).allMatch(one -> one.size() == 1);
      assertThat(calls.getFirst().at("/0/index").asInt(-1)).isZero();
      assertThat(calls.getLast().at("/0/index").asInt(-1)).isOne();
      assertThat(calls.getLast().at("/0/function/name").asString("")).isEqualTo("wait");
      assertThat(
              House.json(calls.getFirst().at("/0/function/arguments").asString(""))
                  .path("to")
                  .asString(""))
          .isEqualTo("[EMAIL]");
      assertThat(StreamTrial.texts(events, "/choices/0/finish_reason")).isEqualTo("tool_calls");
    }
  }

  /** A block that went out cannot be taken back because of what the next one says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'tool_use','id':'c%d','name':'mail','input':{'to':'%s'}}",
        "{'type':'server_tool_use','id':'c%d','name':'web_search','input':{'query':'%s'}}",
        "{'type':'web_search_tool_result','tool_use_id':'c%d','content':[{'type':"
            + "'web_search_result','title':'%s','url':'https://a.example','encrypted_content':''}]}",
        "{'type':'container_upload','file_id':'c%d','x_note':'%s'}"
      })
  void blocksThatGoOutOneByOneAreJudgedOneByOne(String block) throws Exception {
    String pack = StreamTrial.PACK.replace("chain { masks, stops, calls }", "chain { masks }");
    try (var trial =
        new StreamTrial(
            pack.substring(0, pack.indexOf("policy stops")).replace("PROVIDER", "anthropic"),
            true,
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  "event: message_start\ndata: {'type':'message_start','message':{'id':'msg_1',"
                      + "'type':'message','role':'assistant','model':'m','content':[],"
                      + "'stop_reason':null,'stop_sequence':null,"
                      + "'usage':{'input_tokens':3,'output_tokens':1}}}");
              for (int at = 0; at < 2; at++) {
                String text = at == 0 ? "I write to ann@exam" : "ple.com";
                StreamTrial.say(
                    out,
                    "event: content_block_start\ndata: {'type':'content_block_start','index':"
                        + at
                        + ",'content_block':"
                        + block.formatted(at, text)
                        + "}",
                    "event: content_block_stop\ndata: {'type':'content_block_stop','index':"
                        + at
                        + "}");
              }
              StreamTrial.say(
                  out,
                  "event: message_delta\ndata: {'type':'message_delta','delta':{'stop_reason':"
                      + "'end_turn','stop_sequence':null},'usage':{'output_tokens':9}}",
                  "event: message_stop\ndata: {'type':'message_stop'}");
            })) {
      List<JsonNode> events =
          StreamTrial.all(
              trial.ask(
                  "/v1/messages",
                  "{'model':'m','stream':true,'max_tokens':9,'messages':[{'role':'user','content':'x'}]}"));

      assertThat(events.getLast().path("type").asString("")).isEqualTo("message_stop");
      assertThat(trial.event().outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(trial.event().faults()).isEmpty();
    }
  }

  @Test
  void anAnswerInOnePieceIsStillAStreamForTheCaller() throws Exception {
    try (var trial =
        new StreamTrial(
            "openai",
            FakeUpstream.fixed(
                200, "application/json", FakeUpstream.completion("ask bob@example.com")))) {
      List<JsonNode> events = StreamTrial.all(trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT));

      assertThat(StreamTrial.texts(events, "/choices/0/delta/content")).isEqualTo("ask [EMAIL]");
      assertThat(trial.event().tags()).doesNotContainKey("delivery");
    }
  }

  @Test
  void thoughtsComeBeforeWords() throws Exception {
    try (var trial =
        new StreamTrial(
            "anthropic",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(
                  out,
                  ProviderStreams.message(
                      List.of("The bells have rung for noon, ", "and it is time to go."),
                      "Let me look."));
            })) {
      List<JsonNode> events =
          StreamTrial.all(
              trial.ask(
                  "/v1/messages",
                  "{'model':'c','stream':true,'max_tokens':9,"
                      + "'messages':[{'role':'user','content':'x'}]}"));

      assertThat(StreamTrial.texts(events, "/delta/thinking")).isEqualTo("Let me look.");
      assertThat(StreamTrial.texts(events, "/delta/signature")).isEqualTo("c2ln");
      assertThat(StreamTrial.texts(events, "/delta/text"))
          .isEqualTo("The bells have rung for noon, and it is time to go.");
      assertThat(events.stream().map(event -> event.path("type").asString("")))
          .startsWith("message_start", "content_block_start", "content_block_delta")
          .endsWith("content_block_stop", "message_delta", "message_stop");
      assertThat(events.stream().filter(event -> event.at("/delta/text").isString()).count())
          .isGreaterThan(1);
    }
  }

  /** Taken by itself no piece of it is a number; the pack's own words make one of them. */
  @Test
  void whatIsRewrittenIsJudgedBeforeAnyOfItGoesOut() throws Exception {
    try (var trial =
        new StreamTrial(
            """
            language 1
            pack rewriting { version: "1.0.0" }
            provider primary { provider: openai base_url: "BASE_URL" }
            chain { fix, cards }
            policy fix on output {
              rule mail {
                when finding(category under "pii.email")
                then rewrite "fix.mail" { replacement: "1111" }
              }
            }
            policy cards on output {
              rule card { when finding(category == "pci.card") then block "cards.card" }
            }
            """,
            false,
            (request, out) ->
                FakeUpstream.fixed(
                        200,
                        "application/json",
                        FakeUpstream.completion("Pay 4111 1111 ann@example.com 1111 now, please."))
                    .answer(request, out))) {
      HttpResponse<InputStream> response = trial.ask(StreamTrial.CHAT, StreamTrial.PROMPT);

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(trial.event().reasonCode()).isEqualTo("gateway.rewritten_finding");
      assertThat(trial.event().decisivePolicy()).isEqualTo("cards");
    }
  }
}
