package dev.keeptrail.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;

/**
 * How long a request may be silent while its body is read. In HTTP/1.1 that is its connection's
 * silence. In HTTP/2 the connection is everybody's, and each stream has a limit of its own.
 */
final class Silence {
  private final LongConsumer limit;
  private final long after;

  private Silence(LongConsumer limit, long after) {
    this.limit = limit;
    this.after = after;
  }

  static Silence of(HttpServletRequest request) {
    ServletContextRequest inside = ServletContextRequest.getServletContextRequest(request);
    var connection = inside.getConnectionMetaData();
    EndPoint endPoint = connection.getConnection().getEndPoint();
    long usual = endPoint.getIdleTimeout();
    if (connection.getHttpVersion() != HttpVersion.HTTP_2) {
      return new Silence(endPoint::setIdleTimeout, usual);
    }
    var own = new Limited[1];
    inside.addHttpStreamWrapper(stream -> own[0] = new Limited(stream, usual));
    return new Silence(own[0]::setIdleTimeout, Limited.WHILE_JUDGED);
  }

  void allow(long millis) {
    limit.accept(millis);
  }

  /** The body has been read. */
  void end() {
    limit.accept(after);
  }

  /**
   * A stream that may be silent for long between its body and its answer, and while it is written
   * no longer than usual: in HTTP/1.1 silence is counted there only, too.
   */
  private static final class Limited extends HttpStream.Wrapper {
    /** Longer than any answer takes. */
    private static final long WHILE_JUDGED = TimeUnit.HOURS.toMillis(2);

    private final long usual;

    Limited(HttpStream wrapped, long usual) {
      super(wrapped);
      this.usual = usual;
    }

    @Override
    public void send(
        MetaData.Request request,
        MetaData.Response response,
        boolean last,
        ByteBuffer content,
        Callback callback) {
      setIdleTimeout(usual);
      Callback then =
          Callback.from(
              () -> {
                setIdleTimeout(WHILE_JUDGED);
                callback.succeeded();
              },
              callback::failed);
      super.send(request, response, last, content, then);
    }
  }
}
