package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Observations of Langfuse, as its export and its API give them. Generations hold what an
 * instrumented program passed on: messages of a chat in most cases. Other kinds of observations are
 * no part of it.
 */
final class LangfuseLog implements LogReader {
  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    JsonEntries.read(log, LangfuseLog::observation, pairs, skipped);
  }

  private static void observation(
      JsonNode row, String place, Consumer<LoggedPair> pairs, Skipped skipped) {
    String type = row.path("type").asString("GENERATION").toUpperCase(Locale.ROOT);
    if (row.isObject() && !type.equals("GENERATION") && !type.equals("EMBEDDING")) {
      return;
    }
    @Nullable String told = JsonLines.text(row, "model", "providedModelName");
    String model = told == null ? "unknown" : told;
    ObjectNode request = ChatBodies.request(plain(row.path("input")), model);
    if (request == null) {
      skipped.noRequest(place);
      return;
    }
    String id = JsonLines.text(row, "id");
    pairs.accept(
        new LoggedPair(
            id == null ? place : id,
            "",
            request,
            LoggedAnswer.whole(ChatBodies.answer(plain(row.path("output")), model)),
            JsonLines.text(row, "userId")));
  }

  /** What a text says in JSON, or else the text itself. */
  private static JsonNode plain(JsonNode value) {
    JsonNode said = value.isString() ? JsonLines.parse(value.stringValue()) : null;
    return said != null && (said.isObject() || said.isArray()) ? said : value;
  }
}
