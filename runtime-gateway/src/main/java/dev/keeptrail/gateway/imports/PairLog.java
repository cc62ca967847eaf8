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
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    JsonEntries.read(log, PairLog::pair, pairs, skipped);
  }

  private static void pair(
      JsonNode line, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    JsonNode request = body(line.path("request"));
    if (request == null) {
      skipped.noRequest(place);
      return;
    }
    String id = JsonLines.text(line, "id", "custom_id", "trace_id");
    String user =
        Optional.ofNullable(JsonLines.text(line, "user"))
            .or(() -> Optional.ofNullable(JsonLines.text(line.path("metadata"), "_user", "user")))
            .orElseGet(() -> JsonLines.text(request, "user"));
    pairs.accept(
        new LoggedPair(
            id == null ? place : id, path(line), request, answer(line.path("response")), user));
  }

  private static @Nullable JsonNode body(JsonNode node) {
    JsonNode whole = JsonLines.object(node);
    return whole != null && whole.has("body") ? JsonLines.object(whole.path("body")) : whole;
  }

  private static @Nullable LoggedAnswer answer(JsonNode node) {
    JsonNode whole = JsonLines.object(node);
    return LoggedAnswer.of(whole != null && whole.has("body") ? whole.path("body") : node);
  }

  private static String path(JsonNode line) {
    String url = JsonLines.text(line.path("request"), "url");
    return Addresses.path(url == null ? JsonLines.text(line, "url", "route") : url);
  }
}
