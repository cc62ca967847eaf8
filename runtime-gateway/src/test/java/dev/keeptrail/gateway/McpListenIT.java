package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpListening.ALL;
import static dev.keeptrail.gateway.McpListening.TOOLS;
import static dev.keeptrail.gateway.McpListening.event;
import static dev.keeptrail.gateway.McpListening.headers;
import static dev.keeptrail.gateway.McpListening.listen;
import static dev.keeptrail.gateway.McpListening.message;
import static dev.keeptrail.gateway.McpNewsServer.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** News of a server of tools to clients that listen, through the gateway. */
@Timeout(180)
final class McpListenIT {
  private final McpNewsServer server = new McpNewsServer();

  private McpStreet street() throws Exception {
    return new McpStreet(server::answer);
  }

  @Test
  void newsComeWhileTheStreamIsOpenAndAreJudged() throws Exception {
    try (var street = street()) {
      server.acknowledge(ALL);
      Iterator<JsonNode> news = listen(street, ALL);

      JsonNode agreed = news.next();
      assertThat(agreed.path("method").asString())
          .isEqualTo("notifications/subscriptions/acknowledged");
      assertThat(agreed.at("/params/notifications")).isEqualTo(House.json(ALL));
      server.say(TOOLS);
      assertThat(news.next()).isEqualTo(House.json(TOOLS));
      server.say(notice("resources/updated", "\"uri\":\"file:///notes/ann@example.com\""));
      assertThat(news.next().at("/params/uri").asString()).isEqualTo("file:///notes/[EMAIL]");
      server.say(
          notice(
              "resources/updated",
              "\"uri\":\"file:///notes\",\"why\":\"" + McpStreet.INJECTION + "\""));
      server.say(
          "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"resultType\":\"complete\",\"_meta\":{\""
              + McpNewsServer.ID
              + "\":7}}}");
      assertThat(news.next().at("/result/resultType").asString()).isEqualTo("complete");
      assertThat(news.hasNext()).isFalse();

      DecisionEvent event = event(street);
      assertThat(event.outcome()).isEqualTo(DecisionEvent.Outcome.DELIVERED);
      assertThat(event.verdict()).isEqualTo("redact");
      assertThat(event.tags())
          .containsEntry("mcp_method", "subscriptions/listen")
          .containsEntry("mcp_notices", "3")
          .containsEntry("mcp_notices_removed", "1")
          .containsEntry("delivery", "live");
      String asked = street.upstream.only().head().toLowerCase(java.util.Locale.ROOT);
      assertThat(asked).contains("mcp-method: subscriptions/listen");
    }
  }

  /** What a server says and nobody has asked for, or nobody here knows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":{\"_meta\":"
            + "{\"io.modelcontextprotocol/subscriptionId\":\"7\"}}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":{\"_meta\":"
            + "{\"io.modelcontextprotocol/subscriptionId\":8}}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/prompts/list_changed\",\"params\":{\"_meta\":"
            + "{\"io.modelcontextprotocol/subscriptionId\":7}}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"_meta\":"
            + "{\"io.modelcontextprotocol/subscriptionId\":7},\"data\":\"a\"}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"_meta\":"
            + "{\"io.modelcontextprotocol/subscriptionId\":7},\"uri\":\"file:///other\"}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"_meta\":"
            + "{\"io.modelcontextprotocol/subscriptionId\":7},\"uri\":[\"file:///notes\"]}}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"notifications/tools/list_changed\",\"params\":"
            + "{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7}}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sampling/createMessage\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":{}}",
        "[1,2]",
        "{\"jsonrpc\":",
        "7",
      })
  void whatWasNotAskedForIsPassedOver(String message) throws Exception {
    try (var street = street()) {
      server.say(TOOLS);
      server.acknowledge(ALL.replace("{\"tools", "{\"promptsListChanged\":true,\"tools"));
      Iterator<JsonNode> news = listen(street, ALL);

      assertThat(news.next().at("/params/notifications")).isEqualTo(House.json(ALL));
      server.say(message);
      server.acknowledge("{\"promptsListChanged\":true}");
      server.say(TOOLS);
      assertThat(news.next()).isEqualTo(House.json(TOOLS));
    }
  }

  /** One with more texts than are kept is not judged in part. */
  @Test
  void aNoticeThatNobodyCanJudgeWholeIsPassedOver() throws Exception {
    try (var street = street()) {
      server.acknowledge(ALL);
      Iterator<JsonNode> news = listen(street, ALL);
      assertThat(news.next().path("method").asString()).contains("acknowledged");
      server.say(notice("tools/list_changed", "\"why\":[" + "\"a\",".repeat(100_001) + "1]"));
      server.say(TOOLS);

      assertThat(news.next()).isEqualTo(House.json(TOOLS));
    }
  }

