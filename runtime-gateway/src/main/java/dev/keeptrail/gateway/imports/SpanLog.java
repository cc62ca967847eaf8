package dev.keeptrail.gateway.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenTelemetry spans in OTLP's JSON form, one export or one a line. Those with {@code
 * gen_ai.input.messages} are chats, whatever the provider; others are no part of it.
 */
final class SpanLog implements LogReader {
  @Override
  public void read(BufferedReader log, Consumer<LoggedPair> pairs, Consumer<String> skipped)
      throws IOException, LogFormatException {
    String text = log.readAllAsString();
    JsonNode whole = JsonLines.parse(text);
    if (whole != null) {
      export(whole, "", pairs);
      return;
    }
    long number = 0;
    boolean any = false;
    for (String line : text.split("\n", -1)) {
      number++;
      JsonNode one = line.isBlank() ? null : JsonLines.parse(line);
      if (one != null && one.has("resourceSpans")) {
        any = true;
        export(one, "line " + number + " ", pairs);
      } else if (!line.isBlank()) {
        skipped.accept("line " + number);
      }
    }
    if (!any) {
      throw new LogFormatException("it is no OTLP JSON: `resourceSpans` is missing");
    }
  }

  private static void export(JsonNode export, String place, Consumer<LoggedPair> pairs) {
    int number = 0;
    for (JsonNode resource : export.path("resourceSpans")) {
      for (JsonNode scope : resource.path("scopeSpans")) {
        for (JsonNode span : scope.path("spans")) {
          span(span, place + "span " + number++, pairs);
        }
      }
    }
  }

  private static void span(JsonNode span, String place, Consumer<LoggedPair> pairs) {
    Map<String, JsonNode> attributes = new HashMap<>();
    for (JsonNode attribute : span.path("attributes")) {
      attributes.put(attribute.path("key").asString(""), SpanValues.plain(attribute.path("value")));
    }
    var messages = new SpanMessages(attributes);
    ObjectNode request = messages.request();
    if (request != null) {
      String id = JsonLines.text(span, "spanId");
      JsonNode user = attributes.get("user.id");
      pairs.accept(
          new LoggedPair(
              id == null ? place : id,
              "/chat/completions",
              request,
              messages.answer(),
              user == null || !user.isString() ? null : user.stringValue()));
    }
  }
}
