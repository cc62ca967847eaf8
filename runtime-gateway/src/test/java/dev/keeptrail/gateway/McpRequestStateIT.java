package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpAlone.call;
import static dev.keeptrail.gateway.McpStreet.body;
import static dev.keeptrail.gateway.McpStreet.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What servers give clients to carry until they ask again. */
final class McpRequestStateIT {
  private static final String STATE =
      "{\\\"mail\\\":\\\"ann@example.com\\\",\\\"n\\\":\\\"\u00e4\\\"}";
  private static final String PLAIN = "{\"mail\":\"ann@example.com\",\"n\":\"\u00e4\"}";

  @TempDir private Path folder;

  /** Answers once it gets back what it gave. */
  private static FakeUpstream.Script server(String state) {
    return McpStreet.answering(
        "requestState",
        "{\"resultType\":\"complete\",\"content\":[]}",
        "{\"resultType\":\"input_required\",\"requestState\":\"" + state + "\"}");
  }

  private static String given(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return House.json(response).at("/result/requestState").asString();
  }

  private static String carrying(String state) {
    return "\"requestState\":\"" + state + "\",";
  }

  @Test
  void nobodyButTheServerReadsIt() throws Exception {
    try (var street = new McpStreet(server(STATE))) {
      String given = given(call(street, "find", ""));
      assertThat(given).startsWith("kt1.").doesNotContain("ann");

      HttpResponse<String> answered = call(street, "find", carrying(given));
      assertThat(House.json(answered).at("/result/content").isArray()).isTrue();
      JsonNode back = House.json(street.upstream.received.stream().toList().getLast().body());
      assertThat(back.at("/params/requestState").asString()).isEqualTo(PLAIN);
      assertThat(street.house.store.events)
          .allSatisfy(event -> assertThat(event.verdict()).isEqualTo("allow"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain text", "kt1.", "kt1.AAAA", "kt1.####", "GIVENA", "KT1.GIVEN", ""})
  void whatTheServerDidNotGiveIsRefused(String state) throws Exception {
    try (var street = new McpStreet(server(STATE))) {
      String given = given(call(street, "find", ""));

      refused(street, call(street, "find", carrying(state.replace("GIVEN", given))));
    }
  }

  private static void refused(McpStreet street, HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(House.json(response).at("/error/code").asInt()).isEqualTo(-32_602);
    assertThat(street.upstream.received).hasSize(1);
    assertThat(street.house.store.events.getLast().reasonCode())
        .isEqualTo("gateway.unknown_request_state");
  }

  @Test
  void itIsOnlyForTheCallerAndTheToolThatItWasGivenFor() throws Exception {
    try (var street = new McpStreet(server(STATE))) {
      String given = given(call(street, "find", "", "x-user-id", "ana"));

      refused(street, call(street, "find", carrying(given), "x-user-id", "ben"));
      refused(street, call(street, "read", carrying(given), "x-user-id", "ana"));
      refused(
          street,
          street.ask(
              McpAlone.message("prompts/get", "\"name\":\"find\"," + carrying(given), "{}"),
              McpAlone.headers("prompts/get", "find", "x-user-id", "ana")));
      refused(
          street,
          street.ask(
              McpAlone.message("tools/list", carrying(given), "{}"),
              McpAlone.headers("tools/list", "", "x-user-id", "ana")));
    }
  }

  @Test
  void whatIsNoTextIsRefused() throws Exception {
    try (var street = new McpStreet(server(STATE))) {
      given(call(street, "find", ""));

      refused(street, call(street, "find", "\"requestState\":{\"a\":1},"));
      refused(street, call(street, "find", "\"requestState\":null,"));
    }
  }

  @ParameterizedTest
  @CsvSource({"65536, 200", "65537, 502"})
  void itHasABound(int length, int status) throws Exception {
    try (var street = new McpStreet(server("a".repeat(length)))) {
      assertThat(call(street, "find", "").statusCode()).isEqualTo(status);
    }
  }

  private static GatewaySettings settings(String key) {
    return House.settings()
        .withSecrets(
            new EnvironmentSecrets(Map.of("KEY", House.KEY, "KEEPTRAIL_MCP_STATE_KEY", key)));
  }

  /** Where several serve the same callers, a call goes on at any of them. */
  @Test
  void gatewaysOfOneKeyOpenWhatTheOthersGave() throws Exception {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    try (var upstream = new FakeUpstream(server(STATE))) {
      var pack = Programs.of(McpStreet.PACK.replace("URL", upstream.baseUrl() + "/mcp"));
      try (var one = new House(settings(key), pack);
          var two = new House(settings(key), pack)) {
        String given = given(ask(one, McpAlone.call("find", "", "{}"), ""));
        HttpResponse<String> answered = ask(two, McpAlone.call("find", carrying(given), "{}"), "");

        assertThat(House.json(answered).at("/result/content").isArray()).isTrue();
      }
    }
  }

  @Test
  void aGatewayWhoseKeyIsNoneDoesNotStart() throws Exception {
    try (var upstream = new FakeUpstream(server(STATE))) {
      var pack = Programs.of(McpStreet.PACK.replace("URL", upstream.baseUrl() + "/mcp"));

      assertThatThrownBy(() -> new House(settings("c2hvcnQ="), pack))
          .isInstanceOf(GatewayStartException.class)
          .hasMessageStartingWith("KEEPTRAIL_MCP_STATE_KEY holds no key")
          .hasMessageNotContaining("c2hvcnQ=");
    }
  }

  /** Revisions with sessions know nothing of it: it is text like any other there. */
  @Test
  void othersDoNotHaveIt() throws Exception {
    try (var street = new McpStreet(server(STATE))) {
      street.ask(
          McpStreet.message(
              "tools/call", "{\"name\":\"find\",\"requestState\":\"ann@example.com\"}"));

      assertThat(street.upstream.only().body())
          .contains("\"requestState\":\"[EMAIL]\"")
          .doesNotContain("ann@example.com");
    }
  }

  /** A person sees what the server said; the caller carries it as ever. */
  @Test
  void aQuestionThatAPersonHasLetThroughCarriesItToo() throws Exception {
    String pack = McpStreet.ruled("tool_call(name == \"roots/list\")", "escalate: asks.any");
    var seen = new AtomicReference<>("");
    var upstream =
        new FakeUpstream((request, out) -> {
          seen.set(request.body());
          String asked =
              "{\"resultType\":\"input_required\",\"requestState\":\"s\","
                  + "\"inputRequests\":{\"r\":{\"method\":\"roots/list\"}}}";
          respond(out, 200, "application/json", "", body(asked));
        });
    try (var office =
        new Office(folder, upstream, Programs.of(pack.replace("URL", upstream.baseUrl())))) {
      String id = House.json(ask(office, "")).at("/error/data/escalation_id").asString();
      office.approve(id);

      JsonNode released = House.json(ask(office, id));
      assertThat(released.at("/result/requestState").asString()).startsWith("kt1.");
      assertThat(upstream.received).hasSize(1);
      assertThat(seen.get()).contains("\"roots\":{}");
    }
  }

  private static HttpResponse<String> ask(Office office, String escalation) throws Exception {
    return ask(office.house, McpAlone.call("find", "", McpAlone.ABLE), escalation);
  }

  private static HttpResponse<String> ask(House house, String body, String escalation)
      throws Exception {
    var request =
        HttpRequest.newBuilder(house.uri("/mcp/files"))
            .header("content-type", "application/json")
            .headers(McpAlone.headers("tools/call", "find"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!escalation.isEmpty()) {
      request.header("x-keeptrail-escalation-id", escalation);
    }
    return Office.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
