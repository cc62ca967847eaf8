package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.provider.ProviderException.Kind;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long a streamed answer may last, and how many bytes it may have. One stream's; all but the
 * clock is confined to the thread that reads.
 */
final class StreamBounds implements AutoCloseable {
  /** How long the end of an answer that is complete may take to come. */
  static final long END_MILLIS = 200;

  /** No answer goes on for longer, however alive it is. */
  private static final long LONGEST_MINUTES = 60;

  private final ScheduledExecutorService deadlines;
  private final long maxBytes;
  private final Runnable giveUp;
  private final ScheduledFuture<?> longest;
  private final AtomicBoolean expired = new AtomicBoolean();
  private long read;
  private boolean ended;

  /**
   * Starts the clock of the longest answer.
   *
   * @param giveUp ends the answer, from another thread
   */
  StreamBounds(ScheduledExecutorService deadlines, long maxBytes, Runnable giveUp) {
    this.deadlines = deadlines;
    this.maxBytes = maxBytes;
    this.giveUp = giveUp;
    this.longest = giveUpAfter(TimeUnit.MINUTES.toMillis(LONGEST_MINUTES));
  }

  /** Gives the answer up after a while, unless that is cancelled. */
  ScheduledFuture<?> giveUpAfter(long millis) {
    return deadlines.schedule(
        () -> {
          expired.set(true);
          giveUp.run();
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  /** The same, until that is closed. */
  Patience within(Duration atMost) {
    // WHY: a millisecond more, so that nothing is left of a time that is over.
    ScheduledFuture<?> end = giveUpAfter(atMost.toMillis() + 1);
    return () -> end.cancel(false);
  }

  /** Whether the answer was given up because it took too long. */
  boolean isExpired() {
    return expired.get();
  }

  /**
   * Takes account of what one reading came to.
   *
   * @param length as of {@link java.io.InputStream#read(byte[])}
   * @return the same
   * @throws ProviderException when it is more than is taken
   */
  int count(int length) throws ProviderException {
    ended = length < 0;
    read += Math.max(0, length);
    if (read > maxBytes) {
      throw new ProviderException(Kind.TOO_LARGE);
    }
    return length;
  }

  /** Nothing more is wanted. */
  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public void close() {
    longest.cancel(false);
  }
}
