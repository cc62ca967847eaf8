package dev.keeptrail.gateway.stream;

import dev.keeptrail.gateway.body.Shape;
import dev.keeptrail.gateway.sse.SseWriter;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A shape whose answers callers may ask for as a stream of events. */
public interface StreamedShape extends Shape {
  /**
   * The events that say the same as a whole answer, in order.
   *
   * @param answer as it is to be delivered
   * @param request as it was sent, for what the caller asked of the stream
   */
  List<StreamEvent> events(ObjectNode answer, ObjectNode request);

  /** Whether the stream ends with the line {@code data: [DONE]}. */
  boolean endsWithDone();

  /** Reads one stream of a provider. */
  AnswerReader reader();

  /**
   * Writes one stream for a caller.
   *
   * @param request as it was sent, for what the caller asked of the stream
   */
  AnswerWriter writer(ObjectNode request);

  /** A body that asks a provider for its answer as a stream, with the count of tokens. */
  void askForStream(ObjectNode body, boolean countsTokens);

  /**
   * What a caller gets in the middle of a stream in place of the rest of it.
   *
   * @param before what went out before it
   */
  List<StreamEvent> error(ObjectNode refusal, Sent before);

  /**
   * An error as it stands by itself, outside of events, and is sent before those of {@link #error}
   * for clients that know no other in a stream; empty where the protocol has none.
   */
  default byte[] bareError(ObjectNode refusal) {
    return new byte[0];
  }

  /** Whether clients of the protocol take its error for an end, and not for one more piece. */
  boolean errorIsAnEnd();

  /** What says in the middle of a stream that the connection lives; no part of the answer. */
  default byte[] keepAlive() {
    return SseWriter.keepAlive();
  }

  /**
   * An answer that holds one part alone.
   *
   * @param ofText whether it is what a text stands in, or else a whole block or item
   */
  Holding holding(ObjectNode part, boolean ofText);
}
