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

  /** Not waiting for the provider. */
  private static final long HEARD = Long.MIN_VALUE;

  private final ScheduledExecutorService deadlines;
  private final long silenceNanos;
  private final long maxBytes;
  private final Runnable giveUp;
  private final ScheduledFuture<?> longest;
  private final AtomicBoolean expired = new AtomicBoolean();
  private volatile boolean closed;
  private volatile long waitingSince = HEARD;
  private volatile ScheduledFuture<?> listening;
  private long read;
  private boolean ended;

  /**
   * Starts the clock of the longest answer.
   *
   * @param silence how long nothing may come while it is waited for
   * @param giveUp ends the answer, from another thread
   */
  StreamBounds(
      ScheduledExecutorService deadlines, Duration silence, long maxBytes, Runnable giveUp) {
    this.deadlines = deadlines;
    this.silenceNanos = silence.toNanos();
    this.maxBytes = maxBytes;
    this.giveUp = giveUp;
    this.longest = giveUpAfter(TimeUnit.MINUTES.toMillis(LONGEST_MINUTES));
    this.listening = listenFor(silenceNanos);
  }

  /** From now on the provider is waited for. */
  void waits() {
    waitingSince = System.nanoTime();
  }

  /** Something has come, or nothing more will. */
  void hears() {
    waitingSince = HEARD;
  }

  /**
   * WHY: one look when a wait could be too long, in the place of a clock for each wait. Streams
   * wait for each of their words, and hardly ever for long.
   */
  private ScheduledFuture<?> listenFor(long nanos) {
    return deadlines.schedule(this::listen, nanos, TimeUnit.NANOSECONDS);
  }

  private void listen() {
    long since = waitingSince;
    long left = since == HEARD ? silenceNanos : silenceNanos - (System.nanoTime() - since);
    if (left <= 0) {
      expire();
    } else if (!closed && !isExpired()) {
      listening = listenFor(left);
    }
  }

  private void expire() {
    expired.set(true);
    giveUp.run();
  }

  /** Gives the answer up after a while, unless that is cancelled. */
  ScheduledFuture<?> giveUpAfter(long millis) {
    return deadlines.schedule(this::expire, millis, TimeUnit.MILLISECONDS);
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
    closed = true;
    longest.cancel(false);
    listening.cancel(false);
  }
}
