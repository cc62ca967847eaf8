package dev.keeptrail.gateway.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keeptrail.gateway.tunnel.LockedProxy;
import dev.keeptrail.gateway.tunnel.NoProxy;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Spans that leave through a proxy. */
@Timeout(180)
final class ProxiedSenderIT {
  @Test
  void spansAreSentToACollectorThroughTheProxyUnderItsName() throws Exception {
    try (var proxy = new LockedProxy()) {
      CompletableResultCode sent = send("https://collector.invalid/v1/traces", proxy);

      assertThat(proxy.opened().poll(60, TimeUnit.SECONDS))
          .isEqualTo("CONNECT collector.invalid:443 HTTP/1.1");
      assertThat(proxy.through().poll(60, TimeUnit.SECONDS)).contains("collector.invalid");
      assertThat(sent.isDone()).isTrue();
    }
  }

  @Test
  void theCollectorGetsTheHeadersAndTheSpan() throws Exception {
    Queue<String> got = new ConcurrentLinkedQueue<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          got.add(
              headers.getFirst("x-key")
                  + " "
                  + headers.getFirst("content-type")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try (var proxy = new LockedProxy(collector.getAddress().getPort())) {
      send("http://collector.invalid/v1/traces", proxy);

      assertThat(got)
          .singleElement()
          .asString()
          .startsWith("k-1 application/x-protobuf")
          .contains("a span");
    } finally {
      collector.stop(0);
    }
  }

  private static CompletableResultCode send(String endpoint, LockedProxy proxy) {
    var outbound = new OutboundProxy("127.0.0.1", proxy.port(), LockedProxy.LOGIN, NoProxy.of(""));
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint)
            .addHeader("x-key", "k-1")
            .setRetryPolicy(null)
            .setComponentLoader(new ProxiedSender.Loader(outbound))
            .build();
    try (var provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()) {
      provider.get("test").spanBuilder("a span").startSpan().end();
      return provider.forceFlush().join(60, TimeUnit.SECONDS);
    }
  }
}
