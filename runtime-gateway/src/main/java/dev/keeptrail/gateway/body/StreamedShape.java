package dev.keeptrail.gateway.body;

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
}
