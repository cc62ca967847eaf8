package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpListening.ALL;
import static dev.keeptrail.gateway.McpListening.TOOLS;
import static dev.keeptrail.gateway.McpListening.event;
import static dev.keeptrail.gateway.McpListening.headers;
import static dev.keeptrail.gateway.McpListening.listen;
import static dev.keeptrail.gateway.McpListening.message;
import static dev.keeptrail.gateway.McpListening.messages;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** When a client listens no longer, and how much it may hear. */
@Timeout(180)
final class McpListenEndsIT {
  private final McpNewsServer server = new McpNewsServer();

  private McpStreet street() throws Exception {
    return new McpStreet(server::answer);
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
      assertThat(newestOf(street, 2).tags()).containsEntry("cut_by", "caller");
      assertThat(street.listen(message(ALL), with("ann")).statusCode()).isEqualTo(200);
    }
  }

  private static DecisionEvent newestOf(McpStreet street, int count) throws InterruptedException {
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
}
