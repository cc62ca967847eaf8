package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keeptrail.gateway.telemetry.TraceSettings;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Spans as a collector gets them. The receiver keeps the bytes of the protobuf messages; names and
 * ids are looked for in them as they are.
 */
final class TracesIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> heads = new ConcurrentLinkedQueue<>();
  private HttpServer collector;

  @BeforeEach
  void start() throws Exception {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          heads.add(exchange.getRequestHeaders().entrySet().toString());
          received.add(HexFormat.of().formatHex(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  @Test
  void tellsOfAnExchangeAndItsCallInTheCallersTrace() throws Exception {
    try (House house = house()) {
      var answer =
          house.ask(
              House.prompt("the secret garden"),
              "content-type",
              "application/json",
              "traceparent",
              "00-" + TRACE + "-" + SPAN + "-01");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(house.store.events.getFirst().tags()).containsEntry("trace_id", TRACE);
    }

    assertThat(spans())
        .contains(
            TRACE,
            SPAN,
            hex("POST /v1/chat/completions"),
            hex("chat gpt-4o"),
            hex("gen_ai.operation.name"),
            hex("gen_ai.provider.name"),
            hex("simulated"),
            hex("gen_ai.usage.input_tokens"),
            hex("gen_ai.usage.cache_read.input_tokens"),
            hex("keeptrail.verdict"))
        .doesNotContain(hex("garden"));
    assertThat(heads.peek()).contains("[Bearer made-up]");
  }

  @Test
  void tellsWhoWasAskedAndHowTheAnswersEnded() throws Exception {
    try (var upstream = FakeUpstream.saying("hello");
        House house =
            new House(settings(), new FakeProgram(List.of(House.openai(upstream, null))))) {
      String prompt = House.prompt("hello").replace("\"messages\"", "\"n\":2,\"messages\"");
      assertThat(house.ask(prompt).statusCode()).isEqualTo(200);
    }

    assertThat(spans())
        .contains(
            hex("gen_ai.response.finish_reasons"),
            hex("stop"),
            hex("gen_ai.request.choice.count"),
            hex("server.address"),
            hex("127.0.0.1"),
            hex("server.port"));
  }

  @Test
  void tellsOfCallsOfServersOfTools() throws Exception {
    String pack =
        """
        pack: {name: tools, version: 1.0.0}
        providers:
          targets:
            - {id: sim, provider: simulated}
            - {id: files, provider: mcp, base_url: "URL"}
        policies: {chain: [audit-logger]}
        """;
    String answer = "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}";
    try (var server = FakeUpstream.answering(200, "application/json", answer);
        House house = new House(settings(), Programs.of(pack.replace("URL", server.baseUrl())));
        HttpClient client = HttpClient.newHttpClient()) {
      String message = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"params\":{}}";
      var request =
          HttpRequest.newBuilder(house.uri("/mcp/files"))
              .header("content-type", "application/json")
              .header("accept", "application/json, text/event-stream")
              .header("traceparent", "00-" + TRACE + "-" + SPAN + "-01")
              .POST(HttpRequest.BodyPublishers.ofString(message))
              .build();
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      assertThat(house.store.events.getFirst().tags()).containsEntry("trace_id", TRACE);
    }

    assertThat(spans())
        .contains(TRACE, SPAN, hex("POST /mcp/files"), hex("ping"), hex("keeptrail.verdict"))
        .contains(hex("mcp.method.name"), hex("files"))
        .as("no model is asked, and no tool is called")
        .doesNotContain(hex("gen_ai."));
  }

  @Test
  void saysOfAStreamThatItIsOne() throws Exception {
    try (House house = house()) {
      String prompt = House.prompt("hello");
      assertThat(house.ask(prompt).statusCode()).isEqualTo(200);
    }
    assertThat(spans()).contains(hex("chat gpt-4o")).doesNotContain(hex("gen_ai.request.stream"));

    try (House house = house()) {
      String prompt = House.prompt("hello").replaceFirst("\\{", "{\"stream\":true,");
      assertThat(house.ask(prompt).statusCode()).isEqualTo(200);
    }
    assertThat(spans()).contains(hex("gen_ai.request.stream"));
  }

  @Test
  void soundIsNoChat() throws Exception {
    try (House house = house()) {
      String spoken = "{\"model\":\"tts-1\",\"input\":\"hello\",\"voice\":\"alloy\"}";
      try (HttpClient client = HttpClient.newHttpClient()) {
        var request =
            HttpRequest.newBuilder(house.uri("/v1/audio/speech"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(spoken))
                .build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      }
    }
    assertThat(spans()).contains(hex("speech tts-1")).doesNotContain(hex("chat"));
  }

  @Test
  void beginsATraceWhereTheCallerHasNone() throws Exception {
    String traceId;
    try (House house = house()) {
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(200);
      traceId = house.store.events.getFirst().tags().get("trace_id");
    }

    assertThat(traceId).hasSize(32);
    assertThat(spans()).contains(traceId);
  }

  @Test
  void aCallerThatDoesNotRecordIsNotRecorded() throws Exception {
    try (House house = house()) {
      house.ask(
          House.prompt("hello"),
          "content-type",
          "application/json",
          "traceparent",
          "00-" + TRACE + "-" + SPAN + "-00");
    }

    assertThat(received).isEmpty();
  }

  @Test
  void withoutAnEndpointTheEventStillSaysWhichTraceItWas() throws Exception {
    try (House house = House.simulated()) {
      house.ask(
          House.prompt("hello"),
          "content-type",
          "application/json",
          "traceparent",
          "00-" + TRACE + "-" + SPAN + "-01");
      house.ask(
          House.prompt("hello"), "content-type", "application/json", "traceparent", "00-nonsense");

      assertThat(house.store.events.stream().map(event -> event.tags().get("trace_id")))
          .containsExactly(TRACE, null);
    }
    assertThat(received).isEmpty();
  }

  @Test
  void aCollectorThatIsGoneHoldsNobodyUpAndWhatItDoesNotGetIsCounted() throws Exception {
    collector.stop(0);
    try (House house = house()) {
      assertThat(lost(house)).isEqualTo("0.0");
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(200);
      // One of the exchange, and one of its call.
      DisconnectStand.await("both are lost", () -> lost(house).equals("2.0"));
    }
  }

  private static String lost(House house) throws Exception {
    return house
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("keeptrusts_gateway_spans_lost_total "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCallerWhoHasGoneBeforeItsAnswerHasASpan() throws Exception {
    var left = new CountDownLatch(1);
    try (var provider =
            new HeldProvider(line -> {
              line.request();
              left.countDown();
              line.untilReleased();
            });
        House house =
            new House(
                settings(),
                new FakeProgram(
                    List.of(
                        new ProviderPlan(
                            "primary",
                            "openai",
                            null,
                            provider.baseUrl(),
                            new SecretRef.Env("KEY")))))) {
      byte[] body = House.prompt("hello").getBytes(StandardCharsets.UTF_8);
      try (var caller = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
        caller.getOutputStream().write(House.head("content-length: " + body.length));
        caller.getOutputStream().write(body);
        left.await();
      }
      DisconnectStand.await("it is over", () -> !house.store.events.isEmpty());
    }

    assertThat(spans()).contains(hex("POST /v1/chat/completions"));
  }

  /** What came, the last of which may be on its way when the gateway has ended. */
  private String spans() throws InterruptedException {
    long end = System.nanoTime() + House.PATIENCE.toNanos();
    while (!String.join("", received).contains(hex("keeptrail.verdict"))
        && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    return String.join("", received);
  }

  private House house() throws GatewayStartException {
    return new House(settings(), new FakeProgram(List.of(House.simulatedTarget())));
  }

  private GatewaySettings settings() {
    TraceSettings traces =
        TraceSettings.of(
            "http://127.0.0.1:" + collector.getAddress().getPort() + "/",
            Map.of("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20made-up"));
    return House.settings().withTraces(traces);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
