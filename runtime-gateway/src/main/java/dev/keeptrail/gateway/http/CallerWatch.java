package dev.keeptrail.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Sees that a caller hangs up while its request, which has been read, is worked on and nothing is
 * written to it. In HTTP/2 its stream is reset. In HTTP/1.1 the server looks at a connection only
 * when it reads or writes, so this waits in its place for what comes next: the end, or the next
 * request, which is given back to the server. Thread-safe.
 */
final class CallerWatch implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final @Nullable AbstractEndPoint endPoint;
  private final @Nullable Connection connection;
  private final Runnable gone;
  private final Callback looking = new Looking();
  private @Nullable Future<?> begin;
  private boolean looked;
  private boolean ended;

  private CallerWatch(
      @Nullable AbstractEndPoint endPoint, @Nullable Connection connection, Runnable gone) {
    this.endPoint = endPoint;
    this.connection = connection;
    this.gone = gone;
  }

  /**
   * Begins to look; in HTTP/1.1 after a while only, for that costs as much as a short request.
   *
   * @param clock says when the while is over
   * @param gone is run once, by another thread, when the caller has gone before this is closed
   */
  static CallerWatch of(HttpServletRequest request, CallerClock clock, Runnable gone) {
    ServletContextRequest inside = ServletContextRequest.getServletContextRequest(request);
    Connection connection = inside.getConnectionMetaData().getConnection();
    boolean own = inside.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2;
    if (own
        && connection instanceof Connection.UpgradeTo
        && connection.getEndPoint() instanceof AbstractEndPoint endPoint) {
      var watch = new CallerWatch(endPoint, connection, gone);
      watch.begin = clock.later(watch::now);
      return watch;
    }
    var watch = new CallerWatch(null, null, gone);
    inside.addFailureListener(_ -> watch.leave());
    return watch;
  }

  /** Begins to look, unless it has begun; otherwise the clock does it when the while is over. */
  void now() {
    lock.lock();
    try {
      if (!looked) {
        look();
      }
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    lock.lock();
    try {
      if (!ended && endPoint != null) {
        looked = true;
        boolean ignored = endPoint.tryFillInterested(looking);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Something has come, be it the end. */
  private void read() {
    lock.lock();
    try {
      if (ended || endPoint == null) {
        return;
      }
      // WHY: only reading tells an end from a request, and of one byte there is always room in
      // the buffer of a connection whose last request was read to its end.
      ByteBuffer next = BufferUtil.allocate(1);
      int count = endPoint.fill(next);
      if (count == 0) {
        look();
        return;
      }
      if (count > 0 && connection instanceof Connection.UpgradeTo server) {
        server.onUpgradeTo(next);
        ended = true;
        return;
      }
    } catch (IOException _) {
      // A connection that cannot be read has nobody at its other end.
    } finally {
      lock.unlock();
    }
    leave();
  }

  private void leave() {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
    } finally {
      lock.unlock();
    }
    // WHY: ending a connection to a provider may wait, and this thread serves all connections.
    Thread ignored = Thread.ofVirtual().name("keeptrail-caller-gone").start(gone);
  }

  /** From here on the connection is the server's again. */
  @Override
  public void close() {
    boolean registered;
    lock.lock();
    try {
      ended = true;
      registered = looked;
    } finally {
      lock.unlock();
    }
    Future<?> waiting = begin;
    if (waiting != null) {
      waiting.cancel(false);
    }
    if (registered && endPoint != null) {
      boolean ignored = endPoint.getFillInterest().onFail(new IOException("no longer looked at"));
    }
  }

  private final class Looking implements Callback {
    @Override
    public void succeeded() {
      read();
    }

    @Override
    public void failed(Throwable lost) {
      leave();
    }

    @Override
    public InvocationType getInvocationType() {
      return Invocable.InvocationType.NON_BLOCKING;
    }
  }
}
