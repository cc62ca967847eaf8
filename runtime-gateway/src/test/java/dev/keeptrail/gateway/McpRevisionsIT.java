package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpStreet.PACK;
import static dev.keeptrail.gateway.McpStreet.body;
import static dev.keeptrail.gateway.McpStreet.call;
import static dev.keeptrail.gateway.McpStreet.message;
import static dev.keeptrail.gateway.McpStreet.respond;
import static dev.keeptrail.gateway.McpStreet.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What clients and servers of one revision of the protocol say that others do not know. */
final class McpRevisionsIT {
  private static final String ICON =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABQAAAAUCAYAAACNiR0NAAAKsGlDQ1B";
  private static final String TOOLS_WITH_ICONS =
      """
      {"tools":[{"name":"a","icons":[{"src":"%s","mimeType":"image/png"}]},
      {"name":"b","icons":[{"src":"https://example.com/ann@example.com.png"}]}]}\
      """
          .formatted(ICON);

  private static final String VERSION = "mcp-protocol-version";

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
  void aRevisionThatBeginsWithInitializeIsSpoken(String revision) throws Exception {
    try (var street = new McpStreet(result("{}"))) {
      assertThat(street.ask(message("ping", "{}"), VERSION, revision).statusCode()).isEqualTo(200);
      assertThat(street.upstream.only().head()).containsIgnoringCase(VERSION + ": " + revision);
    }
  }

  /** Clients read which are spoken, and begin with one of these. */
  @ParameterizedTest
  @ValueSource(strings = {"2027-01-01", "2025-06-17", "DRAFT-2026"})
  void anotherRevisionIsRefusedOnRecordWithThoseThatAreSpoken(String revision) throws Exception {
    try (var street = new McpStreet(result("{}"))) {
      for (String message : new String[] {message("server/discover", "{}"), call("find", "{}")}) {
        var response = street.ask(message, VERSION, revision);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode answer = House.json(response);
        assertThat(answer.path("id").asInt()).isEqualTo(7);
        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32_022);
        assertThat(answer.at("/error/data/supported").valueStream().map(JsonNode::stringValue))
            .containsExactly("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
        DecisionEvent event = street.house.store.events.getLast();
        assertThat(event.reasonCode()).isEqualTo("gateway.protocol_version_not_spoken");
        assertThat(event.verdict()).isEqualTo("block");
      }
      assertThat(street.upstream.received).isEmpty();
    }
  }

  /** A server that reads the body only would take it for a message of that revision. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2026-07-28\" | -32020",
        "\"2025-06-18\" | -32020",
        "\"\" | -32020",
        "20260728 | -32022",
        "null | -32022",
        "[\"2025-11-25\"] | -32022",
      })
  void whatAMessageSaysOfItsRevisionCountsToo(String named, int code) throws Exception {
    String meta = "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":%s}}".formatted(named);
    try (var street = new McpStreet(result("{}"))) {
      var response = street.ask(message("ping", meta), VERSION, "2025-11-25");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(House.json(response).at("/error/code").asInt()).isEqualTo(code);
      assertThat(street.upstream.received).isEmpty();
    }
  }

  @Test
  void aServerSeesNothingThatItCouldAskOfAClient() throws Exception {
    String params =
        """
        {"name":"find","arguments":{"task":"t"},"task":{"ttl":1000},"_meta":{"progressToken":1,\
        "io.modelcontextprotocol/clientCapabilities":{"sampling":{},"elicitation":{"url":{}}}}}\
        """;
    try (var street = new McpStreet(result("{\"content\":[]}"))) {
      assertThat(street.ask(message("tools/call", params)).statusCode()).isEqualTo(200);

      assertThat(House.json(street.upstream.only().body()).path("params"))
          .isEqualTo(
              House.json(
                  """
                  {"name":"find","arguments":{"task":"t"},"_meta":{"progressToken":1}}\
                  """));
      assertThat(street.house.store.only().transformed()).isTrue();
    }
  }

  /** What a server asks of a client does not pass as an answer either. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'result':{'resultType':'input_required','inputRequests':{'a':{'method':'x'}}}",
        "'result':{'content':[],'inputRequests':{}}",
        "'result':{'resultType':'task','task':{'taskId':'1'}}",
        "'result':{'resultType':['complete']}",
        "'error':{'code':-32042,'message':'look','data':{'elicitations':[{'url':'https://a'}]}}",
      })
  void aQuestionIsNoAnswer(String said) throws Exception {
    String answer = "{\"jsonrpc\":\"2.0\",\"id\":7," + said.replace('\'', '"') + "}";
    try (var street =
        new McpStreet((_, out) -> respond(out, 200, "application/json", "", answer))) {
      var response = street.ask(call("find", "{}"));

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(House.json(response).at("/error/data/code").asString())
          .isEqualTo("upstream_invalid_response");
      assertThat(response.body()).doesNotContain("inputRequests", "elicitations", "taskId");
    }
  }

  /** Readers make different numbers of it. */
  @Test
  void anErrorWhoseCodeIsBeyondALongIsNoAnswer() throws Exception {
    String answer =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":9223372036854775808,\"message\":\"no\"}}";
    try (var street =
        new McpStreet((_, out) -> respond(out, 200, "application/json", "", answer))) {
      var response = street.ask(call("find", "{}"));

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(House.json(response).at("/error/data/code").asString())
          .isEqualTo("upstream_invalid_response");
    }
  }

