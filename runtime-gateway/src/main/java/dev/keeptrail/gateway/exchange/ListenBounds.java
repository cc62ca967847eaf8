package dev.keeptrail.gateway.exchange;

import java.time.Duration;

/**
 * How much of listening to servers of tools there may be.
 *
 * @param streams how many at the same time, of all callers
 * @param ofOneCaller how many of them one caller may hold
 * @param life how long one may last
 * @param notices how many one may bring before it ends
 * @param atOnce how many of them without a pause; beyond these, one a second
 */
public record ListenBounds(int streams, int ofOneCaller, Duration life, int notices, int atOnce) {
  /** What a gateway has where nobody says otherwise. */
  public static final ListenBounds USUAL =
      new ListenBounds(256, 32, Duration.ofHours(1), NewsScreening.MOST, 60);
}
