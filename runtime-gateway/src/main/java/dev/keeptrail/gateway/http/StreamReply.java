package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.exchange.CallerStream;
import dev.keeptrail.gateway.exchange.Delivery;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.refusal.ErrorBody;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.sse.SseWriter;
import dev.keeptrail.gateway.stream.Sent;
import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.stream.StreamedShape;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes one answer as server-sent events, each as soon as it is there. While nothing is to be said
 * for a while, it says that the connection lives.
 */
final class StreamReply implements CallerStream, AutoCloseable {
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

  /** How long a caller that stays has for an error before its connection breaks, at the least. */
  private static final long LEAST_TO_READ_MILLIS = 100;

  /** For what stands by itself, once all before it has been read. */
  private static final long TO_READ_ALONE_MILLIS = 250;

  /** WHY: a caller that does something with each event is behind by as much (ADR 0203). */
  private static final long TO_READ_AN_EVENT_MILLIS = 25;

  private static final long MOST_TO_READ_MILLIS = 5_000;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Protocol protocol;
  private final String requestId;
  private final long quietMillis;
  private final ReentrantLock lock = new ReentrantLock();
  private String eventId = "";
  private @Nullable OutputStream out;
  private @Nullable Thread keeper;
  private @Nullable CallerWatch watch;
  private boolean ended;
  private boolean waiting;
  private Sent sent = Sent.NOTHING;
  private int count;
  private volatile boolean gone;
  private volatile boolean cut;
  private final CountDownLatch left = new CountDownLatch(1);
  private Runnable whenGone = () -> {};
  private volatile long lastNanos;

  /**
   * @param silence after how long without a word it says that the connection lives
   */
  StreamReply(
      HttpServletRequest request,
      HttpServletResponse response,
      Protocol protocol,
      String requestId,
      Duration silence) {
    this.quietMillis = silence.toMillis();
    this.request = request;
    this.response = response;
    this.protocol = protocol;
    this.requestId = requestId;
  }

  /** Looks from now on whether the caller is there, also while nothing is written. */
  void watch(CallerClock clock) {
    watch = CallerWatch.of(request, clock, this::leave);
  }

  @Override
  public void tell(String id) {
    eventId = id;
  }

  @Override
  public boolean isBegun() {
    return out != null;
  }

  @Override
  public void send(List<StreamEvent> events) throws CallerGoneException {
    try {
      write(bytes(events));
    } catch (IOException _) {
      throw new CallerGoneException();
    }
  }

  @Override
  public void flush() throws CallerGoneException {
    try {
      sendOut();
    } catch (IOException _) {
      throw new CallerGoneException();
    }
  }

  @Override
  public boolean isGone() {
    return gone;
  }

  @Override
  public boolean isCut() {
    return cut;
  }

  @Override
  public void whenGone(Runnable then) {
    boolean late;
    lock.lock();
    try {
      whenGone = then;
      late = gone || cut;
    } finally {
      lock.unlock();
    }
    if (late) {
      then.run();
    }
  }

  /** The rest of a stream, or all of it. */
  void finish(Delivery.Stream stream) throws IOException {
    ByteArrayOutputStream rest = bytes(stream.events());
    if (stream.done()) {
      rest.writeBytes(DONE);
    }
    write(rest);
    sendOut();
    end();
  }

  /** An error in place of the rest. */
  void breakOff(Refusal refusal, @Nullable String recordedAs) throws IOException {
    var body = ErrorBody.tree(refusal, protocol.errors(), requestId, recordedAs);
    StreamedShape shape = protocol.streamed().orElseThrow();
    writeBare(shape.bareError(body));
    write(bytes(shape.error(body, sent)));
    sendOut();
    OutputStream stream = out;
    if (stream == null || shape.errorIsAnEnd()) {
      end();
    } else {
      letRead(millisToRead());
      close();
      // WHY: clients that pass over an error among the pieces take those for the answer (ADR 0188).
      WithoutEnd.leave(request, stream);
    }
  }

