package dev.keeptrail.gateway.opinion;

import dev.keeptrail.gateway.repetition.Headers;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells requests that this gateway sends to a judge from all others when they come back to it,
 * because the judge is behind the same gateway. A marker is good while the judge is being asked,
 * and nobody can make one up. Thread-safe.
 */
public final class Markers {
  /** The header of a request to a judge. */
  static final String HEADER = "x-keeptrail-judge";

  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Integer> depths = new ConcurrentHashMap<>();

  /** How many judges have been asked on the way to this request; 0 for a caller's own. */
  int depth(Headers headers) {
    return headers.values(HEADER).stream()
        .mapToInt(value -> depths.getOrDefault(value, 0))
        .max()
        .orElse(0);
  }

  /** A marker that is good until it is closed. */
  Marker issue(int depth) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String value = HexFormat.of().formatHex(bytes);
    depths.put(value, depth);
    return new Marker(value, depths);
  }

  /** One request to a judge. */
  record Marker(String value, Map<String, Integer> depths) implements AutoCloseable {
    @Override
    public void close() {
      depths.remove(value);
    }
  }
}
