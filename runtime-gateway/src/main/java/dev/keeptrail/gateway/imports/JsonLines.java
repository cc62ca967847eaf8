package dev.keeptrail.gateway.imports;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Logs with one JSON object a line. */
final class JsonLines {
  private JsonLines() {}

  /**
   * Hands on what lines hold.
   *
   * @param reading from a line and its place to a pair; empty when it holds none
   */
  static void read(
      LogText log,
      BiFunction<JsonNode, String, Optional<LoggedPair>> reading,
      Consumer<LoggedPair> pairs,
      Skipped skipped)
      throws IOException {
    LogText.Line line = log.next();
    while (line != null) {
      String place = "line " + line.number();
      @Nullable String text = line.text();
      if (text == null) {
        skipped.tell(log.tooLong(), place);
      } else if (!text.isBlank()) {
        Optional<LoggedPair> pair =
            Optional.ofNullable(parse(text)).flatMap(node -> reading.apply(node, place));
        pair.ifPresentOrElse(pairs, () -> skipped.noRequest(place));
      }
      line = log.next();
    }
  }

  /** The value, or null when the text is not JSON. */
  static @Nullable JsonNode parse(String text) {
    try {
      return StrictJson.parse(text.strip().getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException _) {
      return null;
    }
  }

  /** An object, also one that is written as a text; null when it is neither. */
  static @Nullable JsonNode object(JsonNode node) {
    if (node.isObject()) {
      return node;
    }
    JsonNode parsed = node.isString() ? parse(node.stringValue()) : null;
    return parsed != null && parsed.isObject() ? parsed : null;
  }

  /** The first of these members that is a text and not empty; null when there is none. */
  static @Nullable String text(JsonNode node, String... names) {
    for (String name : names) {
      String text = node.path(name).asString("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return null;
  }
}
