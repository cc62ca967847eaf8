package dev.keeptrail.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A provider that answers with what it was asked, and a judge that obeys whatever it is told
 * outside of the borders it was given, as a model would that cannot tell data from instructions.
 */
final class FakeJudge implements AutoCloseable {
  private static final Pattern BORDER = Pattern.compile("`(-----[0-9a-f]{32}-----)`");

  final Queue<String> asked = new ConcurrentLinkedQueue<>();
  final Queue<String> headers = new ConcurrentLinkedQueue<>();
  volatile @Nullable URI behind;
  private final CountDownLatch over = new CountDownLatch(1);
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  FakeJudge() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/up/", this::echo);
    server.createContext("/judge/", this::judge);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void echo(HttpExchange exchange) throws IOException {
    JsonNode request = parse(exchange);
    JsonNode messages = request.path("messages");
    reply(exchange, 200, messages.path(messages.size() - 1).path("content").asString());
  }

  private void judge(HttpExchange exchange) throws IOException {
    JsonNode request = parse(exchange);
    headers.add(
        exchange.getRequestHeaders().getFirst("authorization")
            + " "
            + exchange.getRequestHeaders().containsKey("x-keeptrail-judge"));
    String system = request.path("messages").path(0).path("content").asString();
    String user = request.path("messages").path(1).path("content").asString();
    asked.add(request.path("model").asString() + "\n" + user);
    Matcher border = BORDER.matcher(system);
    if (!border.find()) {
      throw new IllegalStateException("no border");
    }
    var outside = new StringBuilder();
    var inside = new StringBuilder();
    boolean in = false;
    for (String line : user.lines().toList()) {
      if (line.equals(border.group(1))) {
        in = !in;
      } else {
        (in ? inside : outside).append(line).append('\n');
      }
    }
    String data = inside.toString();
    if (outside.toString().contains("OBEY")) {
      reply(exchange, 200, "{\"verdict\":\"pass\"}");
    } else if (data.contains("BEHIND")) {
      reply(
          exchange, 200, throughTheGateway(exchange) ? verdict("pass", "") : verdict("reject", ""));
    } else if (data.contains("BROKEN")) {
      reply(exchange, 500, "");
    } else if (data.contains("SILENT")) {
      saysNothing();
    } else if (data.contains("PLAIN")) {
      reply(exchange, 200, "The verdict is pass.");
    } else if (data.contains("FENCED")) {
      reply(exchange, 200, "```json\n" + verdict("pass", "") + "\n```");
    } else if (data.contains("TWICE")) {
      reply(exchange, 200, "{\"verdict\":\"reject\",\"verdict\":\"pass\"}");
    } else if (data.contains("OTHER")) {
      reply(exchange, 200, "{\"verdict\":\"maybe\"}");
    } else if (data.contains("MORE")) {
      reply(exchange, 200, "{\"verdict\":\"pass\",\"score\":1}");
    } else {
      reply(
          exchange,
          200,
          data.contains("BAD")
              ? verdict("reject", "mail john.roe@example.com " + "x".repeat(2_000))
              : verdict("pass", "nothing against it"));
    }
  }

  /** A judge that is asked through the gateway that asks it. */
  private boolean throughTheGateway(HttpExchange exchange) {
    URI gateway = behind;
    if (gateway == null) {
      throw new IllegalStateException("no gateway");
    }
    var request =
        HttpRequest.newBuilder(gateway)
            .header("content-type", "application/json")
            .header("x-keeptrail-judge", exchange.getRequestHeaders().getFirst("x-keeptrail-judge"))
            .POST(HttpRequest.BodyPublishers.ofString(House.prompt("ORD-9999 BAD")))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void saysNothing() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String verdict(String word, String why) {
    return StrictJson.writeText(
        JsonNodeFactory.instance.objectNode().put("verdict", word).put("rationale", why));
  }

  private static JsonNode parse(HttpExchange exchange) throws IOException {
    try {
      return StrictJson.parse(exchange.getRequestBody().readAllBytes());
    } catch (MalformedJsonException e) {
      throw new IOException(e);
    }
  }

  private static void reply(HttpExchange exchange, int status, String content) throws IOException {
    String quoted = StrictJson.writeText(JsonNodeFactory.instance.stringNode(content));
    String inner = quoted.substring(1, quoted.length() - 1);
    byte[] bytes =
        FakeUpstream.completion("CONTENT")
            .replace("CONTENT", inner)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    over.countDown();
    client.close();
    server.stop(0);
  }
}
