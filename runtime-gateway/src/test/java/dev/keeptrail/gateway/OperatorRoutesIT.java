package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Latency;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.event.DecisionEvent.PackRef;
import dev.keeptrail.ledger.event.EventJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The ledger over HTTP, as operators' programs read it. */
@Timeout(180)
final class OperatorRoutesIT {
  private static final String TOKEN = "operators-own";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;

  private EventStore store;
  private Administration administration;
  private House house;
  private KeySecret reader;
  private KeySecret invoker;

  @BeforeEach
  void open() throws Exception {
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
  void close() {
    house.close();
    administration.close();
    store.close();
  }

  @Test
  void pagesHoldEveryEventOnceTheNewestFirst() throws Exception {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(get("/v1/events?limit=7" + cursor));
      page.path("events").forEach(event -> seen.add(event.path("id").asString()));
      JsonNode next = page.path("next_cursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(30).doesNotHaveDuplicates().startsWith(id(29)).endsWith(id(0));
  }

  @Test
  void everyFilterOfTheCommandLineFilters() throws Exception {
    assertThat(ids("verdict=block")).hasSize(10);
    assertThat(ids("verdict=block,allow&limit=100")).hasSize(30);
    assertThat(ids("policy=guard&limit=100")).hasSize(10);
    assertThat(ids("reason=guard.matched")).hasSize(10);
    assertThat(ids("model=model-3&provider=sim")).hasSize(6);
    assertThat(ids("q=REQ_7")).containsExactly(id(7));
    assertThat(ids("since=2026-11-23T12:00:10Z&until=2026-11-23T12:00:12Z"))
        .containsExactly(id(11), id(10));
    assertThat(ids("verdict=&model=")).hasSize(30);
    store.append(ofCaller(31, "ana"));
    store.append(ofCaller(32, "ben"));
    assertThat(ids("user=ana")).containsExactly(id(31));
    assertThat(ids("team=blue&limit=1")).containsExactly(id(32));
    assertThat(ids("key=key_1&user=ben")).containsExactly(id(32));
    assertThat(ids("user=an")).isEmpty();
  }

  private static DecisionEvent ofCaller(int number, String user) throws Exception {
    String json = EventJson.write(event(number));
    return EventJson.read(
        "%s,\"caller\":{\"key\":\"key_1\",\"user\":\"%s\",\"team\":\"blue\"}}"
            .formatted(json.substring(0, json.lastIndexOf('}')), user));
  }

  /** What is announced and never comes is not waited for. */
  @ParameterizedTest
  @CsvSource({
    "/v1/exports/jobs, 200000000",
    "/v1/exports/jobs, 20000",
    "/v1/escalations/esc_1/resolve, 200000000",
    "/console/login, 200000000",
    "/keeptrusts/config/reload, 200000000",
  })
  void aBodyThatIsTooLongIsRefusedAtOnce(String path, long announced) throws Exception {
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), house.gateway.adminPort().orElseThrow())) {
      socket.setSoTimeout(8_000);
      socket
          .getOutputStream()
          .write(
              ("POST " + path + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + TOKEN)
                  .concat("\r\ncontent-type: application/json\r\ncontent-length: " + announced)
                  .concat("\r\n\r\n{\"format\":")
                  .getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 413 ").contains("body_too_large");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/x-www-form-urlencoded; charset=x", "multipart/form-data; boundary=b"})
  void formsThatCannotBeReadAreRefused(String type) throws Exception {
    var response =
        send(
            HttpRequest.newBuilder(uri("/console/login"))
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofString("token=x")));

