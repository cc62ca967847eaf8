package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Lines with {@code request} and {@code response}. Either is a body, or an object with the body in
 * {@code body}, as Portkey exports them and OpenAI's batches answer; bodies may be texts.
 */
final class PairLog implements LogReader {
  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped) throws IOException {
    JsonLines.read(log, PairLog::pair, pairs, skipped);
  }

  private static Optional<LoggedPair> pair(JsonNode line, String place) {
    JsonNode request = body(line.path("request"));
    if (request == null) {
      return Optional.empty();
    }
    String id = JsonLines.text(line, "id", "custom_id", "trace_id");
    String user =
        Optional.ofNullable(JsonLines.text(line, "user"))
            .or(() -> Optional.ofNullable(JsonLines.text(line.path("metadata"), "_user", "user")))
            .orElseGet(() -> JsonLines.text(request, "user"));
    return Optional.of(
        new LoggedPair(
            id == null ? place : id, path(line), request, body(line.path("response")), user));
  }

  private static @Nullable JsonNode body(JsonNode node) {
    JsonNode whole = JsonLines.object(node);
    return whole != null && whole.has("body") ? JsonLines.object(whole.path("body")) : whole;
  }

  private static String path(JsonNode line) {
    String url = JsonLines.text(line.path("request"), "url");
    return Addresses.path(url == null ? JsonLines.text(line, "url", "route") : url);
  }
}
