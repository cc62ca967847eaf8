package dev.keeptrail.gateway.imports;

import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.sse.SseFormatException;
import dev.keeptrail.gateway.sse.SseReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a log holds of an answer. */
public sealed interface LoggedAnswer {
  /** An answer in one piece. */
  record Whole(JsonNode body) implements LoggedAnswer {}

  /** An answer that came as events, as far as they came. */
  record Streamed(List<SseEvent> events) implements LoggedAnswer {
    public Streamed {
      events = List.copyOf(events);
    }
  }

  /** An object, a text that is one, or the text of a stream; null for anything else. */
  static @Nullable LoggedAnswer of(JsonNode said) {
    JsonNode whole = JsonLines.object(said);
    if (whole != null) {
      return new Whole(whole);
    }
    return said.isString() ? streamed(said.stringValue()) : null;
  }

  /** The same of what an object holds; null for no object. */
  static @Nullable LoggedAnswer whole(@Nullable JsonNode object) {
    return object == null ? null : new Whole(object);
  }

  private static @Nullable LoggedAnswer streamed(String text) {
    List<SseEvent> events = new ArrayList<>();
    // Logs cut the empty line behind the last event.
    byte[] bytes = (text + "\n\n").getBytes(StandardCharsets.UTF_8);
    try {
      new SseReader().read(bytes, 0, bytes.length, events::add);
    } catch (SseFormatException _) {
      return null;
    }
    return events.isEmpty() ? null : new Streamed(events);
  }
}
