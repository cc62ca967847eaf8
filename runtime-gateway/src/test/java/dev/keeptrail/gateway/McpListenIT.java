package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpNewsServer.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.exchange.ListenBounds;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** News of a server of tools to clients that listen, through the gateway. */
@Timeout(180)
final class McpListenIT {
  private static final String ALL =
      "{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"file:///notes\"]}";
  private static final String TOOLS = notice("tools/list_changed", "");

  private final McpNewsServer server = new McpNewsServer();

  private McpStreet street() throws Exception {
    return new McpStreet(server::answer);
  }

  private static String message(String filter) {
    return McpAlone.message("subscriptions/listen", "\"notifications\":" + filter + ",", "{}");
  }

  private static String[] headers() {
    return McpAlone.headers("subscriptions/listen", "");
  }

  private static Iterator<JsonNode> listen(McpStreet street, String filter) throws Exception {
    return messages(street.listen(message(filter), headers()));
  }

  private static Iterator<JsonNode> messages(HttpResponse<Stream<String>> response) {
    return response
        .body()
        .filter(line -> line.startsWith("data: "))
        .map(line -> House.json(line.substring(6)))
        .iterator();
  }

  private static DecisionEvent event(McpStreet street) throws InterruptedException {
    long end = System.nanoTime() + House.PATIENCE.toNanos();
    while (street.house.store.events.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    return street.house.store.only();
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
  void whoHasHeardEnoughHangsUpAndSoDoesTheGateway() throws Exception {
    try (var street = street()) {
      server.acknowledge(ALL);
      HttpResponse<Stream<String>> response = street.listen(message(ALL), headers());
      Iterator<JsonNode> news = messages(response);
      assertThat(news.next().path("method").asString()).contains("acknowledged");
      response.body().close();

      assertThat(server.left.await(60, TimeUnit.SECONDS)).isTrue();
      DecisionEvent event = event(street);
      assertThat(event.outcome()).isEqualTo(DecisionEvent.Outcome.DELIVERED);
      assertThat(event.tags()).containsEntry("cut_by", "caller").containsEntry("mcp_notices", "0");
    }
  }

  /** The official client says so in a message, too. */
  @Test
  void aClientMaySayThatItHasHeardEnough() throws Exception {
    try (var street = street()) {
      HttpResponse<String> response =
          street.ask(
              "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":"
                  + "{\"requestId\":\"listen:0\"}}",
              "mcp-protocol-version",
              McpAlone.REVISION);

      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(street.upstream.received).isEmpty();
      assertThat(street.house.store.only().outcome()).isEqualTo(DecisionEvent.Outcome.DELIVERED);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServerThatGoesAwayIsAnError(boolean answers) throws Exception {
    try (var street = street()) {
      server.acknowledge(ALL);
      Iterator<JsonNode> news = listen(street, ALL);
      assertThat(news.next().path("method").asString()).contains("acknowledged");
      if (answers) {
        server.say("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"done\"}");
      }
      server.hangUp();

      JsonNode last = news.next();
      assertThat(last.at("/error/code").asInt()).isEqualTo(-32_012);
      assertThat(last.path("id").asInt()).isEqualTo(7);
      assertThat(last.at("/error/message").asString().contains("listen again")).isEqualTo(!answers);
      DecisionEvent event = event(street);
      assertThat(event.outcome()).isEqualTo(DecisionEvent.Outcome.UPSTREAM_ERROR);
      assertThat(event.httpStatus()).isEqualTo(200);
    }
  }

  @Test
  void aServerThatSaysMoreThanAnAnswerMayHoldIsHeardNoLonger() throws Exception {
    try (var street =
        new McpStreet(
            server::answer, McpStreet.PACK, settings -> settings.withMaxBodyBytes(64 << 10))) {
      server.acknowledge(ALL);
      Iterator<JsonNode> news = listen(street, ALL);
      assertThat(news.next().path("method").asString()).contains("acknowledged");
      for (int i = 0; i < 20; i++) {
        server.write(": " + "x".repeat(8_000) + "\n\n");
      }

      assertThat(news.next().at("/error/data/code").asString()).isEqualTo("upstream_too_large");
      assertThat(server.left.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** A server that refuses, as its own library does. */
  @Test
  void whatAServerSaysAgainstItIsTold() throws Exception {
    String error =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32603,\"message\":\"limit of ann@example.com\"}}";
    try (var street = new McpStreet(FakeUpstream.fixed(200, "application/json", error))) {
      HttpResponse<String> response = street.ask(message(ALL), headers());

      assertThat(House.json(response).at("/error/message").asString())
          .isEqualTo("limit of [EMAIL]");
    }
  }

  @Test
  void streamsTakeNobodysPlaceAndAreCounted() throws Exception {
    var bounds = new ListenBounds(3, 2, Duration.ofHours(1), 1_000, 60);
    try (var street =
        new McpStreet(
            server::answer,
            McpStreet.PACK,
            settings ->
                settings.withConcurrency(1, 0, Duration.ofSeconds(10)).withListening(bounds))) {
      server.welcome(ALL);
      List<HttpResponse<Stream<String>>> open = new ArrayList<>();
      for (String user : List.of("ann", "ann", "bob")) {
        HttpResponse<Stream<String>> one = street.listen(message(ALL), with(user));
        assertThat(one.statusCode()).isEqualTo(200);
        open.add(one);
      }
      assertThat(street.ask(McpStreet.call("find", "{}")).statusCode()).isEqualTo(200);

      HttpResponse<String> own = street.ask(message(ALL), with("ann"));
      assertThat(own.statusCode()).isEqualTo(429);
      assertThat(House.error(own).path("code").asString()).isEqualTo("too_many_streams");
      assertThat(street.ask(message(ALL), with("carol")).statusCode()).isEqualTo(429);

      open.getFirst().body().close();
      assertThat(event(street, 2).tags()).containsEntry("cut_by", "caller");
      assertThat(street.listen(message(ALL), with("ann")).statusCode()).isEqualTo(200);
    }
  }

  private static DecisionEvent event(McpStreet street, int count) throws InterruptedException {
    long end = System.nanoTime() + House.PATIENCE.toNanos();
    while (street.house.store.events.size() < count && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    return street.house.store.events.get(count - 1);
  }

  private static String[] with(String user) {
    return McpAlone.headers("subscriptions/listen", "", "x-user-id", user);
  }

  @Test
  void aStreamEndsAsWellWhenItHasBroughtAsMuchAsOneMay() throws Exception {
    var bounds = new ListenBounds(3, 2, Duration.ofHours(1), 2, 1);
    try (var street =
        new McpStreet(server::answer, McpStreet.PACK, settings -> settings.withListening(bounds))) {
      server.acknowledge(ALL);
      Iterator<JsonNode> news = listen(street, ALL);
      assertThat(news.next().path("method").asString()).contains("acknowledged");
      for (int i = 0; i < 10; i++) {
        server.say(TOOLS);
      }
      assertThat(news.next()).isEqualTo(House.json(TOOLS));
      assertThat(news.next()).isEqualTo(House.json(TOOLS));
      ended(news, street, "notices");
    }
  }

  @Test
  void aStreamThatIsOldEnds() throws Exception {
    var bounds = new ListenBounds(3, 2, Duration.ofMillis(500), 100, 60);
    try (var street =
        new McpStreet(server::answer, McpStreet.PACK, settings -> settings.withListening(bounds))) {
      server.acknowledge(ALL);
      Iterator<JsonNode> news = listen(street, ALL);
      assertThat(news.next().path("method").asString()).contains("acknowledged");
      ended(news, street, "age");
    }
  }

  @Test
  void aStopEndsStreamsAtOnce() throws Exception {
    try (var street = street()) {
      server.acknowledge(ALL);
      Iterator<JsonNode> news = listen(street, ALL);
      assertThat(news.next().path("method").asString()).contains("acknowledged");
      long start = System.nanoTime();
      street.house.gateway.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(House.PATIENCE);
      ended(news, street, "shutdown");
    }
  }

  @Test
  void anotherPackEndsStreams() throws Exception {
    try (var upstream = new FakeUpstream(server::answer);
        var house = McpStreet.reloading(upstream)) {
      server.acknowledge(ALL);
      Iterator<JsonNode> news = messages(McpStreet.listen(house, message(ALL), headers()));
      assertThat(news.next().path("method").asString()).contains("acknowledged");
      assertThat(house.gateway.reloader().orElseThrow().reload("request").changed()).isTrue();

      assertThat(news.next().at("/result/resultType").asString()).isEqualTo("complete");
      assertThat(news.hasNext()).isFalse();
      assertThat(house.store.only().tags()).containsEntry("cut_by", "pack");
    }
  }

  private static void ended(Iterator<JsonNode> news, McpStreet street, String why)
      throws Exception {
    JsonNode last = news.next();
    assertThat(last.at("/result/resultType").asString()).isEqualTo("complete");
    assertThat(last.at("/result/_meta").path(McpNewsServer.ID).asInt()).isEqualTo(7);
    assertThat(news.hasNext()).isFalse();
    DecisionEvent event = event(street);
    assertThat(event.outcome()).isEqualTo(DecisionEvent.Outcome.DELIVERED);
    assertThat(event.tags()).containsEntry("cut_by", why);
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
