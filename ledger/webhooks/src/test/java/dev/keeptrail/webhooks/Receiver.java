package dev.keeptrail.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An address that deliveries come to. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile IntFunction<Integer> answers = _ -> 204;
  private volatile @Nullable Duration pause;

  /** One attempt. */
  record Message(String id, long seconds, List<String> signatures, String text, int answer) {}

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var headers = exchange.getRequestHeaders();
      asked.incrementAndGet();
      int answer = answers.apply(messages.size());
      messages.add(
          new Message(
              headers.getFirst("webhook-id"),
              Long.parseLong(headers.getFirst("webhook-timestamp")),
              List.of(headers.getFirst("webhook-signature").split(" ")),
              body,
              answer));
      Duration after = pause;
      if (after != null) {
        exchange.getResponseHeaders().set("retry-after", Long.toString(after.toSeconds()));
      }
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  /** What is answered, by the number of the attempt from 0 on. */
  void answer(IntFunction<Integer> statuses) {
    this.answers = statuses;
  }

  /** For how long it asks to be left alone. */
  void answerAfter(Duration pause) {
    this.pause = pause;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  /** How many attempts have begun. */
  int asked() {
    return asked.get();
  }

  /** Ids of the messages that were taken, in their order. */
  List<String> taken() {
    return messages.stream()
        .filter(message -> message.answer() < 300)
        .map(Message::id)
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