  /** WHY: clients that see a connection break forget what they have not read of it yet. */
  private void letRead(long millis) {
    CallerWatch looking = watch;
    if (looking != null) {
      looking.now();
    }
    try {
      boolean ignored = left.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long a caller may need for all events that went out. */
  private long millisToRead() {
    return Math.clamp(count * TO_READ_AN_EVENT_MILLIS, LEAST_TO_READ_MILLIS, MOST_TO_READ_MILLIS);
  }

  /**
   * Apart in time from what stands before and behind it: clients take what they find at once for
   * one, and would not know it.
   */
  private void writeBare(byte[] bare) throws IOException {
    if (bare.length > 0) {
      sendOut();
      letRead(millisToRead());
      var bytes = new ByteArrayOutputStream(bare.length);
      bytes.writeBytes(bare);
      write(bytes);
      sendOut();
      letRead(TO_READ_ALONE_MILLIS);
    }
  }

  private ByteArrayOutputStream bytes(List<StreamEvent> events) {
    sent = sent.and(events);
    count += events.size();
    var bytes = new ByteArrayOutputStream(256);
    for (StreamEvent event : events) {
      SseWriter.line(bytes, event.name(), event.json());
    }
    return bytes;
  }

  private void write(ByteArrayOutputStream bytes) throws IOException {
    lock.lock();
    try {
      OutputStream stream = out == null ? begin() : out;
      requireCaller();
      bytes.writeTo(stream);
      waiting = true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether or not the server has kept some of it back, nothing is left when this returns. */
  private void sendOut() throws IOException {
    lock.lock();
    try {
      OutputStream stream = out;
      requireCaller();
      if (waiting && stream != null) {
        stream.flush();
        waiting = false;
        lastNanos = System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  private void requireCaller() throws IOException {
    if (gone) {
      throw new IOException("the caller has gone");
    }
  }

  /** What stands before every stream of events. */
  static void head(HttpServletResponse response, String requestId, String eventId) {
    response.setHeader("x-request-id", requestId);
    response.setHeader("x-keeptrail-event-id", eventId);
    response.setStatus(200);
    response.setHeader("cache-control", "no-cache");
    // Proxies that would collect a stream leave it alone.
    response.setHeader("x-accel-buffering", "no");
    response.setContentType("text/event-stream");
  }

  private OutputStream begin() throws IOException {
    head(response, requestId, eventId);
    OutputStream stream = response.getOutputStream();
    out = stream;
    lastNanos = System.nanoTime();
    keeper = Thread.ofVirtual().name("keeptrail-keep-alive").start(() -> keepAlive(stream));
    return stream;
  }

  private void keepAlive(OutputStream stream) {
    try {
      while (true) {
        long quiet = (System.nanoTime() - lastNanos) / 1_000_000;
        if (quiet >= quietMillis) {
          if (!sayAlive(stream)) {
            return;
          }
          quiet = 0;
        }
        Thread.sleep(quietMillis - quiet);
      }
    } catch (InterruptedException _) {
      // The answer has ended.
    } catch (IOException _) {
      leave();
    }
  }

  /** The gateway cannot wait for the answer any more; what is there of it still goes out. */
  void cut() {
    Runnable then;
    lock.lock();
    try {
      cut = true;
      then = whenGone;
    } finally {
      lock.unlock();
    }
    then.run();
  }

  /** WHY: whoever waits for the provider writes nothing, and would not see it for long. */
  private void leave() {
    Runnable then;
    lock.lock();
    try {
      gone = true;
      left.countDown();
      then = whenGone;
    } finally {
      lock.unlock();
    }
    then.run();
  }

  /** False once the answer has ended. */
  private boolean sayAlive(OutputStream stream) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!ended) {
        stream.write(protocol.streamed().orElseThrow().keepAlive());
        stream.flush();
        waiting = false;
        lastNanos = System.nanoTime();
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  private void end() throws IOException {
    close();
    OutputStream stream = out;
    if (stream != null) {
      stream.close();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      ended = true;
    } finally {
      lock.unlock();
    }
    CallerWatch looking = watch;
    if (looking != null) {
      looking.close();
    }
    Thread running = keeper;
    if (running != null) {
      running.interrupt();
    }
  }
}
