package dev.keeptrail.gateway.limits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What callers are told about their limits, in the headers that OpenAI's clients know: of several
 * limits on the same thing the one with least left. Confined to one thread.
 */
public final class RateState {
  private static final long NANOS = 1_000_000_000L;

  private final Map<String, Seen> tightest = new TreeMap<>();

  private record Seen(long limit, long left, long nanosToFull) {}

  void read(String limit, long perMinute, MinuteMeters.Reading reading) {
    String thing = limit.equals("rpm") ? "requests" : "tokens";
    var seen = new Seen(perMinute, reading.left(), reading.nanosToFull());
    tightest.merge(thing, seen, (one, other) -> other.left() < one.left() ? other : one);
  }

  /** {@code x-ratelimit-*} by name; none where nothing is limited. */
  public Map<String, String> headers() {
    if (tightest.isEmpty()) {
      return Map.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    tightest.forEach((thing, seen) -> {
      headers.put("x-ratelimit-limit-" + thing, Long.toString(seen.limit()));
      headers.put("x-ratelimit-remaining-" + thing, Long.toString(seen.left()));
      headers.put("x-ratelimit-reset-" + thing, seconds(seen.nanosToFull()) + "s");
    });
    return headers;
  }

  /** Whole seconds, upwards. */
  static long seconds(long nanos) {
    return (nanos + NANOS - 1) / NANOS;
  }
}
