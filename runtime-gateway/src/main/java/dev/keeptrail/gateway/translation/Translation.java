package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How callers of one protocol are served by a target that speaks another. Answers go in and out as
 * bytes in canonical form, whole. Stateless, thread-safe.
 */
public enum Translation {
  /** Chat completions, answered by Anthropic's messages. */
  CHAT_TO_MESSAGES(Protocol.CHAT_COMPLETIONS, Protocol.MESSAGES),
  /** Anthropic's messages, answered by chat completions. */
  MESSAGES_TO_CHAT(Protocol.MESSAGES, Protocol.CHAT_COMPLETIONS),
  /** Google's contents, answered by chat completions. */
  CONTENTS_TO_CHAT(Protocol.GENERATE_CONTENT, Protocol.CHAT_COMPLETIONS),
  /** Google's contents, answered by Anthropic's messages. */
  CONTENTS_TO_MESSAGES(Protocol.GENERATE_CONTENT, Protocol.MESSAGES);

  private final Protocol from;
  private final Protocol to;

  Translation(Protocol from, Protocol to) {
    this.from = from;
    this.to = to;
  }

  /** The translations for callers of a protocol, the one that says most first. */
  public static List<Translation> from(Protocol protocol) {
    return Stream.of(values()).filter(way -> way.from == protocol).toList();
  }

  /** What the caller speaks. */
  public Protocol from() {
    return from;
  }

  /** What the target is asked in. */
  public Protocol to() {
    return to;
  }

  /**
   * The request in the target's protocol.
   *
   * @param body a checked request of the caller's protocol; taken apart
   * @param dialect what the target wants said in its own way
   * @throws RefusedException with status 422 and the place of what cannot be said
   */
  public ObjectNode request(ObjectNode body, Dialect dialect) throws RefusedException {
    return switch (this) {
      case CHAT_TO_MESSAGES -> ChatRequest.toMessages(body);
      case MESSAGES_TO_CHAT -> MessagesRequest.toChat(body, dialect);
      case CONTENTS_TO_CHAT -> ContentsRequest.toChat(body, dialect);
      case CONTENTS_TO_MESSAGES -> ContentsRequest.toMessages(body, dialect);
    };
  }

  /**
   * The answer in the caller's protocol; empty when the bytes are no answer, or one that the
   * caller's protocol cannot say.
   *
   * @param names of an answer that has none
   */
  public Optional<byte[]> answer(byte[] body, Names names) {
    ObjectNode read = object(body).orElse(null);
    if (read == null || to.end(read) != AnswerEnd.TOLD) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StrictJson.write(
              switch (this) {
                case CHAT_TO_MESSAGES -> MessageAnswer.toChat(read, names);
                case MESSAGES_TO_CHAT -> ChatAnswer.toMessage(read, names);
                case CONTENTS_TO_CHAT ->
                    ContentsAnswer.of(ChatAnswer.toMessage(read, names), names);
                case CONTENTS_TO_MESSAGES ->
                    ContentsAnswer.of(
                        ChatAnswer.toMessage(MessageAnswer.toChat(read, names), names), names);
              }));
    } catch (RefusedException _) {
      return Optional.empty();
    }
  }

  /**
   * Says one answer's steps as they come.
   *
   * @param names of an answer that has none
   */
  public PieceTranslation pieces(Names names) {
    return new PieceTranslation(this, names);
  }

  private static Optional<ObjectNode> object(byte[] body) {
    try {
      JsonNode read = StrictJson.parse(body);
      return read instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (MalformedJsonException _) {
      return Optional.empty();
    }
  }
}
