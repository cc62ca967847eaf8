package dev.keeptrail.gateway.admission;

import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts those who stay to listen: they hold a connection on both sides for as long as they like,
 * so there are only so many of them, and of one caller only a part. Thread-safe.
 */
public final class Audience {
  private final int most;
  private final int mostOfOne;
  private final Map<String, Integer> listening = new HashMap<>();
  private int all;

  /**
   * @param most how many there may be
   * @param mostOfOne how many of them one caller may be
   */
  public Audience(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /**
   * One more listens, until it leaves.
   *
   * @param whose the caller's name
   * @throws RefusedException with status 429 when there are too many
   */
  public synchronized Doorway.Stay join(String whose) throws RefusedException {
    int own = listening.getOrDefault(whose, 0);
    if (own >= mostOfOne) {
      throw new RefusedException(
          refusal("the caller listens to as many streams as one may; end one of them"));
    }
    if (all >= most) {
      throw new RefusedException(
          refusal("the gateway has as many streams that are listened to as it can take"));
    }
    all++;
    listening.put(whose, own + 1);
    return () -> leave(whose);
  }

  private synchronized void leave(String whose) {
    all--;
    listening.computeIfPresent(whose, (_, count) -> count == 1 ? null : count - 1);
  }

  private static Refusal refusal(String message) {
    return Refusal.of(429, ErrorType.RATE_LIMIT, "too_many_streams", message)
        .retryAfter("60")
        .limitedBy("streams");
  }
}
