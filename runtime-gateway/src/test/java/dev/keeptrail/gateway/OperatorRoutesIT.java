package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The ledger over HTTP, as operators' programs read it. */
@Timeout(180)
final class OperatorRoutesIT extends OperatorListener {
  /** What a log in front of it, and whoever lets only some methods through, have seen. */
  @Test
  void theMethodIsThatOfTheRequestLine() throws Exception {
    HttpRequest.Builder made =
        HttpRequest.newBuilder(uri("/v1/exports/jobs"))
            .header("authorization", "Bearer " + TOKEN)
            .header("content-type", "application/json")
            .header("x-http-method-override", "POST")
            .method("GET", HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(send(made).statusCode()).as("the list").isEqualTo(200);
    assertThat(json(get("/v1/exports/jobs")).findValues("id")).isEmpty();
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

  /** A slip in a name would ask for everything. */
  @ParameterizedTest
  @CsvSource({
    "/v1/events?sinc=1h, since",
    "/v1/events/stream?sinc=1h, after",
    "/v1/events/stats?sinc=1h, since",
    "/v1/events/export?sinc=1h, since",
    "/v1/exports/preview?sinc=1h, since",
    "/v1/exports/jobs?state=running, no parameters",
    "/v1/exports/jobs/?state=running, no parameters",
    "/v1/trail?sinc=1h, since",
    "/keeptrusts/config?group=partners, no parameters",
    "/keeptrusts/config/plan?grop=partners, `group`",
    "/keeptrusts/config/plan?group=a&group=b, more than once",
    "/keeptrusts/providers/metrics?target=sim, no parameters",
  })
  void aParameterThatIsNotKnownIsRefused(String path, String says) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    assertThat(House.error(response).path("code").asString()).isEqualTo("invalid_query");
    assertThat(House.error(response).path("message").asString()).contains(says);
    assertThat(get(path, invoker.reveal()).statusCode()).isIn(401, 403);
  }

  /** What is asked for in the URL is not asked for in the body. */
  @Test
  void anExportTakesNoFiltersInItsUrl() throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri("/v1/exports/jobs?verdict=block"))
                .header("authorization", "Bearer " + TOKEN)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(get("/v1/exports/jobs")).findValues("id")).isEmpty();
  }

  @Test
  void whoActsIsSaidOnce() throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri("/v1/exports/jobs"))
                .header("authorization", "Bearer " + TOKEN)
                .header("content-type", "application/json")
                .header("x-keeptrail-actor", "ana")
                .header("x-keeptrail-actor", "ben")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(House.error(response).path("code").asString()).isEqualTo("invalid_actor");
    assertThat(json(get("/v1/exports/jobs")).findValues("id")).isEmpty();
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
      HttpResponse<String> refused = send(request);
      assertThat(refused.statusCode()).as(path).isEqualTo(405);
      assertThat(refused.headers().firstValue("allow")).as(path).hasValue("GET, POST, DELETE");
    }
    for (String path : List.of("/v1/events", "/keeptrusts/config", "/v1/exports/jobs")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN).DELETE();
      HttpResponse<String> refused = send(request);
      assertThat(refused.statusCode()).as(path).isEqualTo(405);
      assertThat(json(refused).at("/error/code").asString()).isEqualTo("method_not_allowed");
      assertThat(refused.headers().firstValue("allow"))
          .as(path)
          .hasValue(path.endsWith("jobs") ? "GET, POST" : "GET");
      assertThat(refused.headers().firstValue("x-request-id")).as(path).isEmpty();
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

  private List<String> ids(String query) throws Exception {
    List<String> ids = new ArrayList<>();
    HttpResponse<String> answer = get("/v1/events?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    json(answer).path("events").forEach(event -> ids.add(event.path("id").asString()));
    return ids;
  }
}
