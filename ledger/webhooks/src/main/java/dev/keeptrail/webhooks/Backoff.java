package dev.keeptrail.webhooks;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before an address is tried again: doubled each time, up to five minutes. */
final class Backoff {
  static final Duration MOST = Duration.ofMinutes(5);
  static final Duration MOST_ASKED_FOR = Duration.ofHours(1);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final int DOUBLINGS = 9;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The pause after so many failures in a row. Between half of it and the whole is left to chance,
   * so that many senders do not come back together.
   *
   * @param asked what the receiver asked for; null when it did not
   */
  Duration after(int failures, @Nullable Duration asked) {
    long doubled = FIRST.toMillis() << Math.clamp(failures - 1, 0, DOUBLINGS);
    long most = Math.min(doubled, MOST.toMillis());
    Duration own = Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    if (asked == null || asked.compareTo(own) <= 0) {
      return own;
    }
    return asked.compareTo(MOST_ASKED_FOR) > 0 ? MOST_ASKED_FOR : asked;
  }
}
