package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Transcripts of Claude Code. Lines are what a person or a tool said, or a block of what the model
 * said; lines of one answer share its id. Other lines are no part of it. A line that stands in
 * several transcripts, as where a session was resumed, counts once.
 */
final class ClaudeCodeLog implements LogReader {
  /** The model of messages that the client made up itself. */
  private static final String NOBODY = "<synthetic>";

  private final Set<String> seen = new HashSet<>();

  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    Map<String, MessageTurns> threads = new LinkedHashMap<>();
    JsonEntries.read(log, (line, _, out, _) -> line(line, threads, out), pairs, skipped);
    threads.values().forEach(thread -> thread.end(pairs));
  }

  private void line(JsonNode line, Map<String, MessageTurns> threads, Consumer<LoggedPair> pairs) {
    JsonNode message = line.path("message");
    String id = JsonLines.text(line, "uuid");
    boolean summary = line.path("isCompactSummary").asBoolean(false);
    boolean unsent = !summary && line.path("isVisibleInTranscriptOnly").asBoolean(false);
    if (!message.isObject() || unsent || (id != null && !seen.add(id))) {
      return;
    }
    MessageTurns turns = threads.computeIfAbsent(thread(line), _ -> new MessageTurns());
    switch (line.path("type").asString("")) {
      case "user" -> {
        if (summary) {
          turns.forget(pairs);
        }
        turns.asked(message, id);
      }
      case "assistant" -> {
        if (!message.path("model").asString("").equals(NOBODY)) {
          turns.answered(message, pairs);
        }
      }
      default -> {}
    }
  }

  /** Agents that a session started speak in between. */
  private static String thread(JsonNode line) {
    @Nullable String agent = JsonLines.text(line, "agentId");
    boolean aside = line.path("isSidechain").asBoolean(false);
    return aside ? "aside " + agent : "";
  }
}
