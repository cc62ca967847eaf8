package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpStreet.INJECTION;
import static dev.keeptrail.gateway.McpStreet.PACK;
import static dev.keeptrail.gateway.McpStreet.body;
import static dev.keeptrail.gateway.McpStreet.call;
import static dev.keeptrail.gateway.McpStreet.message;
import static dev.keeptrail.gateway.McpStreet.respond;
import static dev.keeptrail.gateway.McpStreet.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Messages to a server of tools, and its answers, through the gateway. */
final class McpIT {
  @Test
  void aCallIsJudgedSentAndItsAnswerJudged() throws Exception {
    try (var street =
        new McpStreet(
            result(
                "{\"content\":[{\"type\":\"text\",\"text\":\"Owner: ann@example.com\"}],\"isError\":false}"))) {
      var response = street.ask(call("find", "{\"mail\":\"bob@example.com\"}"));

      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode answer = House.json(response);
      assertThat(answer.path("id").asInt()).isEqualTo(7);
      assertThat(answer.at("/result/content/0/text").asString()).isEqualTo("Owner: [EMAIL]");
      FakeUpstream.Received sent = street.upstream.only();
      assertThat(House.json(sent.body()).at("/params/arguments/mail").asString())
          .isEqualTo("[EMAIL]");
      assertThat(sent.head())
          .startsWith("POST /v1/mcp ")
          .containsIgnoringCase("authorization: Bearer " + House.KEY)
          .doesNotContain("caller-secret");
      DecisionEvent event = street.house.store.only();
      assertThat(event.route()).isEqualTo("/mcp/files");
      assertThat(event.provider()).isEqualTo("files");
      assertThat(event.verdict()).isEqualTo("redact");
      assertThat(event.transformed()).isTrue();
      assertThat(event.tags()).containsEntry("mcp_method", "tools/call");
      assertThat(response.headers().firstValue("x-keeptrail-event-id")).hasValue(event.id());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete_file",
        "functions.delete_file",
        "files/delete_file",
        "Mcp__a__Delete_file"
      })
  void aCallThatThePackRefusesIsNeverSent(String name) throws Exception {
    try (var street = new McpStreet(result("{\"content\":[]}"))) {
      var response = street.ask(message("tools/call", "{\"name\":\"" + name + "\"}"));

      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode error = House.json(response).path("error");
      assertThat(error.path("code").asInt()).isEqualTo(-32_010);
      assertThat(error.at("/data/reason_code").asString()).isEqualTo("agent_firewall.tool_blocked");
      assertThat(error.at("/data/event_id").asString()).isEqualTo(street.house.store.only().id());
      assertThat(House.json(response).path("id").asInt()).isEqualTo(7);
      assertThat(street.upstream.received).isEmpty();
      assertThat(street.house.store.only().outcome())
          .isEqualTo(DecisionEvent.Outcome.INPUT_BLOCKED);
    }
  }

  @Test
  void anInjectionInAnAnswerStopsThere() throws Exception {
    String text = "{\"content\":[{\"type\":\"text\",\"text\":\"" + INJECTION + "\"}]}";
    try (var street = new McpStreet(result(text))) {
      var response = street.ask(call("find", "{}"));

      assertThat(House.json(response).at("/error/data/policy").asString())
          .isEqualTo("prompt-injection");
      assertThat(response.body()).doesNotContain("previous instructions");
      assertThat(street.house.store.only().outcome())
          .isEqualTo(DecisionEvent.Outcome.OUTPUT_BLOCKED);
    }
  }

  /** A result in pieces, which the pack itself puts together. */
  @Test
  void whatIsRewrittenIsJudgedAsItStandsThen() throws Exception {
    String pack =
        PACK.replace("chain: [", "chain: [request-rewriter, ")
            + "  request-rewriter: {rules: [{name: at, pattern: \"##\", replacement: \"@\"}]}\n";
    String content = "{\"content\":[{\"type\":\"text\",\"text\":\"ann##example.com\"}]}";
    try (var street = new McpStreet(result(content), pack)) {
      var response = street.ask(call("find", "{}"));

      assertThat(response.body()).doesNotContain("ann@");
      assertThat(House.json(response).at("/error/data/reason_code").asString(""))
          .isEqualTo("gateway.rewritten_finding");
    }
  }

