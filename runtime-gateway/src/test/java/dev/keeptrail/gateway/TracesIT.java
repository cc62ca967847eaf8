package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keeptrail.gateway.telemetry.TraceSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    String spans = spans();
    assertThat(spans).contains(TRACE, SPAN);
    assertThat(spans)
        .contains(
            hex("POST /v1/chat/completions"),
            hex("chat gpt-4o"),
            hex("gen_ai.operation.name"),
            hex("gen_ai.provider.name"),
            hex("simulated"),
            hex("gen_ai.usage.input_tokens"),
            hex("keeptrail.verdict"))
        .doesNotContain(hex("garden"));
    assertThat(heads.peek()).contains("[Bearer made-up]");
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
  void aCollectorThatIsGoneHoldsNobodyUp() throws Exception {
    collector.stop(0);
    try (House house = house()) {
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(200);
    }
  }

  private String spans() {
    return String.join("", received);
  }

  private House house() throws GatewayStartException {
    TraceSettings traces =
        TraceSettings.of(
            "http://127.0.0.1:" + collector.getAddress().getPort() + "/",
            Map.of("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20made-up"));
    return new House(
        House.settings().withTraces(traces), new FakeProgram(List.of(House.simulatedTarget())));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
