package dev.keeptrail.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server of tools whose clients listen to it, and which says what a test wants. */
final class McpNewsServer {
  static final String ID = "io.modelcontextprotocol/subscriptionId";

  private static final String END = "";

  /** How many streams have been left, by whoever. */
  final CountDownLatch left = new CountDownLatch(1);

  /** What each client that listens hears first; empty for nothing. */
  volatile String welcome = "";

  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

  /** Takes a request to listen, and answers others with an empty result. */
  void answer(FakeUpstream.Received request, OutputStream out) throws Exception {
    if (!request.body().contains("subscriptions/listen")) {
      McpStreet.respond(out, 200, "application/json", "", McpStreet.body("{\"content\":[]}"));
      return;
    }
    out.write(
        "HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    write(out, welcome);
    try {
      String next = said.poll(1, TimeUnit.SECONDS);
      while (!END.equals(next)) {
        write(out, next == null ? ": here\n\n" : next);
        next = said.poll(100, TimeUnit.MILLISECONDS);
      }
    } finally {
      left.countDown();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Says one message to whoever listens. */
  void say(String message) {
    said.add("data: " + message + "\n\n");
  }

  /** Says something as it stands. */
  void write(String bytes) {
    said.add(bytes);
  }

  /** Closes the connection. */
  void hangUp() {
    said.add(END);
  }

  void acknowledge(String filter) {
    say(acknowledgement(filter));
  }

  /** Agrees at once to what a client wants to listen to. */
  void welcome(String filter) {
    welcome = "data: " + acknowledgement(filter) + "\n\n";
  }

  private static String acknowledgement(String filter) {
    return notice("subscriptions/acknowledged", "\"notifications\":" + filter);
  }

  static String notice(String kind, String members) {
    String more = members.isEmpty() ? "" : "," + members;
    return """
    {"jsonrpc":"2.0","method":"notifications/%s","params":{"_meta":{"%s":7}%s}}\
    """
        .formatted(kind, ID, more);
  }
}
