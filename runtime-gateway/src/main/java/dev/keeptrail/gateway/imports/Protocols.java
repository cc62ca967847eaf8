package dev.keeptrail.gateway.imports;

import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.sse.SseEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells which protocol a logged pair speaks. */
final class Protocols {
  private Protocols() {}

  /** By the address, or else by what the bodies look like. */
  static Optional<Protocol> of(LoggedPair pair) {
    return pair.path().isEmpty()
        ? Optional.of(guess(pair.request(), pair.answer()))
        : Stream.of(Protocol.values()).filter(protocol -> protocol.isAt(pair.path())).findFirst();
  }

  private static Protocol guess(JsonNode request, @Nullable LoggedAnswer said) {
    JsonNode answer = said instanceof LoggedAnswer.Whole(JsonNode body) ? body : null;
    String type = answer == null ? "" : answer.path("type").asString("");
    String object = answer == null ? "" : answer.path("object").asString("");
    if (request.has("messages")) {
      boolean messages =
          type.equals("message")
              || request.has("system")
              || request.has("anthropic_version")
              || beginsMessage(said);
      return messages ? Protocol.MESSAGES : Protocol.CHAT_COMPLETIONS;
    }
    if (request.has("prompt")) {
      return Protocol.COMPLETIONS;
    }
    if (request.has("contents")) {
      return Protocol.GENERATE_CONTENT;
    }
    if (object.equals("list")) {
      return Protocol.EMBEDDINGS;
    }
    boolean moderation = answer != null && answer.has("results");
    return moderation ? Protocol.MODERATIONS : Protocol.RESPONSES;
  }

  private static boolean beginsMessage(@Nullable LoggedAnswer said) {
    return said instanceof LoggedAnswer.Streamed(List<SseEvent> events)
        && "message_start".equals(events.getFirst().name());
  }
}
