package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LatencyScale;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.WellFormed;
import org.jspecify.annotations.Nullable;

/**
 * What an event is found and counted by beside its time and verdict.
 *
 * @param policy the decisive one; null when all allowed
 * @param pack name, version and digest
 * @param latencyStep step of the {@link LatencyScale}
 * @param microUsd millionths of a dollar, 0 where the price is not known
 * @param unpriced whether it cost something that nobody knows
 */
record Filing(
    String reason,
    String model,
    String provider,
    @Nullable String policy,
    String pack,
    int latencyStep,
    long tokens,
    long microUsd,
    boolean unpriced) {
  /** Longer names than anybody gives; what callers send must not make large indexes. */
  private static final int MAX_NAME = 256;

  private static final double MILLION = 1e6;

  /** An event that says nothing of it. */
  static final Filing NOTHING = new Filing("", "", "", null, "", 0, 0, 0, false);

  static Filing of(DecisionEvent event) {
    DecisionEvent.Usage usage = event.usage();
    DecisionEvent.Cost cost = event.cost();
    Double usd = cost == null ? null : cost.totalUsd();
    return new Filing(
        cut(event.reasonCode()),
        cut(event.model()),
        cut(event.provider()),
        event.decisivePolicy(),
        pack(event.pack().name(), event.pack().version(), event.pack().digest()),
        LatencyScale.step(event.latency().totalMicros()),
        usage == null ? 0 : usage.totalTokens(),
        usd == null ? 0 : micros(usd),
        cost != null && usd == null);
  }

  static String pack(String name, String version, String digest) {
    return name + " " + version + " " + digest;
  }

  /** Millionths of a dollar. */
  static long micros(double usd) {
    return Math.round(usd * MILLION);
  }

  /**
   * A name as it is filed, which queries have to ask for. It is made of what the event says of it
   * when it is read again, so that a check comes to the same.
   */
  static String cut(String given) {
    String name = Parameters.text(WellFormed.text(given));
    if (name.length() <= MAX_NAME) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME;
    return name.substring(0, end);
  }
}
