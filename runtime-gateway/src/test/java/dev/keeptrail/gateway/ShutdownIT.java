package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A gateway that stops while answers are on their way whose end it cannot wait for. */
@Timeout(180)
final class ShutdownIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration DRAIN = Duration.ofMillis(300);
  private static final int MANY = 50;

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, {\"error\":, /error/code",
    "/v1/messages, {\"type\":\"error\", /error/code",
    "/v1/responses, \"type\":\"response.failed\", /response/error/code",
  })
  void aStreamThatIsCutEndsWithAnErrorOfItsProtocol(String path, String begins, String code)
      throws Exception {
    try (var upstream = endless(path);
        var house = house(upstream, path)) {
      Opened opened = open(house, path);
      house.gateway.close();
      List<DecisionEvent> events = List.copyOf(house.store.events);

      String last = last(opened.lines());
      assertThat(last).contains(begins);
      JsonNode error = StrictJson.parse(last.getBytes(StandardCharsets.UTF_8));
      assertThat(error.at(code).asString())
          .isEqualTo(path.equals("/v1/responses") ? "server_error" : "stopping");
      // On record before the gateway has closed, and so before its store can be.
      DecisionEvent event = only(events);
      assertThat(event.id()).isEqualTo(opened.eventId());
      assertThat(event.outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(event.tags()).contains(Map.entry("cut_by", "shutdown"));
      assertThat(event.httpStatus()).isEqualTo(200);
      assertThat(event.upstream()).isEqualTo(new DecisionEvent.Upstream(200, null, null));
    }
  }

  @Test
  void anAnswerThatHasNotBegunIsRefusedWithAnEvent() throws Exception {
    var asked = new CountDownLatch(1);
    try (var upstream = silent(asked);
        var house = house(upstream, StreamTrial.CHAT)) {
      var answer = CompletableFuture.supplyAsync(() -> ask(house));
      assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      house.gateway.close();
      DecisionEvent event = only(List.copyOf(house.store.events));

      HttpResponse<String> response = answer.get(60, TimeUnit.SECONDS);
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(House.error(response).path("code").asString()).isEqualTo("stopping");
      assertThat(response.headers().firstValue("x-keeptrail-event-id")).contains(event.id());
      assertThat(event.outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(event.tags()).contains(Map.entry("cut_by", "shutdown"));
    }
  }

  /** Balancers ask whether it is ready, and only then send elsewhere. */
  @Test
  void aGatewayThatWillStopIsNotReadyAndServesOnOverConnectionsThatEnd() throws Exception {
    try (var house =
        new House(House.settings(), new FakeProgram(List.of(House.simulatedTarget())))) {
      assertThat(house.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(ask(house).headers().firstValue("connection")).isEmpty();

      house.gateway.announceEnd();

      HttpResponse<String> ready = house.get("/readyz");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(House.json(ready).path("status").asString()).isEqualTo("draining");
      assertThat(house.get("/healthz").statusCode()).isEqualTo(200);
      HttpResponse<String> answer = ask(house);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("connection")).contains("close");
      assertThat(house.store.events).hasSize(2);
    }
  }

  @Test
  void soIsACallOfATool() throws Exception {
    var asked = new CountDownLatch(1);
    try (var upstream = silent(asked);
        var house =
            new House(
                House.settings().withTimeouts(House.PATIENCE, House.PATIENCE, DRAIN),
                Programs.of(McpStreet.PACK.replace("URL", upstream.baseUrl() + "/mcp")))) {
      var request =
          HttpRequest.newBuilder(house.uri("/mcp/files"))
              .header("content-type", "application/json")
              .header("accept", McpStreet.BOTH)
              .POST(BodyPublishers.ofString(McpStreet.call("find", "{}")))
              .build();
      var answer = CLIENT.sendAsync(request, BodyHandlers.ofString());
      assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      house.gateway.close();
      DecisionEvent event = only(List.copyOf(house.store.events));

      JsonNode error = House.json(answer.get(60, TimeUnit.SECONDS)).path("error");
      assertThat(error.at("/data/code").asString()).isEqualTo("stopping");
      assertThat(event.outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(event.tags()).contains(Map.entry("cut_by", "shutdown"));
    }
  }

  /** Of those who wait for a place nothing is judged, so that a refusal is all that there is. */
  @Test
  void allAreAnsweredAndOnRecordInBoundedTime() throws Exception {
    try (var upstream = endless(StreamTrial.CHAT)) {
      var settings =
          House.settings()
              .withConcurrency(MANY, MANY, House.PATIENCE)
              .withTimeouts(House.PATIENCE, House.PATIENCE, DRAIN);
      try (var house =
          new House(
              settings,
              StreamTrial.program(StreamTrial.PACK.replace("PROVIDER", "openai"), upstream))) {
        List<BufferedReader> streams = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
          streams.add(open(house, StreamTrial.CHAT).lines());
        }
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
          waiting.add(CompletableFuture.supplyAsync(() -> ask(house), Thread::startVirtualThread));
        }
        String all = "keeptrusts_gateway_requests_inside " + 2.0 * MANY;
        while (!house.get("/metrics").body().contains(all)) {
          Thread.sleep(20);
        }
        long start = System.nanoTime();
        house.gateway.close();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        List<DecisionEvent> events = List.copyOf(house.store.events);
        assertThat(events).hasSize(MANY);
        assertThat(events)
            .allSatisfy(
                event -> assertThat(event.tags()).contains(Map.entry("cut_by", "shutdown")));
        for (BufferedReader stream : streams) {
          assertThat(last(stream)).contains("\"stopping\"");
        }
        for (var one : waiting) {
          HttpResponse<String> refused = one.get(60, TimeUnit.SECONDS);
          assertThat(refused.statusCode()).isEqualTo(503);
          assertThat(House.error(refused).path("code").asString()).isEqualTo("stopping");
        }
        assertThat(took).isLessThan(Duration.ofSeconds(30));
      }
    }
  }

  private static FakeUpstream silent(CountDownLatch asked) throws IOException {
    return new FakeUpstream((_, out) -> {
      asked.countDown();
      Thread.sleep(House.PATIENCE);
      out.flush();
    });
  }

  private static DecisionEvent only(List<DecisionEvent> events) {
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private static HttpResponse<String> ask(House house) {
    try {
      return house.ask(House.prompt("hi"));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static House house(FakeUpstream upstream, String path) throws Exception {
    String provider = path.equals("/v1/messages") ? "anthropic" : "openai";
    return new House(
        House.settings().withTimeouts(House.PATIENCE, House.PATIENCE, DRAIN),
        StreamTrial.program(StreamTrial.PACK.replace("PROVIDER", provider), upstream));
  }

  /** Says something and then no more, for as long as somebody listens. */
  private static FakeUpstream endless(String path) throws IOException {
    return new FakeUpstream((_, out) -> {
      StreamTrial.begin(out);
      switch (path) {
        case "/v1/messages" ->
            StreamTrial.say(
                out,
                "event: message_start\ndata: {'type':'message_start','message':{'id':'msg_1',"
                    + "'type':'message','role':'assistant','model':'claude','content':[],"
                    + "'stop_reason':null,'stop_sequence':null,"
                    + "'usage':{'input_tokens':5,'output_tokens':1}}}",
                "event: content_block_start\ndata: {'type':'content_block_start','index':0,"
                    + "'content_block':{'type':'text','text':''}}",
                "event: content_block_delta\ndata: {'type':'content_block_delta','index':0,"
                    + "'delta':{'type':'text_delta','text':'Once upon a time there was a king. '}}");
        case "/v1/responses" ->
            StreamTrial.say(
                out,
                "data: {'type':'response.created','sequence_number':0,'response':{'id':'resp_1',"
                    + "'object':'response','created_at':1,'status':'in_progress',"
                    + "'model':'gpt-4o','output':[]}}",
                "data: {'type':'response.output_item.added','sequence_number':1,"
                    + "'output_index':0,'item':{'id':'m1','type':'message','role':'assistant',"
                    + "'status':'in_progress','content':[]}}",
                "data: {'type':'response.content_part.added','sequence_number':2,'item_id':'m1',"
                    + "'output_index':0,'content_index':0,'part':{'type':'output_text','text':'',"
                    + "'annotations':[]}}",
                "data: {'type':'response.output_text.delta','sequence_number':3,'item_id':'m1',"
                    + "'output_index':0,'content_index':0,"
                    + "'delta':'Once upon a time there was a king. '}");
        default ->
            StreamTrial.say(
                out,
                StreamTrial.chunk("{'role':'assistant','content':''}"),
                StreamTrial.content("Once upon a time there was a king. "));
      }
      while (true) {
        Thread.sleep(100);
        StreamTrial.say(out, ": more is to come");
      }
    });
  }

  /** A stream whose first event is there. */
  private static Opened open(House house, String path) throws Exception {
    String body =
        switch (path) {
          case "/v1/messages" ->
              "{'model':'claude','max_tokens':9,'stream':true,"
                  + "'messages':[{'role':'user','content':'Hello'}]}";
          case "/v1/responses" -> "{'model':'gpt-4o','stream':true,'input':'Hello'}";
          default -> StreamTrial.PROMPT;
        };
    var request =
        HttpRequest.newBuilder(house.uri(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    var response = CLIENT.send(request, BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    BufferedReader lines = StreamTrial.lines(response);
    assertThat(StreamTrial.next(lines)).isNotEmpty();
    return new Opened(lines, response.headers().firstValue("x-keeptrail-event-id").orElseThrow());
  }

  private record Opened(BufferedReader lines, String eventId) {}

  /** The last event, where the connection ends in order. */
  private static String last(BufferedReader lines) throws IOException {
    String last = "";
    String next = StreamTrial.next(lines);
    while (!next.isEmpty()) {
      last = next;
      next = StreamTrial.next(lines);
    }
    return last;
  }
}
