package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Callers of one protocol before targets of the other. */
final class TranslationIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String MESSAGE =
      """
      {'id':'msg_1','type':'message','role':'assistant','model':'claude-x','content':[\
      {'type':'text','text':'Write to jo@example.com. '},\
      {'type':'tool_use','id':'t1','name':'send','input':{'to':'jo@example.com','n':2}},\
      {'type':'tool_use','id':'t2','name':'wait','input':{}}],\
      'stop_reason':'tool_use','stop_sequence':null,\
      'usage':{'input_tokens':10,'cache_read_input_tokens':5,'output_tokens':7}}\
      """;

  @Test
  void anOpenAiClientIsServedByAnAnthropicTarget() throws Exception {
    String tool = "{'type':'function','function':{'name':'send','parameters':{'type':'object'}}}";
    try (var upstream = answering(MESSAGE);
        var house = house("anthropic", upstream)) {
      HttpResponse<String> response =
          ask(
              house,
              "/v1/chat/completions",
              "{'model':'claude-x','max_tokens':50,'temperature':0.5,'stop':'END','messages':["
                  + "{'role':'system','content':'Be brief.'},"
                  + "{'role':'user','content':'mail me at ann@example.com'}],"
                  + "'tools':["
                  + tool
                  + "],'tool_choice':'required','parallel_tool_calls':false}");

      assertThat(upstream.only().body())
          .isEqualTo(
              ("{'model':'claude-x','max_tokens':50,"
                      + "'system':[{'type':'text','text':'Be brief.'}],"
                      + "'messages':[{'role':'user','content':'mail me at [EMAIL]'}],"
                      + "'temperature':0.5,'stop_sequences':['END'],"
                      + "'tools':[{'name':'send','input_schema':{'type':'object'}}],"
                      + "'tool_choice':{'type':'any','disable_parallel_tool_use':true}}")
                  .replace('\'', '"'));
      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode answer = House.json(response);
      assertThat(answer.at("/object").asString()).isEqualTo("chat.completion");
      JsonNode message = answer.at("/choices/0/message");
      assertThat(message.path("content").asString()).isEqualTo("Write to [EMAIL]. ");
      assertThat(House.json(message.at("/tool_calls/0/function/arguments").asString()))
          .isEqualTo(House.json("{\"to\":\"[EMAIL]\",\"n\":2}"));
      assertThat(message.at("/tool_calls/1/function/arguments").asString()).isEqualTo("{}");
      assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
      assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(15);
      assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(5);
      DecisionEvent event = house.store.only();
      assertThat(event.route()).isEqualTo("/v1/chat/completions");
      assertThat(Objects.requireNonNull(event.upstream()).model()).isEqualTo("claude-x");
      assertThat(Objects.requireNonNull(event.usage()).inputTokens()).isEqualTo(15);
      assertThat(event.findings())
          .extracting(finding -> finding.place().pointer())
          .contains("/messages/1/content", "/choices/0/message/content");
    }
  }

  @Test
  void anAnthropicClientIsServedByAnOpenAiTarget() throws Exception {
    try (var upstream =
            answering(FakeUpstream.completion("It is jo@example.com").replace('"', '\''));
        var house = house("openai", upstream)) {
      HttpResponse<String> response =
          ask(
              house,
              "/v1/messages",
              "{'model':'gpt-x','max_tokens':50,'system':'Be brief.','messages':["
                  + "{'role':'user','content':[{'type':'text','text':'who?'},"
                  + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'QUJD'}}]},"
                  + "{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'find','input':{'q':'x'}}]},"
                  + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':'found'}]}]}");

      assertThat(House.json(upstream.only().body()))
          .isEqualTo(
              House.json(
                  ("{'model':'gpt-x','max_completion_tokens':50,'messages':["
                          + "{'role':'system','content':'Be brief.'},"
                          + "{'role':'user','content':[{'type':'text','text':'who?'},"
                          + "{'type':'image_url','image_url':{'url':'data:image/png;base64,QUJD'}}]},"
                          + "{'role':'assistant','content':null,'tool_calls':[{'id':'t1','type':'function',"
                          + "'function':{'name':'find','arguments':'{\\\"q\\\":\\\"x\\\"}'}}]},"
                          + "{'role':'tool','tool_call_id':'t1','content':'found'}]}")
                      .replace('\'', '"')));
      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode answer = House.json(response);
      assertThat(answer.path("type").asString()).isEqualTo("message");
      assertThat(answer.at("/content/0/text").asString()).isEqualTo("It is [EMAIL]");
      assertThat(answer.path("stop_reason").asString()).isEqualTo("end_turn");
      assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(800);
      assertThat(answer.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(200);
      assertThat(house.store.only().findings())
          .extracting(finding -> finding.place().pointer())
          .contains("/content/0/text");
    }
  }

  @Test
  void aStreamIsMadeFromTheTranslatedAnswer() throws Exception {
    try (var upstream = answering(MESSAGE);
        var house = house("anthropic", upstream)) {
      HttpResponse<String> response =
          ask(
              house,
              "/v1/chat/completions",
              "{'model':'m','stream':true,'messages':[{'role':'user','content':'x'}]}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("chat.completion.chunk").contains("[EMAIL]");
      assertThat(response.body()).doesNotContain("jo@example.com").endsWith("data: [DONE]\n\n");
      assertThat(upstream.only().body()).doesNotContain("stream");
    }
  }

  @Test
  void whatCannotBeSaidIsRefusedAndNothingIsAsked() throws Exception {
    try (var upstream = answering(MESSAGE);
        var house = house("anthropic", upstream)) {
      HttpResponse<String> response =
          ask(
              house,
              "/v1/chat/completions",
              "{'model':'m','seed':1,'messages':[{'role':'user','content':'x'}]}");

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(House.error(response).path("code").asString()).isEqualTo("untranslatable");
      assertThat(House.error(response).path("param").asString()).isEqualTo("/seed");
      assertThat(upstream.received).isEmpty();
      DecisionEvent event = house.store.only();
      assertThat(event.outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
      assertThat(event.upstream())
          .isEqualTo(new DecisionEvent.Upstream(null, "untranslatable", null));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/v1/responses|'input':'x'",
        "/v1/completions|'prompt':'x'",
        "/v1/embeddings|'input':'x'",
        "/v1/moderations|'input':'x'",
      })
  void otherProtocolsAreNotServedByAnthropic(String route, String body) throws Exception {
    try (var upstream = answering(MESSAGE);
        var house = house("anthropic", upstream)) {
      HttpResponse<String> response = ask(house, route, "{'model':'m'," + body + "}");

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(House.error(response).path("code").asString()).isEqualTo("protocol_not_served");
      assertThat(upstream.received).isEmpty();
      assertThat(house.store.events).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'content':[{'type':'server_tool_use','id':'s'}],'stop_reason':'end_turn'",
        "'content':[{'type':'text','text':'x'}],'stop_reason':'pause_turn'",
        "'content':'x','stop_reason':'end_turn'",
      })
  void anAnswerThatCannotBeSaidIsNone(String parts) throws Exception {
    try (var upstream = answering("{'id':'m','type':'message','role':'assistant'," + parts + "}");
        var house = house("anthropic", upstream)) {
      HttpResponse<String> response =
          ask(
              house,
              "/v1/chat/completions",
              "{'model':'m','messages':[{'role':'user','content':'x'}]}");

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(House.error(response).path("code").asString())
          .isEqualTo("upstream_invalid_response");
    }
  }

  @Test
  void anAnswerIsJudgedAsTheCallerWillReadIt() throws Exception {
    try (var upstream = answering(MESSAGE.replace("Write to", "BLOCK-ME"));
        var house = house("anthropic", upstream)) {
      HttpResponse<String> response =
          ask(
              house,
              "/v1/chat/completions",
              "{'model':'m','messages':[{'role':'user','content':'x'}]}");

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(House.error(response).path("code").asString()).isEqualTo("output_blocked");
    }
  }

  private static FakeUpstream answering(String answer) throws Exception {
    return FakeUpstream.answering(200, "application/json", answer.replace('\'', '"'));
  }

  private static House house(String kind, FakeUpstream upstream) throws Exception {
    var plan =
        new ProviderPlan("primary", kind, null, upstream.baseUrl(), new SecretRef.Env("KEY"));
    return new House(House.settings(), new FakeProgram(List.of(plan)));
  }

  private static HttpResponse<String> ask(House house, String route, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(house.uri(route))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
