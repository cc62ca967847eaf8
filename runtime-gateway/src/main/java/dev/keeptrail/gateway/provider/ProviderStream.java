package dev.keeptrail.gateway.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider's answer that has begun, unjudged. Confined to one thread. */
public interface ProviderStream extends AutoCloseable {
  int status();

  /** As sent, or empty. */
  String contentType();

  @Nullable String retryAfter();

  /**
   * Waits for more of the body.
   *
   * @return how many bytes came; -1 at the end
   * @throws ProviderException when it broke off, was silent for too long, or is too long
   */
  default int read(byte[] buffer) throws ProviderException {
    return read(buffer, BeforeWaiting.NOTHING);
  }

  /**
   * The same, and does something first wherever nothing has come yet.
   *
   * @throws ProviderException also when that fails
   */
  int read(byte[] buffer, BeforeWaiting before) throws ProviderException;

  /** Gives the answer up after a while, whatever of it comes until then. */
  default Patience within(Duration atMost) {
    return () -> {};
  }

  /** Says that nothing more is needed: a connection whose answer ends at once can be used again. */
  void finish();

  /** Ends it from another thread: whoever waits for more is told that it broke off. */
  default void giveUp() {}

  /** Gives up what has not come yet. */
  @Override
  void close();
}
