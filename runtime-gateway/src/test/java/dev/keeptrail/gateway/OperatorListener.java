package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.KeySecret;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Latency;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.event.DecisionEvent.PackRef;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Thirty events, every third of them blocked, behind the operators' listener of a gateway. */
abstract class OperatorListener {
  static final String TOKEN = "operators-own";
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;

  EventStore store;
  Administration administration;
  House house;
  KeySecret reader;
  KeySecret invoker;

  @BeforeEach
  final void open() throws Exception {
    Path ledger = folder.resolve("ledger");
    store = Ledgers.openForAppend(ledger, Durability.BATCH);
    for (int number = 0; number < 30; number++) {
      store.append(event(number));
    }
    KeyFile file = new KeyFile(folder.resolve("keys.json"));
    reader = add(file, KeyScope.EVENTS);
    invoker = add(file, KeyScope.INVOKE);
    CallerCheck keys = CallerCheck.keys(KeyRing.open(file, Clock.systemUTC()));
    administration = Ledgers.openAdministration(ledger, InstantSource.system());
    house =
        new House(
            House.settings()
                .withAdministration(
                    new AdministrationSettings(
                        administration, new Actor(Actor.OPERATOR, "root"), Duration.ofHours(1)))
                .withCallers(new CallerSettings(keys, false, List.of()))
                .withAdmin(new AdminSettings("127.0.0.1", 0, ApiToken.of(TOKEN), ledger)),
            new FakeProgram(List.of(House.simulatedTarget())));
  }

  @AfterEach
  final void close() {
    house.close();
    administration.close();
    store.close();
  }

  BufferedReader follow(String path, @Nullable String lastId) throws Exception {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("authorization", "Bearer " + TOKEN)
            .timeout(House.PATIENCE);
    if (lastId != null) {
      request.header("last-event-id", lastId);
    }
    var answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  static String nextId(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    while (line != null && !line.startsWith("id: ")) {
      line = lines.readLine();
    }
    return line == null ? "" : line.substring(4);
  }

  HttpResponse<String> get(String path) throws Exception {
    return get(path, TOKEN);
  }

  HttpResponse<String> get(String path, String token) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).header("authorization", "Bearer " + token));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.timeout(House.PATIENCE).build(), BodyHandlers.ofString());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + house.gateway.adminPort().orElseThrow() + path);
  }

  static JsonNode json(HttpResponse<String> answer) throws Exception {
    return House.json(answer);
  }

  static String id(int number) {
    return "evt_%026d".formatted(number);
  }

  static DecisionEvent event(int number) {
    boolean block = number % 3 == 0;
    return new DecisionEvent(
        id(number),
        NOON.plusSeconds(number),
        block ? "block" : "allow",
        block ? "guard.matched" : "all_policies_passed",
        "model-" + number % 5,
        "sim",
        "1.0.0",
        "req_" + number,
        null,
        "gateway",
        "/v1/chat/completions",
        false,
        new PackRef("guarded", "1.0.0", "sha256:00", true),
        block ? "guard" : null,
        block ? Outcome.INPUT_BLOCKED : Outcome.DELIVERED,
        block ? 409 : 200,
        false,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        new Latency(900, 0, 900));
  }

  static KeySecret add(KeyFile file, KeyScope scope) throws Exception {
    KeySecret secret = KeySecret.fresh();
    file.change(kept -> {
      List<ApiKey> keys = new ArrayList<>(kept);
      keys.add(
          new ApiKey(
              secret.id(),
              secret.hash(),
              "test",
              EnumSet.of(scope),
              NOON,
              null,
              null,
              BoundIdentity.NOBODY));
      return keys;
    });
    return secret;
  }
}
