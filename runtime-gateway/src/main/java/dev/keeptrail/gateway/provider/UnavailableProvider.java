package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.protocol.Protocol;
import java.time.Duration;

/** Stands in for a provider whose key could not be found at start. */
public final class UnavailableProvider implements ProviderClient {
  @Override
  public boolean speaks(Protocol protocol) {
    return true;
  }

  @Override
  public ProviderAnswer complete(Protocol protocol, Outgoing request) throws ProviderException {
    throw new ProviderException(ProviderException.Kind.NO_SECRET);
  }

  @Override
  public ProviderStream open(Protocol protocol, Outgoing request, Duration atMost)
      throws ProviderException {
    throw new ProviderException(ProviderException.Kind.NO_SECRET);
  }

  @Override
  public void close() {}
}
