package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Two of the events are damaged. */
@Timeout(180)
final class UnreadableRecordsIT extends OperatorListener {
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
}
