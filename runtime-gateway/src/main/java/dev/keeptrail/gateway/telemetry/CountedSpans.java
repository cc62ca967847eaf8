package dev.keeptrail.gateway.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no more spans wait than the queue behind it has room for, and counts those that are lost:
 * the queue itself drops what does not fit without a word. Thread-safe.
 */
final class CountedSpans implements SpanProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(CountedSpans.class);

  private final SpanProcessor queue;
  private final int room;
  private final Tally tally;

  CountedSpans(SpanProcessor queue, int room, Tally tally) {
    this.queue = queue;
    this.room = room;
    this.tally = tally;
  }

  /** How many spans wait, and how many nobody will get. Thread-safe. */
  static final class Tally {
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();

    /** So many have left the queue. */
    void taken(int spans) {
      waiting.addAndGet(-spans);
    }

    void lost(int spans) {
      lost.addAndGet(spans);
    }

    long lost() {
      return lost.get();
    }
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    if (tally.waiting.incrementAndGet() > room) {
      tally.taken(1);
      // Said the first time and then once for each thousand.
      if (tally.lost.getAndIncrement() % 1_000 == 0) {
        LOG.warn("spans are lost: more than {} wait for the OTLP endpoint", room);
      }
      return;
    }
    queue.onEnd(span);
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    queue.onStart(parent, span);
  }

  @Override
  public boolean isStartRequired() {
    return queue.isStartRequired();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return queue.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return queue.shutdown();
  }
}
