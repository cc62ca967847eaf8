package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * OpenTelemetry spans and log records in OTLP's JSON form, one export or one a line. Those that
 * hold messages, in one of the {@link SpanConventions}, are chats, whatever the provider; others
 * are no part of it.
 */
final class SpanLog implements LogReader {
  private final RecordChats records;

  SpanLog() {
    this(new Waiting());
  }

  /**
   * With another bound.
   *
   * @param waiting records of chats that are not answered yet
   */
  SpanLog(Waiting waiting) {
    this.records = new RecordChats(waiting);
  }

  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    var any = new AtomicBoolean();
    JsonEntries.read(
        log,
        (entry, place, out, problems) -> {
          if (entry.has("resourceSpans") || entry.has("resourceLogs")) {
            any.set(true);
            export(entry, place, out);
            records.read(entry, place, out, problems);
          } else {
            problems.noRequest(place);
          }
        },
        pairs,
        skipped);
    if (!any.get()) {
      throw new LogFormatException(
          "it is no OTLP JSON: `resourceSpans` or `resourceLogs` is missing");
    }
  }

  @Override
  public void end(Consumer<LoggedPair> pairs, Skipped skipped) {
    records.end(pairs);
  }

  private static void export(JsonNode export, String place, Consumer<LoggedPair> pairs) {
    int number = 0;
    for (JsonNode resource : export.path("resourceSpans")) {
      for (JsonNode scope : resource.path("scopeSpans")) {
        for (JsonNode span : scope.path("spans")) {
          span(span, place + " span " + number++, pairs);
        }
      }
    }
  }

  private static void span(JsonNode span, String place, Consumer<LoggedPair> pairs) {
    String id = JsonLines.text(span, "spanId");
    chat(attributes(span), span.path("events"), id == null ? place : id, pairs);
  }

  /** Hands on what attributes and events hold of a chat. */
  static void chat(
      Map<String, JsonNode> attributes, JsonNode events, String id, Consumer<LoggedPair> pairs) {
    SpanConventions.read(attributes, events)
        .ifPresent(chat ->
            pairs.accept(
                new LoggedPair(
                    id,
                    "/chat/completions",
                    chat.request(),
                    LoggedAnswer.whole(chat.answer()),
                    user(attributes))));
  }

  private static @Nullable String user(Map<String, JsonNode> attributes) {
    for (String name : new String[] {"user.id", "enduser.id", "langfuse.user.id"}) {
      JsonNode user = attributes.get(name);
      if (user != null && user.isString() && !user.stringValue().isEmpty()) {
        return user.stringValue();
      }
    }
    return null;
  }

  /** What stands in {@code attributes}, by name. */
  static Map<String, JsonNode> attributes(JsonNode holder) {
    Map<String, JsonNode> attributes = new HashMap<>();
    for (JsonNode attribute : holder.path("attributes")) {
      attributes.put(attribute.path("key").asString(""), SpanValues.plain(attribute.path("value")));
    }
    return attributes;
  }
}
