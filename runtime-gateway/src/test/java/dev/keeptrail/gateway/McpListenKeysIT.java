package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpListening.ALL;
import static dev.keeptrail.gateway.McpListening.event;
import static dev.keeptrail.gateway.McpListening.message;
import static dev.keeptrail.gateway.McpListening.messages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.jwt.Jwts;
import dev.keeptrail.gateway.jwt.TestIssuer;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a client that listens has shown is good no longer. */
@Timeout(180)
final class McpListenKeysIT {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  @TempDir private Path folder;
  private final McpNewsServer server = new McpNewsServer();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  private McpStreet street(CallerCheck check) throws Exception {
    var callers = CallerSettings.OPEN.withCheck(check);
    return new McpStreet(
        server::answer, McpStreet.PACK, settings -> settings.withClock(clock).withCallers(callers));
  }

  private String key() throws Exception {
    var identity = new BoundIdentity("ana", null, null, null, null, List.of(), null);
    return new CallerKeys(folder).add(identity, now.get().plus(AN_HOUR), KeyScope.INVOKE).reveal();
  }

  private CallerCheck keys() throws Exception {
    return CallerCheck.keys(KeyRing.open(new CallerKeys(folder).file, clock));
  }

  @Test
  void aKeyThatIsRevokedBringsNoMoreNewsAndOthersDo() throws Exception {
    String key = key();
    String other = key();
    try (var street = street(keys())) {
      server.welcome(ALL);
      Iterator<JsonNode> news = begun(street, key);
      Iterator<JsonNode> others = begun(street, other);
      new CallerKeys(folder)
          .file.change(all -> List.of(all.getFirst().revokedAt(now.get()), all.getLast()));
      assertEnded(news, street, key);
      street.house.gateway.close();

      assertThat(others.next().at("/result/resultType").asString()).isEqualTo("complete");
      assertThat(street.house.store.events)
          .extracting(event -> event.tags().get("cut_by"))
          .containsExactly("credential", "shutdown");
    }
  }

  @Test
  void aKeyThatExpiresBringsNoMoreNews() throws Exception {
    String key = key();
    try (var street = street(keys())) {
      server.acknowledge(ALL);
      Iterator<JsonNode> news = begun(street, key);
      now.updateAndGet(time -> time.plus(AN_HOUR));

      assertEnded(news, street, key);
    }
  }

  @Test
  void aTokenThatExpiresBringsNoMoreNews() throws Exception {
    try (var issuer = new TestIssuer()) {
      String token = issuer.sign(issuer.claims().build());
      var tokens = Jwts.open(issuer.settings(Map.of()), clock, null);
      try (var street = street(new CallerCheck.Known(null, tokens, false))) {
        server.acknowledge(ALL);
        Iterator<JsonNode> news = begun(street, token);
        now.updateAndGet(time -> time.plus(AN_HOUR));

        assertEnded(news, street, token);
      }
    }
  }

  /** The end is the one that clients know, and whoever listens again is told what is wrong. */
  private static void assertEnded(Iterator<JsonNode> news, McpStreet street, String key)
      throws Exception {
    assertThat(news.next().at("/result/resultType").asString()).isEqualTo("complete");
    assertThat(news.hasNext()).isFalse();
    DecisionEvent event = event(street);
    assertThat(event.outcome()).isEqualTo(DecisionEvent.Outcome.DELIVERED);
    assertThat(event.tags()).containsEntry("cut_by", "credential");
    assertThat(street.listen(message(ALL), with(key)).statusCode()).isEqualTo(401);
  }

  private static Iterator<JsonNode> begun(McpStreet street, String key) throws Exception {
    HttpResponse<Stream<String>> response = street.listen(message(ALL), with(key));
    assertThat(response.statusCode()).isEqualTo(200);
    Iterator<JsonNode> news = messages(response);
    assertThat(news.next().path("method").asString()).contains("acknowledged");
    return news;
  }

  private static String[] with(String key) {
    return McpAlone.headers("subscriptions/listen", "", "authorization", "Bearer " + key);
  }
}
