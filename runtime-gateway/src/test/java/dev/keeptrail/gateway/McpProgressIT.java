package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpStreet.INJECTION;
import static dev.keeptrail.gateway.McpStreet.IN_PIECES;
import static dev.keeptrail.gateway.McpStreet.REWRITING;
import static dev.keeptrail.gateway.McpStreet.body;
import static dev.keeptrail.gateway.McpStreet.call;
import static dev.keeptrail.gateway.McpStreet.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a server of tools says of a call while it lasts, through the gateway. */
final class McpProgressIT {
  @Test
  void anAnswerInAStreamIsReadUpToTheMessageThatAnswers() throws Exception {
    String events =
        "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}\n\n"
            + "data: {\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"sampling/createMessage\"}\n\n"
            + "data: "
            + body("{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}")
            + "\n\n";
    try (var street =
        new McpStreet((_, out) -> {
          out.write(
              ("HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
                      + events)
                  .getBytes(StandardCharsets.UTF_8));
          out.flush();
          Thread.sleep(House.PATIENCE);
        })) {
      long start = System.nanoTime();
      var response = street.ask(call("find", "{}"));

      assertThat(House.json(response).at("/result/content/0/text").asString()).isEqualTo("done");
      assertThat(System.nanoTime() - start).isLessThan(40_000_000_000L);
    }
  }

  @Test
  void whatAServerSaysOfACallComesBeforeItsAnswer() throws Exception {
    String call =
        message("tools/call", "{\"name\":\"find\",\"_meta\":{\"progressToken\":\"p-1\"}}");
    var heard = new CountDownLatch(1);
    try (var street =
        new McpStreet((_, out) -> {
          events(out);
          say(out, progress("p-1", 1, "Read ann@example.com."));
          assertThat(heard.await(60, TimeUnit.SECONDS)).as("before the answer is there").isTrue();
          say(out, progress("p-2", 2, "of another"));
          say(out, progress("p-1", 3, INJECTION));
          say(out, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"sampling/createMessage\"}");
          say(out, progress("p-1", 4, "almost"));
          say(out, body("{\"content\":[{\"type\":\"text\",\"text\":\"for bob@example.com\"}]}"));
        })) {
      HttpResponse<Stream<String>> response = street.listen(call);

      List<JsonNode> said = new ArrayList<>();
      response
          .body()
          .filter(line -> line.startsWith("data: "))
          .forEach(line -> {
            heard.countDown();
            said.add(House.json(line.substring(6)));
          });
      assertThat(response.headers().firstValue("content-type").orElse(""))
          .startsWith("text/event-stream");
      assertThat(said).hasSize(3);
      assertThat(said.get(0).at("/params/message").asString()).isEqualTo("Read [EMAIL].");
      assertThat(said.get(0).at("/params/progressToken").asString()).isEqualTo("p-1");
      assertThat(said.get(1).at("/params/progress").asInt()).isEqualTo(4);
      assertThat(said.get(2).at("/result/content/0/text").asString()).isEqualTo("for [EMAIL]");
      DecisionEvent event = street.house.store.only();
      assertThat(event.verdict()).isEqualTo("redact");
      assertThat(event.outcome()).isEqualTo(DecisionEvent.Outcome.DELIVERED);
      assertThat(event.tags())
          .containsEntry("mcp_progress_removed", "1")
          .containsEntry("delivery", "live");
      assertThat(response.headers().firstValue("x-keeptrail-event-id")).hasValue(event.id());
    }
  }

  @Test
  void progressIsJudgedAsItStandsThen() throws Exception {
    String call =
        message("tools/call", "{\"name\":\"find\",\"_meta\":{\"progressToken\":\"p-1\"}}");
    try (var street =
        new McpStreet(
            (_, out) -> {
              events(out);
              say(out, progress("p-1", 1, "Pays " + IN_PIECES));
              say(out, progress("p-1", 2, "Asks ann@example.com"));
              say(out, body("{\"content\":[]}"));
            },
            REWRITING)) {
      List<String> lines =
          street.listen(call).body().filter(line -> line.startsWith("data: ")).toList();

      assertThat(lines).hasSize(2);
      assertThat(lines.getFirst()).contains("Asks 1111");
      DecisionEvent event = street.house.store.only();
      assertThat(event.tags()).containsEntry("mcp_progress_removed", "1");
      assertThat(event.reasonCode()).isEqualTo("gateway.rewritten_finding");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, -32012, upstream_error", "false, -32010, output_blocked"})
  void aCallThatFailsAfterProgressEndsInAnError(boolean breaks, int code, String outcome)
      throws Exception {
    String call = message("tools/call", "{\"name\":\"find\",\"_meta\":{\"progressToken\":1}}");
    try (var street =
        new McpStreet((_, out) -> {
          events(out);
          say(out, progress("1", 1, "begun").replace("\"1\"", "1"));
          if (!breaks) {
            say(out, body("{\"content\":[{\"type\":\"text\",\"text\":\"" + INJECTION + "\"}]}"));
          }
        })) {
      List<String> lines =
          street.listen(call).body().filter(line -> line.startsWith("data: ")).toList();

      assertThat(lines).hasSize(2);
      assertThat(lines.getLast()).contains("\"code\":" + code).doesNotContain("instructions");
      DecisionEvent event = street.house.store.only();
      assertThat(event.outcome().word()).isEqualTo(outcome);
      assertThat(event.httpStatus()).isEqualTo(200);
    }
  }

  @Test
  void whoTakesNoEventsIsToldTheAnswerAlone() throws Exception {
    String call = message("tools/call", "{\"name\":\"find\",\"_meta\":{\"progressToken\":1}}");
    try (var street =
        new McpStreet((_, out) -> {
          events(out);
          say(out, progress("1", 1, "begun").replace("\"1\"", "1"));
          say(out, body("{\"content\":[]}"));
        })) {
      var response = street.post("/mcp/files", call, "application/json");

      assertThat(House.json(response).path("result").path("content").isArray()).isTrue();
      assertThat(street.house.store.only().tags()).doesNotContainKey("delivery");
    }
  }

  private static String progress(String token, int progress, String message) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
        + "{\"progressToken\":\"%s\",\"progress\":%d,\"message\":\"%s\"}}"
            .formatted(token, progress, message);
  }

  private static void events(OutputStream out) throws IOException {
    out.write(
        "HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static void say(OutputStream out, String message) throws IOException {
    out.write(("data: " + message + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
