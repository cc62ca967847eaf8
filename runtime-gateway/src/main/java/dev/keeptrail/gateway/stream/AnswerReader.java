package dev.keeptrail.gateway.stream;

import dev.keeptrail.gateway.sse.SseEvent;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the events of one provider's stream: reports each step, and puts the whole answer together
 * as the provider would have sent it in one piece. Events and members of events that it does not
 * know are passed over, and so never passed on. Confined to one thread.
 */
public interface AnswerReader {
  /**
   * Takes the next event and reports what it says, in order.
   *
   * @throws BrokenStreamException when the stream cannot be what it claims to be, or says that the
   *     provider failed
   */
  void accept(SseEvent event, Consumer<Piece> pieces) throws BrokenStreamException;

  /** Whether the answer has come to its proper end. */
  boolean isComplete();

  /** Whether nothing more of it will come. */
  boolean isOver();

  /** The answer as far as it has come; the tree itself, which grows with further events. */
  ObjectNode soFar();
}
