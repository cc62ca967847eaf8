package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpAlone.headers;
import static dev.keeptrail.gateway.McpAlone.message;
import static dev.keeptrail.gateway.McpAlone.meta;
import static dev.keeptrail.gateway.McpStreet.body;
import static dev.keeptrail.gateway.McpStreet.respond;
import static dev.keeptrail.gateway.McpStreet.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** MCP's revision in which each message stands for itself. */
final class McpStatelessIT {
  private static final String CONTENT = "{\"resultType\":\"complete\",\"content\":[]}";

  @Test
  void whatIsJudgedGoesOnWithHeadersThatAreMadeOfIt() throws Exception {
    String uri = "file:///\u00e4/ann@example.com";
    String asked = message("resources/read", "\"uri\":\"" + uri + "\",", "{}");
    String name = "=?base64?ZmlsZTovLy/DpC9hbm5AZXhhbXBsZS5jb20=?=";
    try (var street = new McpStreet(result("{\"resultType\":\"complete\",\"contents\":[]}"))) {
      var response =
          street.ask(
              asked, headers("resources/read", name, "mcp-session-id", "s-1", "mcp-param-x", "y"));

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      var sent = street.upstream.only();
      assertThat(House.json(sent.body()).at("/params/uri").asString())
          .isEqualTo("file:///\u00e4/[EMAIL]");
      assertThat(sent.head())
          .containsIgnoringCase("mcp-protocol-version: 2026-07-28\r\n")
          .containsIgnoringCase("mcp-method: resources/read\r\n")
          .containsIgnoringCase("mcp-name: =?base64?ZmlsZTovLy/DpC9bRU1BSUxd?=\r\n")
          .doesNotContainIgnoringCase("mcp-session-id")
          .doesNotContainIgnoringCase("mcp-param-x")
          .doesNotContain("caller-secret");
      DecisionEvent event = street.house.store.only();
      assertThat(event.tags())
          .containsEntry("mcp_method", "resources/read")
          .containsEntry("mcp_revision", "2026-07-28");
    }
  }

  /** Which of them somebody goes by who stands before a server, or the server, nobody knows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| tools/call | find",
        "2025-11-25 | tools/call | find",
        "2026-07-28 | | find",
        "2026-07-28 | tools/list | find",
        "2026-07-28 | Tools/call | find",
        "2026-07-28 | tools/call, tools/call | find",
        "2026-07-28 | tools/call |",
        "2026-07-28 | tools/call | other",
        "2026-07-28 | tools/call | =?base64?b3RoZXI=?=",
        "2026-07-28 | tools/call | =?base64?ZmluZA?=",
        "2026-07-28 | tools/call | =?base64?ZmluZ!==?=",
        "2026-07-28 | tools/call | =?BASE64?ZmluZA==?=",
      })
  void headersThatSaySomethingElseAreRefused(String version, String method, String name)
      throws Exception {
    try (var street = new McpStreet(result(CONTENT))) {
      var response =
          street.ask(
              McpAlone.call("find", "", "{}"),
              present("mcp-protocol-version", version, "mcp-method", method, "mcp-name", name));

      refused(street, response, -32_020, "gateway.header_mismatch");
      assertThat(response.body()).doesNotContain("other");
    }
  }

  private static String[] present(String... headers) {
    var all = new ArrayList<String>();
    for (int at = 0; at < headers.length; at += 2) {
      if (headers[at + 1] != null) {
        all.add(headers[at]);
        all.add(headers[at + 1]);
      }
    }
    return all.toArray(String[]::new);
  }

  private static void refused(
      McpStreet street, HttpResponse<String> response, int code, String reason) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    JsonNode answer = House.json(response);
    assertThat(answer.path("id").asInt()).isEqualTo(7);
    assertThat(answer.at("/error/code").asInt()).as(response.body()).isEqualTo(code);
    assertThat(street.upstream.received).isEmpty();
    DecisionEvent event = street.house.store.events.getLast();
    assertThat(event.reasonCode()).isEqualTo(reason);
    assertThat(event.verdict()).isEqualTo("block");
  }

  /** A header that comes twice is not one that anybody can rely on. */
  @ParameterizedTest
  @CsvSource({"mcp-method, tools/list", "mcp-name, delete_all", "mcp-protocol-version, 2025-11-25"})
  void aHeaderThatComesTwiceIsRefused(String name, String value) throws Exception {
    try (var street = new McpStreet(result(CONTENT))) {
      var response =
          street.ask(McpAlone.call("find", "", "{}"), headers("tools/call", "find", name, value));

      refused(street, response, -32_020, "gateway.header_mismatch");
    }
  }

