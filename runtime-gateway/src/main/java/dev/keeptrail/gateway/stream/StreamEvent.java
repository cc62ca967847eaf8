package dev.keeptrail.gateway.stream;

import dev.keeptrail.gateway.json.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One event of a stream. */
public sealed interface StreamEvent {
  static StreamEvent of(@Nullable String name, ObjectNode data) {
    return new Tree(name, data);
  }

  /** What stands in its {@code event} line; null for none. */
  @Nullable String name();

  /** Its data as a tree. */
  ObjectNode data();

  /** Its data as it is written: UTF-8 in one line. */
  byte[] json();

  /** An event that is written from its tree. */
  record Tree(@Nullable String name, ObjectNode data) implements StreamEvent {
    @Override
    public byte[] json() {
      return StrictJson.write(data);
    }
  }

  /** One of many events that differ in a text only. */
  record Text(EventForm form, String text) implements StreamEvent {
    @Override
    public @Nullable String name() {
      return form.name();
    }

    @Override
    public ObjectNode data() {
      return form.data(text);
    }

    @Override
    public byte[] json() {
      return form.json(text);
    }

    /** Shows how much, never what: it is what a model wrote. */
    @Override
    public String toString() {
      return "Text[" + form.name() + ", " + text.length() + " chars]";
    }
  }
}
