package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Rows of Helicone's requests, as its export and its API give them: the bodies are those of the
 * provider's own API, in {@code request_body} and {@code response_body}.
 */
final class HeliconeLog implements LogReader {
  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    JsonEntries.read(log, HeliconeLog::row, pairs, skipped);
  }

  private static void row(JsonNode row, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    JsonNode request = JsonLines.object(row.path("request_body"));
    if (request == null || request.isEmpty()) {
      skipped.tell(
          row.has("signed_body_url")
              ? "the body is not in it; export with `--include-body`"
              : "no request that can be read",
          place);
      return;
    }
    String id = JsonLines.text(row, "request_id", "id");
    JsonNode answer = row.path("response_body");
    JsonNode streamed = answer.path("streamed_data");
    pairs.accept(
        new LoggedPair(
            id == null ? place : id,
            Addresses.path(JsonLines.text(row, "request_path")),
            request,
            LoggedAnswer.of(streamed.isMissingNode() ? answer : streamed),
            JsonLines.text(row, "request_user_id")));
  }
}
