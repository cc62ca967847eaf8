package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.provider.BeforeWaiting;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.ProviderStream;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.routing.TargetHealth;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.sse.SseFormatException;
import dev.keeptrail.gateway.sse.SseReader;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The events of an answer that a target has begun to give. Confined to one thread. */
final class LiveAnswer implements AutoCloseable {
  /** What the client reads at a time; kept as long as the stream is open. */
  private static final int BUFFER = 8_192;

  /** Events that say nothing of an answer, after which it counts as begun all the same. */
  private static final int MAX_QUIET = 64;

  private final Target target;
  private final Speech speech;
  private final TargetHealth.Turn turn;
  private final ProviderStream stream;
  private final SseReader reader = new SseReader();
  private final Deque<SseEvent> events = new ArrayDeque<>();
  private final byte[] buffer = new byte[BUFFER];
  private long waited;

  /**
   * @param turn closed by whoever takes the answer to its end
   * @param waited nanoseconds spent on it already
   */
  LiveAnswer(
      Target target, Speech speech, TargetHealth.Turn turn, ProviderStream stream, long waited) {
    this.target = target;
    this.speech = speech;
    this.turn = turn;
    this.stream = stream;
    this.waited = waited;
  }

  Target target() {
    return target;
  }

  Speech speech() {
    return speech;
  }

  /** What is to be told what came of it. */
  TargetHealth.Turn turn() {
    return turn;
  }

  int status() {
    return stream.status();
  }

  /** Nanoseconds spent waiting for the provider. */
  long waited() {
    return waited;
  }

  /**
   * Waits until there is an event.
   *
   * @param before done before each wait for the provider; an exception of it ends the stream
   * @return false at the end of the stream
   */
  boolean await(BeforeWaiting before) throws ProviderException, BrokenStreamException {
    while (events.isEmpty()) {
      if (!more(before)) {
        return false;
      }
    }
    return true;
  }

  private boolean more(BeforeWaiting before) throws ProviderException, BrokenStreamException {
    int length = read(before);
    if (length < 0) {
      return false;
    }
    try {
      reader.read(buffer, 0, length, this::take);
    } catch (SseFormatException _) {
      throw new BrokenStreamException("what comes are no server-sent events");
    }
    return true;
  }

  /** An event without data says nothing, as some say that they live. */
  private void take(SseEvent event) {
    if (!event.data().isBlank()) {
      events.add(event);
    }
  }

  private int read(BeforeWaiting before) throws ProviderException {
    long start = System.nanoTime();
    try {
      return stream.read(buffer, () -> prepare(before));
    } finally {
      waited += System.nanoTime() - start;
    }
  }

  /** The time that this takes is not the provider's. */
  private void prepare(BeforeWaiting before) throws IOException {
    long start = System.nanoTime();
    try {
      before.run();
    } finally {
      waited -= System.nanoTime() - start;
    }
  }

  /**
   * Waits until the provider says something of the answer: up to there nothing of it can have gone
   * out. What was read for that is read once more in its turn.
   *
   * @return false where it ends without having said anything
   * @throws BrokenStreamException when what it says first is no answer, or that it failed
   */
  boolean begins() throws ProviderException, BrokenStreamException {
    AnswerReader probe = speech.streamed().reader();
    var said = new AtomicBoolean();
    int quiet = 0;
    while (quiet < MAX_QUIET) {
      if (events.size() == quiet && !more(BeforeWaiting.NOTHING)) {
        return false;
      }
      for (SseEvent event : events.stream().skip(quiet).toList()) {
        quiet++;
        probe.accept(event, _ -> said.set(true));
        if (said.get() || probe.isOver()) {
          return said.get();
        }
      }
    }
    return true;
  }

  /** The next event that is there; null when none is. */
  @Nullable SseEvent poll() {
    return events.poll();
  }

  /** Says that the answer is complete. */
  void finish() {
    stream.finish();
  }

  /** Ends it from another thread; whoever waits for more is told that it broke off. */
  void giveUp() {
    stream.giveUp();
  }

  @Override
  public void close() {
    stream.close();
  }
}
