package dev.keeptrail.gateway.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts off answers that are taken too slowly. What ends silent connections counts from the last
 * byte, so that a caller who takes a few bytes now and then would keep a place inside for ever.
 * Only time counts in which a write waits for the caller, less what the bytes are worth that it
 * takes; pauses of the provider are none of that. While a write waits, this is what ends it: the
 * caller's system takes much at once, and then nothing until most of that has been read, so that a
 * steady caller looks silent. Thread-safe.
 */
final class SlowReaders implements HttpConfiguration.Customizer {
  private static final Logger LOG = LoggerFactory.getLogger(SlowReaders.class);

  /** A caller who takes this many in a second may take as long as it likes. */
  static final int BYTES_PER_SECOND = 4_096;

  /**
   * What the system may keep for a connection. Left alone it takes megabytes, and shows that some
   * of them have gone when a third has: to a caller who takes little that is minutes.
   */
  private static final int SYSTEM_BYTES = 131_072;

  private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND;

  /** How many times its patience a caller may have taken ahead. */
  static final int AHEAD = 2;

  /** How often is looked until patience ends. */
  private static final int LOOKS = 10;

  private final long patience;
  private final Runnable account;

  /**
   * Watches all answers of a server.
   *
   * @param patience how long writes of one answer may wait beyond the worth of what is taken
   * @param account is run for each answer that is cut off
   */
  SlowReaders(Duration patience, Runnable account) {
    this.patience = patience.toNanos();
    this.account = account;
  }

  /** Lets the system say early enough what has been taken. */
  static void keepLittle(Server server) {
    Connectors.prepare(server, tcp -> tcp.setAcceptedSendBufferSize(SYSTEM_BYTES));
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    request.addHttpStreamWrapper(stream -> new Watched(stream, request.getConnectionMetaData()));
    return request;
  }

  /** How long nothing may come or go, in milliseconds. */
  private record Silences(long ofStream, long ofConnection) {}

  /** An answer, whose writes come one after the other. */
  private final class Watched extends HttpStream.Wrapper {
    private final ConnectionMetaData caller;

    /**
     * What writes have waited beyond the worth of the bytes that were taken meanwhile; negative
     * where more was taken.
     */
    private long debt;

    private @Nullable ByteBuffer waiting;
    private long since;
    private int left;
    private boolean reset;
    private Scheduler.@Nullable Task next;
    private @Nullable Silences usual;

    Watched(HttpStream stream, ConnectionMetaData caller) {
      super(stream);
      this.caller = caller;
    }

    @Override
    public void send(
        MetaData.Request request,
        MetaData.Response response,
        boolean last,
        ByteBuffer content,
        Callback callback) {
      begin(content == null ? BufferUtil.EMPTY_BUFFER : content);
      super.send(request, response, last, content, Callback.from(this::end, callback));
      // Nearly all writes have ended here, and cost no entry in a queue.
      lookLater();
    }

    private synchronized void begin(ByteBuffer content) {
      waiting = content;
      since = System.nanoTime();
      left = content.remaining();
    }

    private synchronized void end() {
      count();
      waiting = null;
      if (next != null) {
        next.cancel();
        next = null;
      }
      if (usual != null) {
        bear(usual);
        usual = null;
      }
    }

    private void count() {
      if (waiting != null) {
        long now = System.nanoTime();
        int rest = waiting.remaining();
        debt = Math.max(-AHEAD * patience, debt + now - since - (left - rest) * NANOS_PER_BYTE);
        since = now;
        left = rest;
      }
    }

    private synchronized void lookLater() {
      if (waiting != null) {
        long most = TimeUnit.NANOSECONDS.toMillis((AHEAD + 2) * patience);
        if (usual == null) {
          usual = new Silences(super.getIdleTimeout(), caller.getConnector().getIdleTimeout());
        }
        // Once more with each look: streams of one connection end their own waits meanwhile.
        bear(new Silences(most, most));
        next =
            caller
                .getConnector()
                .getScheduler()
                .schedule(this::look, patience / LOOKS, TimeUnit.NANOSECONDS);
      }
    }

    private void bear(Silences silences) {
      super.setIdleTimeout(silences.ofStream());
      endPoint().setIdleTimeout(silences.ofConnection());
    }

    private EndPoint endPoint() {
      return caller.getConnection().getEndPoint();
    }

    private void look() {
      boolean again;
      synchronized (this) {
        count();
        if (waiting == null) {
          return;
        }
        lookLater();
        if (debt < patience) {
          return;
        }
        again = reset;
        reset = true;
      }
      if (!again) {
        LOG.info("an answer is cut off: its caller takes less than {} bytes/s", BYTES_PER_SECOND);
        account.run();
      }
      cut(again);
    }

    /** A stream is reset; where there are none, or not even that goes out, the connection ends. */
    private void cut(boolean again) {
      if (again || caller.getHttpVersion() != HttpVersion.HTTP_2) {
        discard(socket(endPoint()));
      } else {
        super.cancelSend(new IOException("the answer was not taken in time"), Callback.NOOP).run();
      }
    }
  }

  /** WHY: what lies above it would say goodbye first, and wait for room to say it. */
  private static EndPoint socket(EndPoint endPoint) {
    return endPoint instanceof SslConnection.SslEndPoint secret
        ? secret.getSslConnection().getEndPoint()
        : endPoint;
  }

  /** What the system keeps for the caller is thrown away, too. */
  private static void discard(EndPoint socket) {
    if (socket.getTransport() instanceof SocketChannel channel) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException gone) {
        LOG.debug("a connection is gone already: {}", gone.getClass().getName());
      }
    }
    socket.close();
  }
}
