package dev.keeptrail.gateway.stream;

import dev.keeptrail.engine.exchange.Location;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes one answer for a caller as it comes, judged and edited. What its protocol cannot say out
 * of turn, it says at the end. Confined to one thread.
 */
public interface AnswerWriter {
  /** Where a text stands in the whole answer. */
  Location location(ChannelKey key);

  /** The first events. */
  List<StreamEvent> head(ObjectNode head);

  /** A text begins. */
  List<StreamEvent> begin(ChannelKey key, ObjectNode shell);

  /** More of a text, as it may be given out; none where the text is said at the end. */
  List<StreamEvent> text(ChannelKey key, String text);

  /**
   * The rest of a text that is complete.
   *
   * @param part what it stands in, edited
   * @throws DisagreementException when something else was said before
   */
  List<StreamEvent> end(ChannelKey key, ObjectNode part) throws DisagreementException;

  /** Whether this part can be said now, or brought to its end. */
  boolean takes(int index);

  /**
   * A part that is complete.
   *
   * @param part as it is to be delivered
   * @throws DisagreementException when something else was said before
   */
  List<StreamEvent> part(int index, ObjectNode part) throws DisagreementException;

  /**
   * All that has not been said.
   *
   * @param answer the whole answer as it is to be delivered
   * @throws DisagreementException when it is not what was said before
   */
  List<StreamEvent> finish(ObjectNode answer) throws DisagreementException;
}