  /** In a place where the protocol has something of its own, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"progressToken\":\"ATTACK\"",
        "\"ATTACK\":1",
        "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7,\"ATTACK\":1}",
        "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7,\"a\":{"
            + "\"io.modelcontextprotocol/subscriptionId\":\"ATTACK\"}}",
      })
  void whatAttacksInANoticeIsLeftOutWhereverItStands(String members) throws Exception {
    String meta = members.contains("_meta") ? "" : "\"_meta\":{\"" + McpNewsServer.ID + "\":7},";
    try (var street = street()) {
      server.acknowledge(ALL);
      Iterator<JsonNode> news = listen(street, ALL);
      assertThat(news.next().path("method").asString()).contains("acknowledged");
      server.say(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":{"
              + meta
              + members.replace("ATTACK", McpStreet.INJECTION)
              + "}}");
      server.say(TOOLS);

      assertThat(news.next()).isEqualTo(House.json(TOOLS));
    }
  }

  /** What is asked for beside what anybody here knows is not asked of the server. */
  @Test
  void aServerIsAskedForNothingElse() throws Exception {
    try (var street = street()) {
      server.acknowledge("{\"taskIds\":[\"1\"]}");
      Iterator<JsonNode> news =
          listen(
              street,
              "{\"toolsListChanged\":true,\"taskIds\":[\"1\"],\"promptsListChanged\":\"yes\","
                  + "\"resourceSubscriptions\":[\"file:///ann@example.com\",1]}");

      assertThat(news.next().at("/params/notifications")).isEqualTo(House.json("{}"));
      JsonNode asked = House.json(street.upstream.only().body());
      assertThat(asked.at("/params/notifications"))
          .isEqualTo(
              House.json(
                  "{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"file:///[EMAIL]\"]}"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allowed_tools: [find] | false",
        "blocked_tools: [subscriptions/*] | false",
        "allowed_tools: [find, subscriptions/listen] | true",
      })
  void aPolicySaysWhoMayListenAndClientsAreToldSo(String tools, boolean may) throws Exception {
    String discovered =
        "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{"
            + "\"tools\":{\"listChanged\":true,\"more\":1},\"prompts\":{\"listChanged\":false},"
            + "\"resources\":{\"subscribe\":true,\"listChanged\":true},\"logging\":{}}}";
    String pack = McpStreet.PACK.replace("blocked_tools: [delete_*]", tools);
    try (var street =
        new McpStreet(
            (request, out) -> {
              if (request.body().contains("server/discover")) {
                McpStreet.respond(out, 200, "application/json", "", McpStreet.body(discovered));
              } else {
                server.answer(request, out);
              }
            },
            pack)) {
      HttpResponse<String> told =
          street.ask(
              McpAlone.message("server/discover", "", "{}"),
              McpAlone.headers("server/discover", ""));
      assertThat(House.json(told).at("/result/capabilities"))
          .isEqualTo(
              House.json(
                  may
                      ? "{\"tools\":{\"listChanged\":true},\"prompts\":{},"
                          + "\"resources\":{\"listChanged\":true,\"subscribe\":true}}"
                      : "{\"tools\":{},\"prompts\":{},\"resources\":{}}"));

      server.acknowledge(ALL);
      String first =
          street
              .listen(message(ALL), headers())
              .body()
              .filter(line -> !line.isEmpty())
              .findFirst()
              .orElse("");
      assertThat(first.contains("\"policy\":\"agent-firewall\"")).as(first).isEqualTo(!may);
      assertThat(street.upstream.received).hasSize(may ? 2 : 1);
    }
  }

  @Test
  void aCallerHearsThatAStreamLives() throws Exception {
    try (var street =
        new McpStreet(
            server::answer,
            McpStreet.PACK,
            settings ->
                settings
                    .withSilence(Duration.ofMillis(200))
                    .withTimeouts(Duration.ofSeconds(2), House.PATIENCE, House.PATIENCE))) {
      server.acknowledge(ALL);
      Iterator<String> lines = street.listen(message(ALL), headers()).body().iterator();
      int alive = 0;
      while (alive < 20) {
        alive += lines.next().startsWith(":") ? 1 : 0;
      }
      server.say(TOOLS);
      while (!lines.next().contains("list_changed")) {
        alive++;
      }
      assertThat(alive).isGreaterThanOrEqualTo(20);
    }
  }

  @Test
  void whoTakesNoEventsCannotListen() throws Exception {
    try (var street = street()) {
      HttpResponse<String> response =
          street.post("/mcp/files", message(ALL), "application/json", headers());

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(response.body()).contains("text/event-stream");
      assertThat(street.upstream.received).isEmpty();
    }
  }

  @Test
  void revisionsWithSessionsDoNotHaveIt() throws Exception {
    try (var street = street()) {
      HttpResponse<String> response =
          street.ask(message(ALL).replace(McpAlone.REVISION, "2025-11-25"));

      assertThat(House.json(response).at("/error/code").asInt()).isEqualTo(-32_601);
      assertThat(street.upstream.received).isEmpty();
    }
  }
}
