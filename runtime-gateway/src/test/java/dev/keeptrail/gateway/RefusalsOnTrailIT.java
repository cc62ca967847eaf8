package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before it is judged is on record all the same, as counts. */
@Timeout(180)
final class RefusalsOnTrailIT {
  private static final String PACK =
      """
      pack: {name: limited, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [audit-logger]}
      rate_limits: {global: {rpm: 1}}
      """;

  @TempDir Path folder;

  @Test
  void refusalsAreCountedByRouteAndCode() throws Exception {
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        Administration administration = Ledgers.openAdministration(folder, InstantSource.system());
        PolicyProgram program = Programs.of(PACK)) {
      var settings =
          House.settings()
              .withAdmin(
                  new AdminSettings("127.0.0.1", 0, ApiToken.of("operator-token-of-a-test-123")))
              .withAdministration(
                  new AdministrationSettings(
                      administration, new Actor(Actor.OPERATOR, "root"), Duration.ofHours(1)));
      try (var gateway = Gateway.start(settings, program, store);
          HttpClient client = HttpClient.newHttpClient()) {
        assertThat(ask(client, gateway, House.prompt("hello"))).isEqualTo(200);
        for (int time = 0; time < 5; time++) {
          assertThat(ask(client, gateway, House.prompt("hello"))).isEqualTo(429);
        }
        assertThat(ask(client, gateway, "no body")).isEqualTo(422);
        assertThat(status(client, gateway.port(), "/v1/nowhere")).isEqualTo(404);
        assertThat(status(client, gateway.port(), "/v1/messages")).isEqualTo(405);
        assertThat(status(client, gateway.port(), "/v1/chat/completions", "x", "y".repeat(20_000)))
            .isEqualTo(431);
        assertThat(status(client, gateway.adminPort().orElseThrow(), "/keeptrusts/config"))
            .isEqualTo(401);
      }
    }

    try (EventReader reader = Ledgers.openForReading(folder)) {
      List<AdministrativeEvent> refused =
          reader.administration(AdministrationQuery.latest(10)).stream()
              .map(StoredAdministrativeEvent::event)
              .filter(event -> event.action().equals("requests.refused"))
              .toList();
      assertThat(refused)
          .extracting(one -> one.details().get("route") + " " + one.subject())
          .containsExactlyInAnyOrder(
              "/v1/chat/completions rate_limited",
              "/v1/chat/completions malformed_body",
              "none not_found",
              "none method_not_allowed",
              "none headers_too_large",
              "operators invalid_token");
      AdministrativeEvent limited =
          refused.stream().filter(one -> one.subject().equals("rate_limited")).findFirst().get();
      assertThat(limited.actor()).isEqualTo(new Actor(Actor.SYSTEM, "gateway"));
      assertThat(limited.details())
          .containsAllEntriesOf(
              Map.of(
                  "count", "5",
                  "status", "429",
                  "route", "/v1/chat/completions",
                  "gateway_id", "gateway"))
          .containsKeys("since", "until");
    }
  }

  private static int status(HttpClient client, int port, String path, String... headers)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    for (int at = 0; at < headers.length; at += 2) {
      request.header(headers[at], headers[at + 1]);
    }
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static int ask(HttpClient client, Gateway gateway, String body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions");
    return client
        .send(
            HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