  @Test
  void sessionsAndVersionsPassAndCapabilitiesOfOthersDoNot() throws Exception {
    String result =
        """
        {"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true},"resources":{},"logging":{}},\
        "serverInfo":{"name":"files","version":"1"},"instructions":"Ask ann@example.com."}\
        """;
    try (var street =
        new McpStreet((_, out) ->
            respond(out, 200, "application/json", "mcp-session-id: s-1\r\n", body(result)))) {
      var response =
          street.ask(
              message(
                  "initialize",
                  "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"sampling\":{}},"
                      + "\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}"),
              "mcp-session-id",
              "s-0",
              "mcp-protocol-version",
              "2025-06-18");

      assertThat(response.headers().firstValue("mcp-session-id")).hasValue("s-1");
      JsonNode answer = House.json(response).path("result");
      assertThat(answer.path("capabilities").toString())
          .isEqualTo("{\"tools\":{},\"resources\":{}}");
      assertThat(answer.path("instructions").asString()).isEqualTo("Ask [EMAIL].");
      FakeUpstream.Received sent = street.upstream.only();
      assertThat(sent.body()).doesNotContain("sampling");
      assertThat(sent.head())
          .containsIgnoringCase("mcp-session-id: s-0")
          .containsIgnoringCase("mcp-protocol-version: 2025-06-18");
    }
  }

  /** Nobody judges a header, and a session's id is the server's secret, a token of its own even. */
  @Test
  void aSessionIsAPlainIdOrOneThatTheServerHasBegun() throws Exception {
    String token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0." + "Ab3dEf7hIj".repeat(4);
    var assigned = new AtomicReference<>("bob@example.com");
    try (var street =
        new McpStreet((_, out) ->
            respond(
                out,
                200,
                "application/json",
                "mcp-session-id: " + assigned.get() + "\r\n",
                body("{}")))) {
      for (String unknown : List.of("ann@example.com", token)) {
        var refused = street.ask(message("ping", "{}"), "mcp-session-id", unknown);
        assertThat(refused.statusCode()).as("clients begin a new session then").isEqualTo(404);
        assertThat(refused.body()).doesNotContain(unknown);
        assertThat(street.house.store.events.getLast().reasonCode())
            .isEqualTo("gateway.unknown_session");
      }
      assertThat(street.upstream.received).isEmpty();

      var other = street.ask(message("ping", "{}"), "mcp-session-id", "s-1");
      assertThat(other.headers().firstValue("mcp-session-id")).as("somebody's data").isEmpty();
      assigned.set(token);
      var begun = street.ask(message("ping", "{}"));
      assertThat(begun.headers().firstValue("mcp-session-id")).hasValue(token);
      assertThat(street.ask(message("ping", "{}"), "mcp-session-id", token).statusCode())
          .isEqualTo(200);
      assertThat(street.upstream.received).hasSize(3);
    }
  }

  /** To a server all callers are the gateway, so it lets one into the session of another. */
  @Test
  void aSessionThatTheServerHasBegunWithSomebodyElseIsNotFound() throws Exception {
    try (var street =
        new McpStreet((_, out) ->
            respond(out, 200, "application/json", "mcp-session-id: s-1\r\n", body("{}")))) {
      assertThat(street.ask(message("ping", "{}"), "x-user-id", "ana").statusCode()).isEqualTo(200);
      for (String message : List.of(message("ping", "{}"), call("find", "{}"))) {
        var other = street.ask(message, "x-user-id", "ben", "mcp-session-id", "s-1");
        assertThat(other.statusCode()).as(message).isEqualTo(404);
        assertThat(street.house.store.events.getLast().reasonCode())
            .isEqualTo("gateway.unknown_session");
      }
      assertThat(street.upstream.received.size()).isEqualTo(1);
      var own = street.ask(message("ping", "{}"), "x-user-id", "ana", "mcp-session-id", "s-1");
      assertThat(own.statusCode()).isEqualTo(200);
    }
  }

  /** Names in a result are the tool's own, also those that are words of a protocol elsewhere. */
  @ParameterizedTest
  @ValueSource(strings = {"id", "value", "code", "seed", "maximum"})
  void longNumbersOfAToolAreJudgedWhateverTheirName(String name) throws Exception {
    String card = "{\"%s\":4111111111111111}".formatted(name);
    try (var street =
        new McpStreet(result("{\"content\":[],\"structuredContent\":" + card + "}"))) {
      var response = street.ask(call("find", card));

      assertThat(response.body()).doesNotContain("4111111111111111");
      assertThat(street.upstream.only().body()).doesNotContain("4111111111111111");
    }
  }

