package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every protocol is judged, asked for in its own words and answered in them. */
final class ProtocolsIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/v1/chat/completions|'messages':[{'role':'user','content':'hello'}]|/choices/0/message/content",
        "/v1/responses|'input':'hello'|/output/0/content/0/text",
        "/v1/messages|'max_tokens':9,'messages':[{'role':'user','content':'hello'}]|/content/0/text",
        "/v1/completions|'prompt':'hello'|/choices/0/text",
      })
  void answersAndLeavesOneEvent(String route, String body, String text) throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> response = ask(house, route, "{'model':'m'," + body + "}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(House.json(response).at(text).asString()).isEqualTo("You said: hello");
      DecisionEvent event = house.store.only();
      assertThat(event.route()).isEqualTo(route);
      assertThat(event.stream()).isFalse();
      assertThat(event.usage()).isNotNull();
      assertThat(event.coverage()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/v1/embeddings|'input':['hello','you']|/data/1/embedding/0",
        "/v1/moderations|'input':'hello'|/results/0/flagged",
        "/v1/messages/count_tokens|'messages':[{'role':'user','content':'hello'}]|/input_tokens",
      })
  void servesTextThatIsAnsweredWithoutText(String route, String body, String place)
      throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> response = ask(house, route, "{'model':'m'," + body + "}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(House.json(response).at(place).isMissingNode()).isFalse();
      assertThat(house.store.only().route()).isEqualTo(route);
      assertThat(house.store.only().upstream()).returns(true, DecisionEvent.Upstream::simulated);
      assertThat(ask(house, route, "{'model':'m','stream':true," + body + "}").statusCode())
          .isEqualTo(422);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/v1/chat/completions|'messages':[{'role':'user','content':'hello'}]|chat.completion.chunk",
        "/v1/responses|'input':'hello'|response.completed",
        "/v1/messages|'max_tokens':9,'messages':[{'role':'user','content':'hello'}]|message_stop",
        "/v1/completions|'prompt':'hello'|text_completion",
      })
  void streamsWhatWasJudged(String route, String body, String word) throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> response = ask(house, route, "{'model':'m','stream':true," + body + "}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type").orElse(""))
          .startsWith("text/event-stream");
      assertThat(response.body()).contains("You said: hello").contains(word).endsWith("\n\n");
      assertThat(events(response)).allMatch(JsonNode::isObject).isNotEmpty();
      assertThat(house.store.only().stream()).isTrue();
      assertThat(house.store.only().upstream()).returns(true, DecisionEvent.Upstream::simulated);
    }
  }

  /** A signed thought cannot be edited, so it goes whole, wherever somebody puts it. */
  @ParameterizedTest
  @ValueSource(strings = {"[%s]", "%s"})
  void aSignedThoughtThatIsMaskedDoesNotGoUp(String content) throws Exception {
    String thought = "{'type':'thinking','thinking':'it is ann@example.com','signature':'x'}";
    String body =
        "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':"
            + content.formatted(thought)
            + "}]}]}";
    try (var upstream = FakeUpstream.answering(200, "application/json", "{}");
        var house =
            new House(
                House.settings(),
                new FakeProgram(
                    List.of(new ProviderPlan("t", "anthropic", null, upstream.baseUrl(), null))))) {
      ask(house, "/v1/messages", body);

      assertThat(upstream.only().body()).contains("'content':[]".replace('\'', '"'));
    }
  }

  @Test
  void tokensOfMessagesAreCountedByThoseWhoSpeakThem() throws Exception {
    String body = "{'model':'m','messages':[{'role':'user','content':'x'}]}";
    try (var upstream = FakeUpstream.saying("hello");
        var house = House.before(upstream)) {
      HttpResponse<String> response = ask(house, "/v1/messages/count_tokens", body);

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(House.error(response).path("code").asString()).isEqualTo("protocol_not_served");
      assertThat(upstream.received).isEmpty();
    }
  }

  @Test
  void aModerationNeedsNoModel() throws Exception {
    String answer = "{\"id\":\"r\",\"model\":\"omni-moderation-latest\",\"results\":[]}";
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house = House.before(upstream)) {
      assertThat(ask(house, "/v1/moderations", "{'input':'x'}").statusCode()).isEqualTo(200);
      assertThat(House.json(upstream.only().body()).path("model").asString())
          .isEqualTo("omni-moderation-latest");
      assertThat(house.store.only().model()).isEqualTo("omni-moderation-latest");
    }
  }

  @Test
  void asksTheProviderAtThePathOfTheProtocolForAWholeAnswer() throws Exception {
    String answer =
        "{\"id\":\"r\",\"object\":\"response\",\"model\":\"m\",\"output\":[],\"status\":\"completed\"}";
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house = House.before(upstream)) {
      assertThat(
              ask(house, "/v1/responses", "{'model':'m','input':'x','stream':true}").statusCode())
          .isEqualTo(200);
      assertThat(upstream.only().head()).startsWith("POST /v1/responses ");
      assertThat(upstream.only().body()).isEqualTo("{\"model\":\"m\",\"input\":\"x\"}");
    }
  }

  @Test
  void refusesInAnthropicsWordsWhereAnthropicsClientsAsk() throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> response = ask(house, "/v1/messages", "{'model':'m','messages':[]}");

      assertThat(response.statusCode()).isEqualTo(422);
      JsonNode body = House.json(response);
      assertThat(body.path("type").asString()).isEqualTo("error");
      assertThat(body.at("/error/type").asString()).isEqualTo("invalid_request_error");
      assertThat(body.at("/error/param").asString()).isEqualTo("/messages");
      assertThat(body.path("request_id").asString()).startsWith("req_");
      assertThat(house.store.events).isEmpty();
    }
  }

  @Test
  void anAnswerOfAnotherProtocolIsNone() throws Exception {
    String answer = "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}";
    try (var upstream = FakeUpstream.answering(200, "application/json", answer);
        var house = House.before(upstream)) {
      HttpResponse<String> response =
          ask(house, "/v1/messages", "{'model':'m','messages':[{'role':'user','content':'x'}]}");

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(House.json(response).at("/error/message").asString())
          .contains("not a chat completion");
      assertThat(house.store.only().upstream())
          .isEqualTo(new DecisionEvent.Upstream(200, "invalid_response", null));
    }
  }

  @ParameterizedTest
  @CsvSource({"ALLOW,200,", "FLAG,200,token_ids", "BLOCK,409,"})
  void tokensOfAPromptAreUnscannable(OnUnscannable choice, int status, @Nullable String tag)
      throws Exception {
    var plan = new GatewayPlan(409, choice);
    var program = new FakeProgram(List.of(House.simulatedTarget()), plan, true);
    try (var house = new House(House.settings(), program)) {
      HttpResponse<String> response = ask(house, "/v1/embeddings", "{'model':'m','input':[1,2]}");

      assertThat(response.statusCode()).isEqualTo(status);
      DecisionEvent event = house.store.only();
      assertThat(event.tags().get("unscannable")).isEqualTo(tag);
      assertThat(event.coverage().getFirst().unscanned())
          .containsExactly(new DecisionEvent.UnscannedPart("/input", "token_ids"));
      assertThat(event.reasonCode().equals("gateway.unscannable_part")).isEqualTo(status == 409);
    }
  }

  private static List<JsonNode> events(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
        .map(line -> House.json(line.substring(6)))
        .toList();
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
