package dev.keeptrail.gateway.translation;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.gateway.stream.ChannelKey;
import dev.keeptrail.gateway.stream.Piece;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says the steps of an answer in the caller's protocol. What comes in texts goes on in texts, all
 * else with the translation of the whole answer. One use, one thread.
 */
public final class PieceTranslation {
  private static final ChannelKey CONTENT = new ChannelKey(0, Channel.CONTENT, 0);

  private final Translation translation;
  private final Names names;
  private boolean begun;

  PieceTranslation(Translation translation, Names names) {
    this.translation = translation;
    this.names = names;
  }

  /** The step in the caller's protocol; empty where it waits for the whole answer. */
  public Optional<Piece> translate(Piece piece) {
    return switch (piece) {
      case Piece.Head head -> Optional.of(new Piece.Head(head(head.head())));
      case Piece.Begin begin -> begin(begin);
      case Piece.Text text ->
          isContent(text.key())
              ? Optional.of(new Piece.Text(CONTENT, text.text()))
              : Optional.empty();
      case Piece.End _ -> Optional.empty();
      case Piece.Part _ -> Optional.empty();
    };
  }

  private static boolean isContent(ChannelKey key) {
    return key.channel() == Channel.CONTENT && key.choice() == 0;
  }

  private Optional<Piece> begin(Piece.Begin begin) {
    if (!isContent(begin.key()) || begun) {
      return Optional.empty();
    }
    begun = true;
    return Optional.of(new Piece.Begin(CONTENT, shell()));
  }

  private ObjectNode shell() {
    return switch (translation) {
      case CHAT_TO_MESSAGES, MESSAGES_TO_CHAT -> Json.typed("text");
      case CONTENTS_TO_CHAT, CONTENTS_TO_MESSAGES -> Json.object().put("text", "");
    };
  }

  private ObjectNode head(ObjectNode said) {
    ObjectNode head = Json.object();
    switch (translation) {
      case CHAT_TO_MESSAGES -> {
        head.put("id", names.id(said));
        head.put("object", "chat.completion").put("created", System.currentTimeMillis() / 1_000);
        head.put("model", names.model(said));
      }
      case MESSAGES_TO_CHAT -> {
        head.put("id", names.id(said));
        head.put("type", "message").put("role", "assistant");
        head.putObject("usage").put("input_tokens", 0).put("output_tokens", 0);
        head.put("model", names.model(said));
      }
      case CONTENTS_TO_CHAT, CONTENTS_TO_MESSAGES ->
          head.put("modelVersion", names.model(said)).put("responseId", names.id(said));
    }
    return head;
  }
}
