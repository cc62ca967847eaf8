package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.List;

/** Port to a caller who is given an answer while it comes. */
public interface CallerStream {
  /** Says by which event the exchange will be on record. */
  void tell(String eventId);

  /**
   * Says events; the first ones settle that the status is 200. They are on their way at the next
   * {@link #flush()}, if not before.
   *
   * @throws CallerGoneException when the caller does not listen any more
   */
  void send(List<StreamEvent> events) throws CallerGoneException;

  /**
   * Sends what was said and has not gone out yet; nothing where there is nothing.
   *
   * @throws CallerGoneException when the caller does not listen any more
   */
  void flush() throws CallerGoneException;

  /** Whether something was said. */
  boolean isBegun();

  /** Whether it has shown that the caller does not listen any more. */
  boolean isGone();

  /** Whether the gateway stops and cannot wait any more for the end of the answer. */
  boolean isCut();

  /**
   * Says what is done once one of both shows, be it while nothing is to be sent, in place of what
   * was said before. Another thread does it; this one where it has shown already.
   */
  void whenGone(Runnable then);

  /** The caller has gone away in the middle of the answer. */
  final class CallerGoneException extends Exception {
    private static final long serialVersionUID = 1L;

    public CallerGoneException() {
      super("the caller has gone");
    }
  }
}
