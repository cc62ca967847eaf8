package dev.keeptrail.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one attempt. */
sealed interface Outcome {
  record Taken(int status) implements Outcome {}

  /**
   * The receiver is away or busy; the same may be taken later.
   *
   * @param status null when there was no answer
   * @param after how long the receiver asks to be left alone; null when it does not say
   */
  record Away(@Nullable Integer status, String problem, @Nullable Duration after)
      implements Outcome {}

  /** The receiver does not want this one. */
  record Refused(int status) implements Outcome {}

  /** The receiver wants nothing any more: 410. */
  record Gone(int status) implements Outcome {}
}
