package dev.keeptrail.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A provider that says one text, in OpenAI's and Anthropic's protocols, whole or in pieces. */
final class StreamingProvider implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final LoopbackProvider provider = new LoopbackProvider(this::answer);
  private volatile List<String> pieces = List.of();

  StreamingProvider() throws IOException {}

  String baseUrl() {
    return provider.baseUrl();
  }

  /** What it says from now on. */
  void says(List<String> text) {
    pieces = List.copyOf(text);
  }

  private void answer(String path, byte[] body, OutputStream out) throws IOException {
    boolean streams = JSON.readTree(body).path("stream").asBoolean(false);
    byte[] answer =
        (streams ? stream(path) : whole(path, String.join("", pieces)))
            .getBytes(StandardCharsets.UTF_8);
    String type = streams ? "text/event-stream" : "application/json";
    out.write(
        "HTTP/1.1 200 X\r\ncontent-type: %s\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
            .formatted(type, answer.length)
            .getBytes(StandardCharsets.US_ASCII));
    out.write(answer);
  }

  private static String whole(String path, String text) {
    String said = JSON.writeValueAsString(text);
    if (path.endsWith("/messages")) {
      return """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude",\
      "content":[{"type":"text","text":%s}],"stop_reason":"end_turn","stop_sequence":null,\
      "usage":{"input_tokens":9,"output_tokens":4}}\
      """
          .formatted(said);
    }
    if (path.endsWith("/responses")) {
      return response("completed", item("completed", part(said)));
    }
    return """
    {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
    "message":{"role":"assistant","content":%s},"finish_reason":"stop"}],\
    "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}\
    """
        .formatted(said);
  }

  private String stream(String path) {
    List<String> events = new ArrayList<>();
    if (path.endsWith("/messages")) {
      messages(events);
    } else if (path.endsWith("/responses")) {
      responses(events);
    } else {
      chunks(events);
    }
    return String.join("\n\n", events) + "\n\n";
  }

  private void chunks(List<String> events) {
    String chunk =
        "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}";
    events.add(chunk.formatted("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
    pieces.forEach(piece ->
        events.add(
            chunk.formatted("{\"content\":" + JSON.writeValueAsString(piece) + "}", "null")));
    events.add(chunk.formatted("{}", "\"stop\""));
    events.add("data: [DONE]");
  }

  private void messages(List<String> events) {
    named(
        events,
        "message_start",
        "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\","
            + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
            + "\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}");
    named(
        events,
        "content_block_start",
        "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    pieces.forEach(piece ->
        named(
            events,
            "content_block_delta",
            "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":"
                + JSON.writeValueAsString(piece)
                + "}"));
    named(events, "content_block_stop", "\"index\":0");
    named(
        events,
        "message_delta",
        "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
            + "\"usage\":{\"output_tokens\":4}");
    named(events, "message_stop", "\"x\":0");
  }

  private void responses(List<String> events) {
    String text = JSON.writeValueAsString(String.join("", pieces));
    String at = "\"output_index\":0,\"item_id\":\"msg_1\",";
    String inside = at + "\"content_index\":0,";
    named(events, "response.created", "\"response\":" + response("in_progress", ""));
    named(events, "response.output_item.added", at + "\"item\":" + item("in_progress", ""));
    named(events, "response.content_part.added", inside + "\"part\":" + part("\"\""));
    pieces.forEach(piece ->
        named(
            events,
            "response.output_text.delta",
            inside + "\"delta\":" + JSON.writeValueAsString(piece)));
    named(events, "response.output_text.done", inside + "\"text\":" + text);
    named(events, "response.content_part.done", inside + "\"part\":" + part(text));
    named(events, "response.output_item.done", at + "\"item\":" + item("completed", part(text)));
    named(
        events,
        "response.completed",
        "\"response\":" + response("completed", item("completed", part(text))));
  }

  private static void named(List<String> events, String type, String rest) {
    events.add("event: " + type + "\ndata: {\"type\":\"" + type + "\"," + rest + "}");
  }

  private static String part(String text) {
    return "{\"type\":\"output_text\",\"text\":" + text + ",\"annotations\":[]}";
  }

  private static String item(String status, String part) {
    return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"status\":\"%s\",\"content\":[%s]}"
        .formatted(status, part);
  }

  private static String response(String status, String item) {
    String usage =
        item.isEmpty() ? "null" : "{\"input_tokens\":9,\"output_tokens\":4,\"total_tokens\":13}";
    return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"model\":\"m\",\"status\":\"%s\",\"output\":[%s],\"usage\":%s}"
        .formatted(status, item, usage);
  }

  @Override
  public void close() throws IOException {
    provider.close();
  }
}
