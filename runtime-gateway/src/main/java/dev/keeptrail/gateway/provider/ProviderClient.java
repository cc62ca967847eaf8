package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.protocol.Protocol;

/**
 * Port to whoever answers a chat completion. Safe for concurrent use; blocks, which virtual threads
 * make cheap.
 */
public interface ProviderClient extends AutoCloseable {
  /**
   * Sends a canonical body and waits for the whole answer.
   *
   * @throws ProviderException when no whole answer came
   */
  ProviderAnswer complete(Protocol protocol, byte[] body) throws ProviderException;

  @Override
  void close();
}
