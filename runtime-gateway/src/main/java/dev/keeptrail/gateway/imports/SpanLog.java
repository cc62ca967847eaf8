package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenTelemetry spans in OTLP's JSON form, one export or one a line. Those with {@code
 * gen_ai.input.messages} are chats, whatever the provider; others are no part of it.
 */
final class SpanLog implements LogReader {
  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    LogText.Line first = log.next();
    while (first != null && first.text() != null && first.text().isBlank()) {
      first = log.next();
    }
    if (first == null) {
      throw noSpans();
    }
    @Nullable String text = first.text();
    if (text == null || isExport(text)) {
      lines(log, first, pairs, skipped);
      return;
    }
    String rest = log.rest(text + "\n");
    JsonNode whole = JsonLines.parse(rest);
    if (whole != null) {
      export(whole, "", pairs);
    } else {
      var again = new LogText(new StringReader(rest));
      lines(again, again.next(), pairs, skipped);
    }
  }

  /** Whether a line is an export by itself. */
  private static boolean isExport(String line) {
    JsonNode one = JsonLines.parse(line);
    return one != null && one.has("resourceSpans");
  }

  private static void lines(
      LogText log, LogText.@Nullable Line first, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    boolean any = false;
    LogText.Line line = first;
    while (line != null) {
      String place = "line " + line.number();
      @Nullable String text = line.text();
      JsonNode one = text == null || text.isBlank() ? null : JsonLines.parse(text);
      if (one != null && one.has("resourceSpans")) {
        any = true;
        export(one, place + " ", pairs);
      } else if (text == null) {
        skipped.tell(log.tooLong(), place);
      } else if (!text.isBlank()) {
        skipped.noRequest(place);
      }
      line = log.next();
    }
    if (!any) {
      throw noSpans();
    }
  }

  private static LogFormatException noSpans() {
    return new LogFormatException("it is no OTLP JSON: `resourceSpans` is missing");
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
