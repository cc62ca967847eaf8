package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.provider.Recall;
import java.io.IOException;

/** Port to a caller who is told of a call that is not over yet. */
public interface McpNews {
  /** Says by which event the exchange will be on record. */
  void tell(String eventId);

  /** Is called when the gateway stops and cannot wait any more for the server's answer. */
  Recall cut();

  /** Whether the caller has hung up, which ends a message that stands for itself. */
  boolean isLeft();

  /** Whether the caller listens to more than the answer. */
  boolean isWanted();

  /**
   * Sends one message; the first settles that the status is 200.
   *
   * @throws IOException when the caller does not listen any more
   */
  void send(byte[] message) throws IOException;
}
