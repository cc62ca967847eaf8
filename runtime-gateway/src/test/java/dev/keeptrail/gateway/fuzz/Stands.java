package dev.keeptrail.gateway.fuzz;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A stand for each kind of provider, all with the same pack. */
final class Stands implements AutoCloseable {
  private final Map<String, Stand> stands = new LinkedHashMap<>();

  Stands(Pack pack, String... providers) throws IOException {
    for (String provider : providers) {
      stands.put(provider, new Stand(pack, provider));
    }
  }

  /** With all that ways lead to. */
  static Stands of(Pack pack) throws IOException {
    return new Stands(pack, "openai", "anthropic", "google");
  }

  Stand of(String provider) {
    return Objects.requireNonNull(stands.get(provider), provider);
  }

  @Override
  public void close() throws IOException {
    for (Stand stand : stands.values()) {
      stand.close();
    }
  }
}
