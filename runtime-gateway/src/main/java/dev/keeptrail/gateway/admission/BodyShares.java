package dev.keeptrail.gateway.admission;

import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many bodies of one sender are waited for at a time. A body that does not come holds a place
 * inside until its time is over, and one sender alone must not hold all of them so. Thread-safe.
 */
public final class BodyShares {
  /** Fewer are nobody's flood. */
  static final int LEAST = 16;

  private final int most;

  /**
   * Those who are waited for now, and how many bodies of each; never more than there are places.
   */
  private final ConcurrentHashMap<String, Integer> waiting = new ConcurrentHashMap<>();

  private BodyShares(int most) {
    this.most = most;
  }

  /** Half of the places for one sender. */
  public static BodyShares of(int places) {
    return new BodyShares(Math.max(LEAST, places / 2));
  }

  public Wait of(String sender) {
    return new Wait(sender);
  }

  /** The wait for one body. Confined to one thread. */
  public final class Wait implements AutoCloseable {
    private final String sender;
    private boolean counted;

    private Wait(String sender) {
      this.sender = sender;
    }

    /**
     * The body is not there yet. May be said again.
     *
     * @throws RefusedException when as many others of this sender are waited for
     */
    public void begin() throws RefusedException {
      if (counted) {
        return;
      }
      if (waiting.merge(sender, 1, Integer::sum) > most) {
        leave();
        throw new RefusedException(
            Refusal.of(
                    503,
                    ErrorType.OVERLOADED,
                    "overloaded",
                    "the gateway waits for "
                        + most
                        + " bodies of this sender already; send them faster, or fewer at a time")
                .retryAfter("1")
                .closing());
      }
      counted = true;
    }

    @Override
    public void close() {
      if (counted) {
        counted = false;
        leave();
      }
    }

    private void leave() {
      Integer ignored = waiting.computeIfPresent(sender, (_, now) -> now == 1 ? null : now - 1);
    }
  }
}
