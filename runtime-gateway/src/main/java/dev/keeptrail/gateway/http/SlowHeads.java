package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Ends connections on which bytes keep coming and no request becomes whole: its head, or before it
 * the greeting of TLS. What ends silent connections counts from the last byte, so that one byte now
 * and then would keep them for ever. Thread-safe.
 */
final class SlowHeads implements Connection.Listener {
  private static final Refusal REFUSAL =
      Refusal.of(
          408,
          ErrorType.VALIDATION_ERROR,
          "head_timeout",
          "the head of the request did not arrive in time; send it without pauses");

  private static final long MOST_MILLIS = 1_000;

  private final ServerConnector connector;
  private final long limit;
  private final Consumer<Refusal> account;
  private final Map<Connection, Watched> open = new ConcurrentHashMap<>();

  private SlowHeads(ServerConnector connector, Duration limit, Consumer<Refusal> account) {
    this.connector = connector;
    this.limit = limit.toNanos();
    this.account = account;
  }

  /**
   * Watches all connections of a server that has not started yet.
   *
   * @param limit how long a head may take from its first byte on
   * @param account keeps account of what was refused
   */
  static void watch(Server server, Duration limit, Consumer<Refusal> account) {
    Connectors.prepare(
        server,
        tcp -> {
          var heads = new SlowHeads(tcp, limit, account);
          tcp.addBean(heads);
          tcp.addEventListener(heads.fromItsStart());
        });
  }

  private LifeCycle.Listener fromItsStart() {
    return new LifeCycle.Listener() {
      @Override
      public void lifeCycleStarted(LifeCycle started) {
        later();
      }
    };
  }

  @Override
  public void onOpened(Connection connection) {
    switch (connection) {
      case HttpConnection plain -> open.put(plain, new OfHttp1(plain));
      case HTTP2Connection many -> open.put(many, new OfHttp2(many));
      case SslConnection secret -> open.put(secret, new OfTls(secret));
      default -> {
        // Between TLS and what is spoken inside of it.
      }
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  private void later() {
    long millis = Math.clamp(TimeUnit.NANOSECONDS.toMillis(limit) / 10, 10, MOST_MILLIS);
    var ignored = connector.getScheduler().schedule(this::look, millis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (!connector.isRunning()) {
      return;
    }
    long now = System.nanoTime();
    for (Watched watched : open.values()) {
      if (watched.isTooSlow(now, limit)) {
        if (watched.isFirst()) {
          // Before the end, so that whoever sees that finds it counted.
          account.accept(REFUSAL);
        }
        watched.end();
      }
    }
    later();
  }

  /** A connection, and since when something has been coming that is no request yet. */
  private abstract static sealed class Watched {
    private long requests;
    private long before;
    private boolean begun;
    private long since;
    private long then;
    private boolean told;

    /** All requests that there were. */
    abstract long requests();

    /** Whether a request is being served, or there can be none any more. */
    abstract boolean isBusy();

    /** How many bytes have come, in cipher where there is one. */
    abstract long bytes();

    /** False where it was said before that it ends. */
    final boolean isFirst() {
      boolean first = !told;
      told = true;
      return first;
    }

    abstract void end();

    final boolean isTooSlow(long now, long limit) {
      long all = requests();
      long bytes = bytes();
      if (isBusy() || all != requests) {
        requests = all;
        before = bytes;
        begun = false;
      } else if (!begun && bytes != before) {
        begun = true;
        since = now;
        then = bytes;
      }
      // What is silent since then ends by its silence.
      return begun && now - since > limit && bytes != then;
    }
  }

  private static final class OfHttp1 extends Watched {
    private final HttpConnection connection;

    OfHttp1(HttpConnection connection) {
      this.connection = connection;
    }

    @Override
    long requests() {
      return connection.getMessagesIn();
    }

    @Override
    boolean isBusy() {
      return !connection.getParser().inHeaderState();
    }

    @Override
    long bytes() {
      return SlowHeads.bytes(connection);
    }

    @Override
    void end() {
      connection.getEndPoint().close();
    }
  }

  /** Its control frames are no requests either, and keep no connection. */
  private static final class OfHttp2 extends Watched {
    private final HTTP2Connection connection;
    private boolean ending;

    OfHttp2(HTTP2Connection connection) {
      this.connection = connection;
    }

    @Override
    long requests() {
      return connection.getSession().getStreamsOpened();
    }

    @Override
    boolean isBusy() {
      return connection.getSession().getStreamCount() > 0;
    }

    @Override
    long bytes() {
      return SlowHeads.bytes(connection);
    }

    @Override
    void end() {
      // WHY: a session that is closed waits for the other side, which may go on like this.
      if (ending) {
        connection.getEndPoint().close();
        return;
      }
      ending = true;
      connection
          .getSession()
          .close(ErrorCode.ENHANCE_YOUR_CALM_ERROR.code, "head_timeout", Callback.NOOP);
    }
  }

  private static final class OfTls extends Watched {
    private final SslConnection connection;

    OfTls(SslConnection connection) {
      this.connection = connection;
    }

    @Override
    long requests() {
      return 0;
    }

    /** Once something is spoken inside, that is watched. */
    @Override
    boolean isBusy() {
      Connection inside = connection.getSslEndPoint().getConnection();
      return inside instanceof HttpConnection || inside instanceof HTTP2Connection;
    }

    @Override
    long bytes() {
      return connection.getBytesIn();
    }

    @Override
    void end() {
      connection.getEndPoint().close();
    }
  }

  private static long bytes(Connection connection) {
    return connection.getEndPoint() instanceof SslConnection.SslEndPoint secret
        ? secret.getSslConnection().getBytesIn()
        : connection.getBytesIn();
  }
}
