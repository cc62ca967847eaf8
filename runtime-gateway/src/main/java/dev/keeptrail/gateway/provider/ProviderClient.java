package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.protocol.Protocol;
import java.time.Duration;

/**
 * Port to whoever answers requests to models. Safe for concurrent use; blocks, which virtual
 * threads make cheap.
 */
public interface ProviderClient extends AutoCloseable {
  /** Whether it can be asked in this protocol. */
  boolean speaks(Protocol protocol);

  /**
   * Sends a request and waits for the whole answer.
   *
   * @throws ProviderException when no whole answer came
   */
  ProviderAnswer complete(Protocol protocol, Outgoing request) throws ProviderException;

  /**
   * The same, within a time that may be shorter than the target's own.
   *
   * @param atMost for the whole answer
   */
  default ProviderAnswer complete(Protocol protocol, Outgoing request, Duration atMost)
      throws ProviderException {
    return complete(protocol, request);
  }

  /**
   * Sends a request that asks for a stream.
   *
   * @param atMost until its head is there; what comes then has the target's own time for each wait
   * @throws ProviderException when no answer began
   */
  ProviderStream open(Protocol protocol, Outgoing request, Duration atMost)
      throws ProviderException;

  @Override
  void close();
}
