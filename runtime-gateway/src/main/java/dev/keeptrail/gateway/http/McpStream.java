package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.exchange.ListenEnd;
import dev.keeptrail.gateway.exchange.McpNews;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.gateway.sse.SseWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a message as a stream of events, for those who take one: begun by the first thing
 * that is said before the answer, ended by the answer. To a caller that listens it says now and
 * then that it lives. One use, one thread.
 */
final class McpStream implements McpNews, AutoCloseable {
  private final HttpServletResponse response;
  private final String requestId;
  private final Duration silence;
  private final boolean wanted;
  private final Recall cut = new Recall();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean left;
  private boolean ended;
  private String eventId = "";
  private @Nullable McpPlace place;
  private @Nullable OutputStream out;
  private @Nullable Thread keeper;

  /**
   * @param silence after how long without a word it says that it lives
   */
  McpStream(
      HttpServletRequest request,
      HttpServletResponse response,
      String requestId,
      Duration silence) {
    this.response = response;
    this.requestId = requestId;
    this.silence = silence;
    this.wanted = takesEvents(request);
  }

  /** What the caller gives back when it stays. */
  void hold(McpPlace taken) {
    place = taken;
  }

  @Override
  public Recall cut() {
    return cut;
  }

  /** The caller has hung up; nobody waits any more. */
  void leave() {
    left = true;
    cut.call();
  }

  @Override
  public boolean isLeft() {
    return left;
  }

  private static boolean takesEvents(HttpServletRequest request) {
    Enumeration<String> accepted = request.getHeaders("accept");
    while (accepted.hasMoreElements()) {
      if (accepted.nextElement().toLowerCase(Locale.ROOT).contains("text/event-stream")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void tell(String id) {
    eventId = id;
  }

  @Override
  public boolean isWanted() {
    return wanted;
  }

  /** Whether the status has gone out. */
  boolean isBegun() {
    return out != null;
  }

  @Override
  public Stay stay(Consumer<ListenEnd> end) {
    keeper = Thread.ofVirtual().name("keeptrail-keep-alive").unstarted(this::keepAlive);
    return Objects.requireNonNull(place, "whoever is judged has a place").stay(end);
  }

  @Override
  public void send(byte[] message) throws IOException {
    lock.lock();
    try {
      OutputStream stream = out == null ? begin() : out;
      write(stream, message);
      stream.flush();
    } catch (IOException gone) {
      if (keeper != null) {
        leave();
      }
      throw gone;
    } finally {
      lock.unlock();
    }
  }

  /** The answer, after what was said before it. */
  void end(byte[] message) throws IOException {
    close();
    try (OutputStream stream = out == null ? begin() : out) {
      write(stream, message);
    }
  }

  private static void write(OutputStream stream, byte[] message) throws IOException {
    var bytes = new ByteArrayOutputStream(message.length + 32);
    SseWriter.line(bytes, "message", message);
    bytes.writeTo(stream);
  }

  private OutputStream begin() throws IOException {
    StreamReply.head(response, requestId, eventId);
    OutputStream stream = response.getOutputStream();
    out = stream;
    Thread waiting = keeper;
    if (waiting != null && !ended) {
      waiting.start();
    }
    return stream;
  }

  /** WHY: whatever stands between closes connections that are silent, and listeners hear little. */
  private void keepAlive() {
    try {
      do {
        Thread.sleep(silence);
      } while (sayAlive());
    } catch (InterruptedException _) {
      // There is nothing more to say.
    } catch (IOException _) {
      leave();
    }
  }

  /** False once the answer has ended. */
  private boolean sayAlive() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      OutputStream stream = out;
      if (!ended && stream != null) {
        stream.write(SseWriter.keepAlive());
        stream.flush();
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  /** Says nothing more by itself. */
  @Override
  public void close() {
    Thread running;
    lock.lock();
    try {
      ended = true;
      running = keeper;
    } finally {
      lock.unlock();
    }
    if (running != null) {
      running.interrupt();
    }
  }
}
