package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.sse.SseWriter;
import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.stream.StreamedShape;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says a simulated answer as a stream: each text in words. Stateless. */
final class SimulatedStream {
  private static final List<String> TEXTS =
      List.of(
          "/choices/0/delta/content",
          "/choices/0/text",
          "/delta/text",
          "/delta",
          "/candidates/0/content/parts/0/text");

  private SimulatedStream() {}

  static byte[] of(Protocol protocol, ObjectNode answer, ObjectNode request) {
    StreamedShape shape = protocol.streamed().orElseThrow();
    var bytes = new ByteArrayOutputStream();
    for (StreamEvent event : shape.events(answer, request)) {
      for (ObjectNode data : words(event.data())) {
        bytes.writeBytes(SseWriter.event(event.name(), StrictJson.writeText(data)));
      }
    }
    if (shape.endsWithDone()) {
      bytes.writeBytes(SseWriter.event("[DONE]"));
    }
    return bytes.toByteArray();
  }

  /** Candidates say why they end with their last word. */
  private static void goesOn(ObjectNode event) {
    if (event.path("candidates").path(0) instanceof ObjectNode candidate) {
      candidate.remove("finishReason");
      event.remove("usageMetadata");
    }
  }

  /** The event once for each word of its text. */
  private static List<ObjectNode> words(ObjectNode data) {
    for (String place : TEXTS) {
      JsonNode text = data.at(place);
      if (text.isString()) {
        int last = place.lastIndexOf('/');
        List<ObjectNode> events = new ArrayList<>();
        String whole = text.stringValue();
        int from = 0;
        while (from < whole.length()) {
          int space = whole.indexOf(' ', from);
          int end = space < 0 ? whole.length() : space + 1;
          ObjectNode event = data.deepCopy();
          ((ObjectNode) event.at(place.substring(0, last)))
              .put(place.substring(last + 1), whole.substring(from, end));
          events.add(event);
          from = end;
        }
        events.stream().limit(Math.max(0, events.size() - 1)).forEach(SimulatedStream::goesOn);
        return events.isEmpty() ? List.of(data) : events;
      }
    }
    return List.of(data);
  }
}
