package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.gateway.fuzz.Told.Said;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts an answer together from a stream as the official clients do, and minds what they mind. Knows
 * nothing of how the gateway does the same.
 */
abstract class Reader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private @Nullable ObjectNode error;
  private boolean closed;

  /** Takes one event. */
  abstract void take(@Nullable String name, ObjectNode data);

  /** Whether the stream said that it is complete. */
  abstract boolean isEnded();

  /** What all events came to. */
  abstract ObjectNode answer();

  /** What there is of a stream that was broken off. */
  abstract ObjectNode soFar();

  /** What the protocol calls a failure. */
  abstract boolean isError(@Nullable String name, ObjectNode data);

  /** Whether an event ends a stream in which an error has come. */
  boolean closesError(Said event) {
    return false;
  }

  /** What is no JSON and means the end. */
  void done() {
    throw new AssertionError("[DONE] in a protocol that has none");
  }

  final @Nullable ObjectNode error() {
    return error;
  }

  final void read(String body) {
    for (Said event : events(body)) {
      if (error != null) {
        require(!closed && closesError(event), "something comes behind the error");
        closed = true;
        continue;
      }
      if (event.data().equals("[DONE]")) {
        done();
        continue;
      }
      ObjectNode data = object(event.data());
      if (isError(event.name(), data)) {
        error = data;
      } else {
        take(event.name(), data);
      }
    }
  }

  static List<Said> events(String body) {
    require(body.isEmpty() || body.endsWith("\n\n"), "the last event has no end");
    List<Said> events = new ArrayList<>();
    for (String block : body.split("\n\n", -1)) {
      String name = null;
      String data = null;
      for (String line : block.split("\n", -1)) {
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          require(data == null, "an event with two lines of data");
          data = line.substring(6);
        } else {
          require(
              line.isEmpty() || line.startsWith(":") || line.startsWith("{\"error\":"),
              "a line that is none: " + line);
        }
      }
      if (data != null) {
        events.add(new Said(name, data));
      }
    }
    return events;
  }

  static ObjectNode object(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (JacksonException | ClassCastException broken) {
      throw new AssertionError("no object: " + json, broken);
    }
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
