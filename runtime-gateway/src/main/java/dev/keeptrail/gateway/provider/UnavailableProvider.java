package dev.keeptrail.gateway.provider;

/** Stands in for a provider whose key could not be found at start. */
public final class UnavailableProvider implements ProviderClient {
  @Override
  public ProviderAnswer complete(byte[] body) throws ProviderException {
    throw new ProviderException(ProviderException.Kind.NO_SECRET);
  }

  @Override
  public void close() {}
}