  @Test
  void anAnswerMaySayThatItIsWhole() throws Exception {
    try (var street = new McpStreet(result("{\"resultType\":\"complete\",\"content\":[]}"))) {
      assertThat(street.ask(call("find", "{}")).statusCode()).isEqualTo(200);
    }
  }

  /** Nobody could fetch what they answer. */
  @Test
  void toolsThatAnswerWithTasksOnlyAreLeftOutOfLists() throws Exception {
    String tools =
        """
        {"tools":[{"name":"a","execution":{"taskSupport":"required"}},
        {"name":"b","execution":{"taskSupport":"optional"}},
        {"name":"c","execution":{"taskSupport":"forbidden"}},{"name":"d"}]}\
        """;
    try (var street = new McpStreet(result(tools))) {
      JsonNode listed = House.json(street.ask(message("tools/list", "{}"))).at("/result/tools");

      assertThat(listed.findValuesAsString("name")).containsExactly("b", "c", "d");
      assertThat(street.house.store.only().transformed()).isTrue();
      assertThat(street.house.store.only().verdict()).isEqualTo("allow");
    }
  }

  /** A picture in a definition is looked at by nobody, and the event says so. */
  @ParameterizedTest
  @ValueSource(strings = {"allow", "flag"})
  void iconsInDefinitionsAreMedia(String unscannable) throws Exception {
    String pack = PACK + "gateway: {on_unscannable: " + unscannable + "}\n";
    try (var street = new McpStreet(result(TOOLS_WITH_ICONS), pack)) {
      JsonNode listed = House.json(street.ask(message("tools/list", "{}"))).at("/result/tools");

      assertThat(listed.size()).isEqualTo(2);
      assertThat(listed.toString()).contains(ICON).doesNotContain("ann@example.com");
      DecisionEvent event = street.house.store.only();
      assertThat(event.reasonCode()).isEqualTo("pii_detector.redacted");
      assertThat(event.coverage())
          .anySatisfy(phase ->
              assertThat(phase.unscanned())
                  .anySatisfy(part -> {
                    assertThat(part.pointer()).isEqualTo("/result/tools/0/icons/0/*");
                    assertThat(part.reason()).isEqualTo("image");
                  }));
    }
  }

