package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Transcripts of Codex ({@code rollout-*.jsonl}). Lines hold items of responses; older ones are the
 * items themselves. Others say which model is asked, what an answer took, or are no part of it.
 */
final class CodexLog implements LogReader {
  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    var turns = new ItemTurns();
    JsonEntries.read(log, (line, place, out, _) -> line(line, place, turns, out), pairs, skipped);
    turns.end(pairs);
  }

  private static void line(
      JsonNode line, String place, ItemTurns turns, Consumer<LoggedPair> pairs) {
    JsonNode payload = line.path("payload");
    switch (line.path("type").asString("")) {
      case "response_item" -> turns.item(payload, place, pairs);
      case "turn_context" -> turns.model(payload.path("model").asString(""));
      case "event_msg" -> turns.usage(payload.path("info").path("last_token_usage"));
      case "compacted" -> turns.compacted(payload, place, pairs);
      case "session_meta" -> turns.session(payload.path("id").asString(""));
      default -> turns.item(line, place, pairs);
    }
  }
}
