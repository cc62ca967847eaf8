package dev.keeptrail.conformance.bypass;

import dev.keeptrail.conformance.LoopbackProvider;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A provider on a socket that answers each exchange as its case says, and remembers what it got. It
 * knows an exchange by the model, or the id of a JSON-RPC message, that stands in the request.
 */
final class ScriptedProvider implements AutoCloseable {
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final Map<String, List<String>> received = new ConcurrentHashMap<>();
  private final LoopbackProvider provider = new LoopbackProvider(this::serve);

  /**
   * What it answers.
   *
   * @param whole to who asks for no stream
   * @param stream what is written at a time, to who asks for one
   */
  record Script(int status, String type, String whole, List<byte[]> stream) {
    static Script json(int status, String body) {
      return new Script(status, "application/json", body, List.of());
    }
  }

  ScriptedProvider() throws IOException {}

  String baseUrl() {
    return provider.baseUrl();
  }

  /** From now on, the exchange is answered so; what it got is forgotten. */
  void script(String exchange, Script script) {
    scripts.put(exchange, script);
    received.put(exchange, new CopyOnWriteArrayList<>());
  }

  /** The bodies that it got for an exchange, in order. */
  List<String> received(String exchange) {
    return received.getOrDefault(exchange, List.of());
  }

  private void serve(String path, byte[] body, OutputStream out) throws IOException {
    JsonNode asked = parsed(body);
    String exchange = asked.path("model").asString(asked.path("id").asString(""));
    received
        .computeIfAbsent(exchange, _ -> new CopyOnWriteArrayList<>())
        .add(new String(body, StandardCharsets.UTF_8));
    Script script = scripts.get(exchange);
    if (script == null) {
      answer(out, Script.json(404, ""), false);
    } else {
      answer(out, script, asked.path("stream").asBoolean(false));
    }
  }

  private static void answer(OutputStream out, Script script, boolean streams) throws IOException {
    boolean events = streams && !script.stream().isEmpty();
    byte[] whole = script.whole().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d X\r\ncontent-type: %s\r\nconnection: close\r\n%s\r\n"
            .formatted(
                script.status(),
                events ? "text/event-stream" : script.type(),
                events ? "" : "content-length: " + whole.length + "\r\n");
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    for (byte[] part : events ? script.stream() : List.of(whole)) {
      out.write(part);
      out.flush();
    }
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return StrictJson.parse(body);
    } catch (MalformedJsonException _) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() throws IOException {
    provider.close();
  }
}