  /**
   * Whoever lets nothing pass that nobody looked at loses the picture, and not what it is beside.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tools/list | {'tools':[NAMED]} | /result/tools/0",
        "initialize | {'capabilities':{},'serverInfo':NAMED} | /result/serverInfo",
        "tools/call | {'content':[NAMED]} | /result/content/0",
        "prompts/get | {'messages':[{'role':'user','content':NAMED}]} | /result/messages/0/content",
      })
  void iconsAreTakenOutWhereNothingPassesUnread(String method, String result, String owner)
      throws Exception {
    String named = "{'type':'resource_link','name':'a','icons':[{'src':'" + ICON + "'}]}";
    String answered = result.replace("NAMED", named).replace('\'', '"');
    String pack = PACK + "gateway: {on_unscannable: block}\n";
    try (var street = new McpStreet(result(answered), pack)) {
      JsonNode answer =
          House.json(street.ask(message(method, "{\"name\":\"a\",\"arguments\":{}}")));

      assertThat(answer.at(owner).path("name").asString()).as(answer.toString()).isEqualTo("a");
      assertThat(answer.at(owner).has("icons")).isFalse();
      DecisionEvent event = street.house.store.only();
      assertThat(event.verdict()).isNotEqualTo("block");
      assertThat(event.tags()).containsKey("mcp_icons_removed");
    }
  }

  @Test
  void aCallerEndsItsOwnSession() throws Exception {
    try (var street =
        new McpStreet((_, out) ->
            respond(out, 200, "application/json", "mcp-session-id: s-1\r\n", body("{}")))) {
      assertThat(street.end().statusCode()).isEqualTo(404);
      assertThat(street.end("mcp-session-id", "s-1").statusCode()).isEqualTo(404);
      assertThat(street.ask(message("ping", "{}"), "x-user-id", "ana").statusCode()).isEqualTo(200);
      assertThat(street.end("mcp-session-id", "s-1", "x-user-id", "ben").statusCode())
          .isEqualTo(404);
      assertThat(street.upstream.received).hasSize(1);

      var ended = street.end("mcp-session-id", "s-1", "x-user-id", "ana", VERSION, "2025-11-25");
      assertThat(ended.statusCode()).isEqualTo(204);
      assertThat(street.upstream.received.stream().skip(1).findFirst().orElseThrow().head())
          .startsWith("DELETE /v1/mcp ")
          .containsIgnoringCase("mcp-session-id: s-1")
          .containsIgnoringCase(VERSION + ": 2025-11-25")
          .containsIgnoringCase("authorization: Bearer " + House.KEY);
      assertThat(
              street
                  .end("mcp-session-id", "s-1", "x-user-id", "ana", "origin", "https://evil.test")
                  .statusCode())
          .isEqualTo(403);
      assertThat(street.upstream.received).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"405, 405", "404, 404", "500, 502", "202, 204"})
  void aServerMayNotWantSessionsToBeEnded(int status, int seen) throws Exception {
    FakeUpstream.Script server =
        (request, out) -> {
          boolean ends = request.head().startsWith("DELETE");
          respond(
              out,
              ends ? status : 200,
              "application/json",
              ends ? "" : "mcp-session-id: s-1\r\n",
              ends ? "" : body("{}"));
        };
    try (var street = new McpStreet(server)) {
      street.ask(message("ping", "{}"));
      HttpResponse<?> ended = street.end("mcp-session-id", "s-1");
      assertThat(ended.statusCode()).isEqualTo(seen);
      assertThat(ended.headers().firstValue("allow"))
          .isEqualTo(seen == 405 ? Optional.of("POST") : Optional.empty());
    }
  }

  @Test
  void endsOfSessionsCountAsRequests() throws Exception {
    String pack = PACK + "rate_limits: {global: {rpm: 2}}\n";
    try (var street =
        new McpStreet(
            (_, out) ->
                respond(out, 200, "application/json", "mcp-session-id: s-1\r\n", body("{}")),
            pack)) {
      street.ask(message("ping", "{}"));
      assertThat(street.end("mcp-session-id", "s-1").statusCode()).isEqualTo(204);
      assertThat(street.end("mcp-session-id", "s-1").statusCode()).isEqualTo(429);
      assertThat(street.upstream.received).hasSize(2);
    }
  }
}