    assertThat(response.statusCode()).isEqualTo(415);
  }

  @Test
  void whatIsWrongWithAQuestionIsSaid() throws Exception {
    for (String wrong :
        List.of(
            "verdict=maybe",
            "since=yesterday",
            "limit=0",
            "limit=-1",
            "limit=ten",
            "model=%FF",
            "reason=a%C3",
            "limit=100000",
            "cursor=abc",
            "verdikt=block",
            "limit=1&limit=2")) {
      HttpResponse<String> refused = get("/v1/events?" + wrong);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
      assertThat(json(refused).at("/error/code").asString()).isEqualTo("invalid_query");
    }
    assertThat(json(get("/v1/events?limit=-1")).at("/error/message").asString())
        .contains("the limit is no whole number between 1 and ");
    assertThat(json(get("/v1/events?model=%FF")).at("/error/message").asString())
        .contains("the name of the model is no UTF-8");
    assertThat(get("/v1/events/evt_nowhere").statusCode()).isEqualTo(404);
    assertThat(json(get("/v1/events/" + id(3))).path("verdict").asString()).isEqualTo("block");
  }

  /** A slip in an escape would otherwise come to no filter at all. */
  @Test
  void aBrokenEscapeAsksForNothing() throws Exception {
    for (String wrong :
        List.of("/v1/events?reason=100%", "/v1/events/export?q=%zz", "/v1/events/stats?model=%a")) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
        String request =
            "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                .formatted(wrong, TOKEN);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer)
            .as(wrong)
            .startsWith("HTTP/1.1 422")
            .contains("write `%25` for the sign");
      }
    }
  }

  @Test
  void onlyTheMethodsThereAreAnswer() throws Exception {
    for (String path : List.of("/v1/events", "/keeptrusts/config", "/nowhere")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN).HEAD();
      assertThat(send(request).statusCode()).as(path).isEqualTo(405);
    }
    for (String path : List.of("/v1/events", "/keeptrusts/config", "/v1/exports/jobs")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN).DELETE();
      HttpResponse<String> refused = send(request);
      assertThat(refused.statusCode()).as(path).isEqualTo(405);
      assertThat(json(refused).at("/error/code").asString()).isEqualTo("method_not_allowed");
    }
  }

  @Test
  void keysOpenWhatTheirScopesSay() throws Exception {
    assertThat(get("/v1/events", reader.reveal()).statusCode()).isEqualTo(200);
    assertThat(get("/keeptrusts/config", reader.reveal()).statusCode()).isEqualTo(403);
    assertThat(get("/v1/events", invoker.reveal()).statusCode()).isEqualTo(401);
    assertThat(get("/v1/events", "nobody").statusCode()).isEqualTo(401);
    assertThat(get("/keeptrusts/config").statusCode()).isEqualTo(200);
  }

  @Test
  void aStreamGoesOnWhereTheLastOneEnded() throws Exception {
    try (var lines = follow("/v1/events/stream?limit=2", null)) {
      assertThat(nextId(lines)).isEqualTo("29");
      assertThat(nextId(lines)).isEqualTo("30");
      store.append(event(30));
      assertThat(nextId(lines)).isEqualTo("31");
    }
    store.append(event(31));
    store.append(event(32));
    try (var lines = follow("/v1/events/stream", "31")) {
      assertThat(nextId(lines)).isEqualTo("32");
      assertThat(nextId(lines)).isEqualTo("33");
    }
    try (var lines = follow("/v1/events/stream?after=32", null)) {
      assertThat(nextId(lines)).isEqualTo("33");
    }
    try (var lines = follow("/v1/events/stream?verdict=block", "3")) {
      assertThat(nextId(lines)).isEqualTo("4");
      assertThat(nextId(lines)).isEqualTo("7");
    }
    assertThat(get("/v1/events/stream?until=1h").statusCode()).isEqualTo(422);
  }

  @Test
  void countsAndExportsAreWhatTheCommandLineGives() throws Exception {
    JsonNode counts = json(get("/v1/events/stats?by=model"));
    assertThat(counts.path("groups").size()).isEqualTo(5);
    assertThat(counts.at("/groups/0/events").asInt()).isEqualTo(6);
    HttpResponse<String> csv = get("/v1/events/export?format=csv&verdict=block");
    assertThat(csv.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
    assertThat(csv.body().lines()).hasSize(11);
    assertThat(get("/v1/events/export?format=jsonl").body().lines()).hasSize(30);
    assertThat(json(get("/v1/events/export")).size()).isEqualTo(30);
    HttpResponse<String> table = get("/v1/events/export?format=parquet");
    assertThat(table.headers().firstValue("content-type"))
        .hasValue("application/vnd.apache.parquet");
    assertThat(table.body()).startsWith("PAR1").endsWith("PAR1");
    HttpResponse<String> unknown = get("/v1/events/export?format=xml");
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("`csv`, `json`, `jsonl`, `parquet`");
  }

  @Test
  void anExportIsMadeBesideTheTrafficAndFetchedInPieces() throws Exception {
    HttpResponse<String> made =
        send(
            HttpRequest.newBuilder(uri("/v1/exports/jobs"))
                .header("authorization", "Bearer " + TOKEN)
                .header("x-keeptrail-actor", "olga")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"format\":\"jsonl\",\"verdict\":[\"block\"]}")));
    assertThat(made.statusCode()).isEqualTo(201);
    String path = made.headers().firstValue("location").orElseThrow();
    JsonNode job = json(get(path));
    while (!job.path("status").asString().equals("completed")) {
      Thread.sleep(50);
      job = json(get(path));
    }
    assertThat(job.path("events").asInt()).isEqualTo(10);
    String whole = get(path + "/download").body();
    assertThat(whole.lines()).hasSize(10);
    HttpResponse<String> rest =
        send(
            HttpRequest.newBuilder(uri(path + "/download"))
                .header("authorization", "Bearer " + TOKEN)
                .header("range", "bytes=100-")
                .header("if-range", '"' + job.path("sha256").asString() + '"'));
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(whole).endsWith(rest.body());
    HttpResponse<String> late =
        send(
            HttpRequest.newBuilder(uri(path + "/cancel"))
                .header("authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("export_completed");
    assertThat(rest.body()).hasSize(whole.length() - 100);
    assertThat(
            send(HttpRequest.newBuilder(uri(path))
                    .header("authorization", "Bearer " + TOKEN)
                    .DELETE())
                .statusCode())
        .isEqualTo(204);
    assertThat(get(path).statusCode()).isEqualTo(404);
    // What was done is on its way into the ledger; this takes it there.
    int ignored = administration.drain(house.store);
    assertThat(house.store.trail.stream().distinct())
        .filteredOn(entry -> entry.action().startsWith("export."))
        .allMatch(entry -> path.endsWith(entry.subject()))
        .allMatch(entry -> "block".equals(entry.details().get("verdict")))
        .extracting(AdministrativeEvent::action, entry -> entry.actor().name())
        .containsExactly(
            tuple("export.created", "olga"),
            tuple("export.completed", "exports"),
            tuple("export.downloaded", "operator"),
            tuple("export.downloaded", "operator"),
            tuple("export.removed", "operator"));
  }

  @Test
  void pagesAreForWhoLoggedInAndForNobodysFrame() throws Exception {
    HttpResponse<String> away = send(HttpRequest.newBuilder(uri("/console/overview")));
    assertThat(away.statusCode()).isEqualTo(303);
    HttpResponse<String> form = send(HttpRequest.newBuilder(uri("/console/login?next=//evil")));
    assertThat(form.body()).contains("name=\"next\" value=\"/console/events\"");
    assertThat(form.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(form.headers().firstValue("set-cookie")).isEmpty();
    HttpResponse<String> made =
        send(
            HttpRequest.newBuilder(uri("/console/tickets"))
                .header("authorization", "Bearer " + reader.reveal())
                .POST(HttpRequest.BodyPublishers.noBody()));
    String enter = "/console/enter?ticket=" + json(made).path("ticket").asString();
    HttpResponse<String> inside = send(HttpRequest.newBuilder(uri(enter)));
    assertThat(inside.headers().firstValue("set-cookie").orElse(""))
        .contains("HttpOnly", "SameSite=Lax", "Path=/console");
    assertThat(send(HttpRequest.newBuilder(uri(enter))).statusCode()).isEqualTo(401);
  }

  @Test
  void whoOpensTheConsoleFromTheCommandLineIsKnownByName() throws Exception {
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(uri("/console/tickets"))
            .header("authorization", "Bearer " + TOKEN)
            .POST(HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> made = send(asked.copy().header("x-keeptrail-actor", "ana"));
    HttpResponse<String> inside =
        send(
            HttpRequest.newBuilder(
                uri("/console/enter?ticket=" + json(made).path("ticket").asString())));
    String cookie = inside.headers().firstValue("set-cookie").orElse("").split(";", -1)[0];
    assertThat(
            send(HttpRequest.newBuilder(uri("/console/overview")).header("cookie", cookie)).body())
        .contains(">ana<");
    assertThat(send(asked.copy().header("x-keeptrail-actor", "a".repeat(300))).statusCode())
        .isEqualTo(422);
  }

  @Test
  void whatCannotBeReadTakesNothingElseWithIt() throws Exception {
    try (Connection open =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger/ledger.db"));
        Statement statement = open.createStatement()) {
      statement.execute("UPDATE event SET json = '{' WHERE sequence IN (10, 30)");
    }
    List<String> seen = new ArrayList<>();
    List<Long> unreadable = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(get("/v1/events?limit=3" + cursor));
      page.path("events").forEach(event -> seen.add(event.path("id").asString()));
      page.path("unreadable").forEach(one -> unreadable.add(one.path("sequence").asLong()));
      JsonNode next = page.path("next_cursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(28).doesNotHaveDuplicates().doesNotContain(id(9), id(29));
    assertThat(unreadable).containsExactly(30L, 10L);
    JsonNode counts = json(get("/v1/events/stats"));
    assertThat(counts.path("left_out").asInt()).isEqualTo(2);
    assertThat(json(get("/v1/exports/preview")).at("/unreadable/0/id").asString())
        .isEqualTo(id(29));
    assertThat(get("/v1/events/" + id(29)).statusCode()).isEqualTo(503);
    // All that can be read comes, and nobody takes it for whole.
    var export =
        CLIENT.send(
            HttpRequest.newBuilder(uri("/v1/events/export?format=jsonl"))
                .header("authorization", "Bearer " + TOKEN)
                .build(),
            BodyHandlers.ofInputStream());
    var lines = new BufferedReader(new InputStreamReader(export.body(), StandardCharsets.UTF_8));
    for (int line = 0; line < 28; line++) {
      assertThat(lines.readLine()).contains("\"event_type\"");
    }
    assertThatThrownBy(lines::readLine).isInstanceOf(IOException.class);
    try (var stream = follow("/v1/events/stream?after=27", null)) {
      assertThat(nextId(stream)).isEqualTo("28");
      assertThat(nextId(stream)).isEqualTo("29");
      String line = stream.readLine();
      while (line != null && !line.equals("event: unreadable")) {
        line = stream.readLine();
      }
      assertThat(stream.readLine()).isEqualTo("data: {\"sequence\":30,\"id\":\"" + id(29) + "\"}");
    }
    HttpResponse<String> made =
        send(
            HttpRequest.newBuilder(uri("/console/tickets"))
                .header("authorization", "Bearer " + reader.reveal())
                .POST(HttpRequest.BodyPublishers.noBody()));
    HttpResponse<String> inside =
        send(
            HttpRequest.newBuilder(
                uri("/console/enter?ticket=" + json(made).path("ticket").asString())));
    String cookie = inside.headers().firstValue("set-cookie").orElse("").split(";", -1)[0];
    HttpResponse<String> page =
        send(HttpRequest.newBuilder(uri("/console/events?limit=5")).header("cookie", cookie));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Cannot be read", id(29), id(28), "kt ledger verify");
  }

  private BufferedReader follow(String path, @Nullable String lastId) throws Exception {
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

  private static String nextId(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    while (line != null && !line.startsWith("id: ")) {
      line = lines.readLine();
    }
    return line == null ? "" : line.substring(4);
  }

  private List<String> ids(String query) throws Exception {
    List<String> ids = new ArrayList<>();
    HttpResponse<String> answer = get("/v1/events?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    json(answer).path("events").forEach(event -> ids.add(event.path("id").asString()));
    return ids;
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(path, TOKEN);
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).header("authorization", "Bearer " + token));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.timeout(House.PATIENCE).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + house.gateway.adminPort().orElseThrow() + path);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return House.json(answer);
  }

  private static String id(int number) {
    return "evt_%026d".formatted(number);
  }

  private static DecisionEvent event(int number) {
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

  private static KeySecret add(KeyFile file, KeyScope scope) throws Exception {
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