  /** What is in front of the gateway may let some servers pass only, by their paths. */
  @ParameterizedTest
  @ValueSource(strings = {"/mcp/%66iles", "/mcp/files;a=b", "/mcp//files", "/mcp/FILES"})
  void aServerIsFoundByItsPathAsItIsWritten(String path) throws Exception {
    try (var street = new McpStreet(result("{\"content\":[]}"))) {
      assertThat(street.post(path, call("find", "{}"), McpStreet.BOTH).statusCode()).isEqualTo(404);
      assertThat(street.upstream.received).isEmpty();
    }
  }

  /** A server may take such a name for the one that a rule names. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u200bdelete_file",
        "\uff44elete_file",
        "d\u0435lete_file",
        "de\\u00adlete_file",
        "multi_tool_use.parallel",
        ""
      })
  void aNameThatIsNotWhatItShowsIsNotCalled(String name) throws Exception {
    try (var street = new McpStreet(result("{\"content\":[]}"))) {
      JsonNode error = House.json(street.ask(call(name, "{}"))).path("error");

      assertThat(error.at("/data/reason_code").asString()).isEqualTo("gateway.unreadable_tool");
      assertThat(street.upstream.received).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resources/subscribe",
        "logging/setLevel",
        "sampling/createMessage",
        "tools/delete"
      })
  void otherMethodsAreRefusedOnRecord(String method) throws Exception {
    try (var street = new McpStreet(result("{}"))) {
      var response = street.ask(message(method, "{}"));

      assertThat(House.json(response).at("/error/code").asInt()).isEqualTo(-32_601);
      assertThat(street.upstream.received).isEmpty();
      DecisionEvent event = street.house.store.only();
      assertThat(event.reasonCode()).isEqualTo("gateway.method_not_governed");
      assertThat(event.tags()).containsEntry("mcp_method", method);
    }
  }

  @Test
  void aNotificationIsPassedOnAndAccepted() throws Exception {
    try (var street = new McpStreet((_, out) -> respond(out, 202, "text/plain", "", ""))) {
      var response = street.ask("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(response.body()).isEmpty();
      assertThat(street.upstream.only().body()).doesNotContain("\"id\"");
      assertThat(street.house.store.only().outcome()).isEqualTo(DecisionEvent.Outcome.DELIVERED);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}] | invalid_request",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":4111111111111111,\"method\":\"ping\"} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"method\":\"x\"} | malformed_body",
        "{\"jsonrpc\":\"2.0\", | malformed_body",
      })
  void whatIsNoMessageIsNoExchange(String body, String code) throws Exception {
    try (var street = new McpStreet(result("{}"))) {
      var response = street.ask(body);

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(House.error(response).path("code").asString()).isEqualTo(code);
      assertThat(street.house.store.events).isEmpty();
      assertThat(street.upstream.received).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, 403",
    "null, 403",
    "http://localhost.evil.example:8080, 403",
    "http://localhost:6274, 200",
    "http://127.0.0.1:1, 200",
  })
  void pagesOfOtherHostsAreRefused(String origin, int status) throws Exception {
    try (var street = new McpStreet(result("{}"))) {
      assertThat(street.ask(message("ping", "{}"), "origin", origin).statusCode())
          .isEqualTo(status);
      assertThat(street.upstream.received).hasSize(status == 200 ? 1 : 0);
    }
  }

  @Test
  void everyOriginIsLookedAt() throws Exception {
    try (var street = new McpStreet(result("{}"))) {
      String[] two = {"origin", "http://localhost:6274", "origin", "https://evil.example"};
      assertThat(street.ask(message("ping", "{}"), two).statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, application/json, {}, 404, session_not_found",
    "500, application/json, {}, 502, upstream_error",
    "302, text/plain, x, 502, upstream_redirect",
    "200, text/plain, x, 502, upstream_invalid_response",
    "200, application/json, '{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":{}}', 502, upstream_invalid_response",
    "200, application/json, '{\"jsonrpc\":\"2.0\",\"id\":7}', 502, upstream_invalid_response",
  })
  void whatIsNoAnswerIsSaidToBeNone(int status, String type, String body, int seen, String code)
      throws Exception {
    try (var street = new McpStreet((_, out) -> respond(out, status, type, "", body))) {
      var response = street.ask(message("ping", "{}"));

      assertThat(response.statusCode()).isEqualTo(seen);
      assertThat(House.json(response).at("/error/data/code").asString()).isEqualTo(code);
      assertThat(street.house.store.only().outcome())
          .isEqualTo(DecisionEvent.Outcome.UPSTREAM_ERROR);
    }
  }

  @Test
  void anErrorOfTheServerIsAnAnswer() throws Exception {
    String error =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32602,\"message\":\"no ann@example.com\"}}";
    try (var street = new McpStreet((_, out) -> respond(out, 200, "application/json", "", error))) {
      JsonNode answer = House.json(street.ask(call("find", "{}")));

      assertThat(answer.at("/error/code").asInt()).isEqualTo(-32_602);
      assertThat(answer.at("/error/message").asString()).isEqualTo("no [EMAIL]");
    }
  }

  @Test
  void whatIsNotServedIsSaidSo() throws Exception {
    try (var street = new McpStreet(result("{}"))) {
      assertThat(street.post("/mcp/nobody", message("ping", "{}"), McpStreet.BOTH).statusCode())
          .isEqualTo(404);
      assertThat(street.post("/mcp/sim", message("ping", "{}"), McpStreet.BOTH).statusCode())
          .isEqualTo(404);
      HttpResponse<String> read = street.house.get("/mcp/files");
      assertThat(read.statusCode()).isEqualTo(405);
      assertThat(read.headers().firstValue("allow")).hasValue("POST, DELETE");
      assertThat(street.house.get("/v1/models").body()).doesNotContain("files");
      assertThat(street.house.ask(House.prompt("hi")).statusCode()).isEqualTo(200);
      assertThat(street.upstream.received).isEmpty();
    }
  }

  @Test
  void healthSaysWhetherTheServerAnswered() throws Exception {
    try (var street = new McpStreet((_, out) -> respond(out, 500, "text/plain", "", "broken"))) {
      assertThat(health(street)).isEqualTo("reachable");
      street.ask(message("ping", "{}"));
      assertThat(health(street)).isEqualTo("unreachable");
    }
  }

  private static String health(McpStreet street) throws Exception {
    return House.json(street.house.get("/health")).at("/providers/files").asString();
  }

  @Test
  void callersHaveLimitsHereToo() throws Exception {
    String pack = PACK + "rate_limits: {global: {rpm: 1}}\n";
    try (var street = new McpStreet(result("{}"), pack)) {
      assertThat(street.ask(message("ping", "{}")).statusCode()).isEqualTo(200);
      var second = street.ask(message("ping", "{}"));

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(House.error(second).path("code").asString()).isEqualTo("rate_limited");
      assertThat(second.headers().firstValue("retry-after")).isPresent();
      assertThat(street.upstream.received).hasSize(1);
    }
  }

  @Test
  void whatAToolMaySpendIsCountedOverASession() throws Exception {
    String pack = McpStreet.budgets("find: {max_calls: 2}, read: {max_tokens: 10}");
    FakeUpstream.Script server =
        (_, out) ->
            respond(
                out,
                200,
                "application/json",
                "mcp-session-id: s-1\r\n",
                body("{\"content\":[{\"type\":\"text\",\"text\":\"" + "word ".repeat(8) + "\"}]}"));
    try (var street = new McpStreet(server, pack)) {
      assertThat(street.ask(call("find", "{}")).body()).contains("result");
      assertThat(street.ask(call("find", "{}")).body()).contains("result");
      JsonNode third = House.json(street.ask(call("find", "{}"))).path("error");
      assertThat(third.path("code").asInt()).isEqualTo(-32_010);
      assertThat(third.at("/data/reason_code").asString()).isEqualTo("tool_budget.calls_spent");
      assertThat(street.ask(call("find", "{}"), "mcp-session-id", "invented").body())
          .as("a session that nobody began")
          .contains("tool_budget.calls_spent");
      assertThat(street.ask(call("list", "{}")).body()).as("another tool").contains("result");

      assertThat(street.ask(call("read", "{}"), "mcp-session-id", "s-1").body()).contains("result");
      assertThat(street.ask(call("read", "{}"), "mcp-session-id", "s-1").body())
          .contains("tool_budget.tokens_spent");
      int before = street.upstream.received.size();
      List<Callable<String>> calls =
          Collections.nCopies(
              8, () -> street.ask(call("find", "{}"), "mcp-session-id", "s-1").body());
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<String> answer : threads.invokeAll(calls)) {
          assertThat(answer.get()).containsAnyOf("result", "tool_budget.calls_spent");
        }
      }
      assertThat(street.upstream.received).as("calls at the same time").hasSize(before + 2);
    }
  }
}
