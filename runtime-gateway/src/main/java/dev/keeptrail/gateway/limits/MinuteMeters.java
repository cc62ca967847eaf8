package dev.keeptrail.gateway.limits;

/**
 * A port: where it is counted how much of what may be taken in a minute was taken. Whatever keeps
 * the counts, gateways that share it share their limits. Thread-safe.
 */
public interface MinuteMeters {
  /**
   * Takes an amount, or nothing when there is not enough.
   *
   * @param meter whose; each name with each limit is a meter of its own
   * @param perMinute how much flows back in a minute, and how much there is at most
   * @param amount at most {@code perMinute}
   */
  Reading take(String meter, long perMinute, long amount);

  /**
   * Puts right what was taken when it is known what it should have been.
   *
   * @param more what was used beyond it; below 0 to give back
   */
  void correct(String meter, long perMinute, long more);

  /**
   * What a meter says after somebody wanted something of it.
   *
   * @param left how much there is
   * @param nanosToWait until there is enough; 0 when it was taken
   * @param nanosToFull until there is as much as there can be
   */
  record Reading(boolean taken, long left, long nanosToWait, long nanosToFull) {}
}