  /** What is called only beside the message is not called. */
  @Test
  void aToolThatOnlyTheHeaderNamesIsRefused() throws Exception {
    try (var street = new McpStreet(result(CONTENT))) {
      var response =
          street.ask(message("tools/call", "", "{}"), headers("tools/call", "delete_all"));

      refused(street, response, -32_020, "gateway.header_mismatch");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'_meta':{}}",
        "{'_meta':[]}",
        "{'_meta':{'io.modelcontextprotocol/clientCapabilities':{}}}",
        "{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}}",
        "{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':[]}}",
        "{'_META':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{}}}",
      })
  void aMessageThatDoesNotSayWhatItHasToIsRefused(String params) throws Exception {
    try (var street = new McpStreet(result(CONTENT))) {
      var response =
          street.ask(
              McpStreet.message("tools/list", params.replace('\'', '"')),
              headers("tools/list", ""));

      refused(street, response, -32_602, "gateway.message_incomplete");
    }
  }

  @Test
  void aRevisionThatIsNotSpokenIsNamedInTheAnswer() throws Exception {
    String asked = message("server/discover", "", "{}").replace("2026-07-28", "v9");
    try (var street = new McpStreet(result(CONTENT))) {
      var response =
          street.ask(asked, "mcp-protocol-version", "v9", "mcp-method", "server/discover");

      refused(street, response, -32_022, "gateway.protocol_version_not_spoken");
      assertThat(House.json(response).at("/error/data/requested").asString()).isEqualTo("v9");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "initialize",
        "ping",
        "subscriptions/else",
        "logging/setLevel",
        "tasks/get",
        "sampling/createMessage"
      })
  void methodsThatItDoesNotHaveOrNobodyJudgesAreNotFound(String method) throws Exception {
    try (var street = new McpStreet(result("{}"))) {
      var response = street.ask(message(method, "", "{}"), headers(method, ""));

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(House.json(response).at("/error/code").asInt()).isEqualTo(-32_601);
      assertThat(House.json(response).path("id").asInt()).isEqualTo(7);
      assertThat(street.upstream.received).isEmpty();
      assertThat(street.house.store.only().reasonCode()).isEqualTo("gateway.method_not_governed");
    }
  }

  @Test
  void othersDoNotHaveItsMethods() throws Exception {
    try (var street = new McpStreet(result("{}"))) {
      var response = street.ask(McpStreet.message("server/discover", "{}"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(House.json(response).at("/error/code").asInt()).isEqualTo(-32_601);
      assertThat(street.upstream.received).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"notifications/cancelled, 202", "notifications/initialized, 409"})
  void noNotificationIsPassedOn(String method, int status) throws Exception {
    String asked = "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":{}}";
    try (var street = new McpStreet(result("{}"))) {
      var response = street.ask(asked, "mcp-protocol-version", McpAlone.REVISION);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(street.upstream.received).isEmpty();
    }
  }

  @Test
  void thereAreNoSessions() throws Exception {
    try (var street =
        new McpStreet((_, out) ->
            respond(out, 200, "application/json", "mcp-session-id: s-1\r\n", body(CONTENT)))) {
      var response = McpAlone.call(street, "find", "", "mcp-session-id", "ann@example.com");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("mcp-session-id")).isEmpty();
      assertThat(street.upstream.only().head()).doesNotContainIgnoringCase("mcp-session-id");
      var ended = street.end("mcp-protocol-version", McpAlone.REVISION, "mcp-session-id", "s-1");
      assertThat(ended.statusCode()).isEqualTo(405);
      assertThat(street.upstream.received).hasSize(1);
    }
  }

  /** Whatever session a caller names: it would only have to name another one. */
  @Test
  void callsCountInTheCallersConversationWithTheServer() throws Exception {
    String pack = McpStreet.budgets("find: {max_calls: 2}");
    try (var street = new McpStreet(result(CONTENT), pack)) {
      for (int call = 0; call < 2; call++) {
        assertThat(McpAlone.call(street, "find", "", "mcp-session-id", "s-" + call).body())
            .contains("result");
      }
      var over = McpAlone.call(street, "find", "", "mcp-session-id", "s-9");
      assertThat(House.json(over).at("/error/data/policy").asString()).isEqualTo("tool-budget");
      assertThat(McpAlone.call(street, "find", "", "x-user-id", "ben").body()).contains("result");
      assertThat(street.upstream.received).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | {}",
        "{'sampling':{'tools':{},'context':{}}} | {'sampling':{}}",
        "{'elicitation':{}} | {'elicitation':{'form':{}}}",
        "{'elicitation':{'form':{},'url':{}}} | {'elicitation':{'form':{}}}",
        "{'elicitation':{'url':{}}} | {}",
        "{'elicitation':true,'roots':[]} | {}",
        "{'roots':{'listChanged':true}} | {'roots':{}}",
        "{'tasks':{},'experimental':{'a':{}},'extensions':{'io.modelcontextprotocol/tasks':{}}}|{}",
      })
  void aServerSeesOnlyWhatItMayAskFor(String says, String seen) throws Exception {
    try (var street = new McpStreet(result(CONTENT))) {
      String asked =
          McpAlone.call("find", "\"task\":{},", says.replace('\'', '"'))
              .replace("\"_meta\":{", "\"_meta\":{\"io.modelcontextprotocol/logLevel\":\"debug\",");
      var response = street.ask(asked, headers("tools/call", "find"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(House.json(street.upstream.only().body()).path("params"))
          .isEqualTo(House.json("{\"name\":\"find\"," + meta(seen.replace('\'', '"')) + "}"));
      assertThat(street.house.store.only().transformed()).isTrue();
    }
  }

  /** Only calls can be answered with a question. */
  @Test
  void otherMethodsOfferNothing() throws Exception {
    try (var street = new McpStreet(result("{\"resultType\":\"complete\",\"tools\":[]}"))) {
      street.ask(message("tools/list", "", McpAlone.ABLE), headers("tools/list", ""));

      assertThat(street.upstream.only().body()).contains(meta("{}"));
    }
  }

  @Test
  void whoHangsUpTakesTheRequestBack() throws Exception {
    var asked = new CountDownLatch(1);
    var cut = new CountDownLatch(1);
    FakeUpstream.Script server =
        (_, out) -> {
          out.write(
              "HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
          asked.countDown();
          try {
            for (int wait = 0; wait < 3_000; wait++) {
              out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
              out.flush();
              Thread.sleep(20);
            }
          } catch (IOException _) {
            cut.countDown();
          }
        };
    try (var street = new McpStreet(server)) {
      byte[] message = McpAlone.call("find", "", "{}").getBytes(StandardCharsets.UTF_8);
      String head =
          """
          POST /mcp/files HTTP/1.1
          host: localhost
          content-type: application/json
          accept: application/json, text/event-stream
          mcp-protocol-version: 2026-07-28
          mcp-method: tools/call
          mcp-name: find
          content-length: %d

          """
              .formatted(message.length)
              .replace("\n", "\r\n");
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), street.house.gateway.port())) {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(message);
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(cut.await(60, TimeUnit.SECONDS)).isTrue();
      while (street.house.store.events.isEmpty()) {
        Thread.sleep(10);
      }
      DecisionEvent event = street.house.store.only();
      assertThat(event.outcome()).isEqualTo(DecisionEvent.Outcome.CANCELLED);
      assertThat(event.httpStatus()).isEqualTo(499);
      assertThat(event.tags()).doesNotContainKey("cut_by");
    }
  }
}
