package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.provider.Recall;
import java.io.IOException;
import java.util.function.Consumer;

/** Port to a caller who is told of a request that is not over yet. */
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
   * The caller stays to listen, for as long as it likes, and takes nobody's place meanwhile.
   *
   * @param end is told why the gateway cannot let it stay longer, by another thread, and maybe more
   *     than once
   */
  Stay stay(Consumer<ListenEnd> end);

  /** As long as it is open, the caller stays. */
  interface Stay extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Sends one message; the first settles that the status is 200.
   *
   * @throws IOException when the caller does not listen any more
   */
  void send(byte[] message) throws IOException;
}
