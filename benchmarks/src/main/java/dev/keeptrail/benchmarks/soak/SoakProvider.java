package dev.keeptrail.benchmarks.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keeptrail.benchmarks.Prose;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A provider that does whatever a request asks of it, well or badly. */
final class SoakProvider implements AutoCloseable {
  private static final int PIECE = 7;
  private static final String CHUNK =
      """
      {"id":"c-%d","object":"chat.completion.chunk","created":1790000000,"model":"gpt-4o-mini",\
      "choices":[{"index":0,"delta":{%s},"finish_reason":%s}]}\
      """;

  private final HttpServer server;
  private final AtomicLong answers = new AtomicLong();

  private SoakProvider(HttpServer server) {
    this.server = server;
  }

  static SoakProvider start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    var provider = new SoakProvider(server);
    server.createContext("/", provider::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return provider;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    long number = answers.incrementAndGet();
    try (exchange) {
      if (exchange.getRequestURI().getPath().endsWith("/embeddings")) {
        send(exchange, 200, vector(number));
      } else if (asked.contains(Visit.WRONG_STATUS)) {
        send(exchange, 503, "{\"error\":{\"message\":\"busy\",\"type\":\"server_error\"}}");
      } else if (asked.contains(Visit.NO_JSON)) {
        send(exchange, 200, "{\"choices\":[}");
      } else if (asked.contains(Visit.BREAKS_OFF)) {
        breakOff(exchange);
      } else if (asked.contains("\"stream\":true")) {
        stream(exchange, number, asked.contains(Visit.WITH_PERSONAL));
      } else {
        if (asked.contains(Visit.SLOWLY)) {
          pause(1_000);
        }
        send(exchange, 200, whole(number));
      }
    }
  }

  private static String whole(long number) {
    return """
    {"id":"c-%d","object":"chat.completion","created":1790000000,"model":"gpt-4o-mini",\
    "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},\
    "finish_reason":"stop"}],\
    "usage":{"prompt_tokens":240,"completion_tokens":120,"total_tokens":360}}\
    """
        .formatted(number, Prose.clean(600, number));
  }

  private static String vector(long number) {
    return """
    {"object":"list","model":"text-embedding-3-small",\
    "data":[{"object":"embedding","index":0,"embedding":[0.125,-0.5,0.25,%d.5]}],\
    "usage":{"prompt_tokens":9,"total_tokens":9}}\
    """
        .formatted(number);
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Promises more than comes. */
  private static void breakOff(HttpExchange exchange) throws IOException {
    byte[] event = event(CHUNK.formatted(1, "\"content\":\"Half a\"", "null"));
    exchange.getResponseHeaders().add("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 100_000);
    exchange.getResponseBody().write(event);
  }

  private static void stream(HttpExchange exchange, long number, boolean personal)
      throws IOException {
    String text =
        personal ? Prose.withPersonalValues(1_200, number, 3) : Prose.clean(1_200, number);
    exchange.getResponseHeaders().add("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (int at = 0; at < text.length(); at += PIECE) {
      String piece = text.substring(at, Math.min(text.length(), at + PIECE));
      out.write(event(CHUNK.formatted(number, "\"content\":\"" + piece + "\"", "null")));
      if (at % (PIECE * 40) == 0) {
        out.flush();
        pause(1);
      }
    }
    out.write(event(CHUNK.formatted(number, "", "\"stop\"")));
    out.write(event("[DONE]"));
  }

  private static byte[] event(String data) {
    return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
