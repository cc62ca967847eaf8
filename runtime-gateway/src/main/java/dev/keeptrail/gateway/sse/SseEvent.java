package dev.keeptrail.gateway.sse;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param name the event's type; null where the stream names none
 * @param data the data lines joined by line feeds
 */
public record SseEvent(@Nullable String name, String data) {
  /** Shows how much, never what: data is what a model wrote. */
  @Override
  public String toString() {
    return "SseEvent[" + name + ", " + data.length() + " chars]";
  }
}
