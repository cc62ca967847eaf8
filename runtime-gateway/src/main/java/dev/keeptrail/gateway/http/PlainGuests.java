package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.refusal.ErrorBody;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;

/**
 * Tells who speaks plain HTTP to a listener of TLS what is wrong, in a way that a client of HTTP
 * can show. Reads nothing of what was asked: two capital letters are the beginning of a method, and
 * of nothing in TLS. All else is left to TLS, which refuses what it does not know. Thread-safe.
 */
final class PlainGuests extends DetectorConnectionFactory {
  private static final Refusal REFUSAL =
      Refusal.of(
          400,
          ErrorType.VALIDATION_ERROR,
          "tls_required",
          "this port takes TLS only; ask it with `https://` in place of `http://`");

  private final SslConnectionFactory tls;
  private final Consumer<Refusal> account;

  /**
   * Goes before TLS.
   *
   * @param account keeps account of what was refused
   */
  PlainGuests(SslConnectionFactory tls, Consumer<Refusal> account) {
    super(tls);
    this.tls = tls;
    this.account = account;
  }

  @Override
  protected void nextProtocol(Connector connector, EndPoint endPoint, ByteBuffer begun) {
    if (isMethod(begun)) {
      account.accept(REFUSAL);
      endPoint.upgrade(new Told(endPoint, connector.getExecutor()));
    } else {
      upgradeToConnectionFactory(tls, connector, endPoint);
    }
  }

  private static boolean isMethod(ByteBuffer begun) {
    return begun.remaining() >= 2
        && isCapital(begun.get(begun.position()))
        && isCapital(begun.get(begun.position() + 1));
  }

  private static boolean isCapital(byte sign) {
    return sign >= 'A' && sign <= 'Z';
  }

  /** Answers, and waits a little for the end: what ends unread takes the answer with it. */
  private static final class Told extends AbstractConnection implements Connection.UpgradeTo {
    private static final long PATIENCE_MILLIS = 1_000;
    private static final int MOST_UNREAD = 1 << 20;

    private int unread = MOST_UNREAD;

    Told(EndPoint endPoint, Executor executor) {
      super(endPoint, executor);
    }

    @Override
    public void onUpgradeTo(ByteBuffer begun) {
      // Nobody reads it.
    }

    @Override
    public void onOpen() {
      super.onOpen();
      getEndPoint().setIdleTimeout(PATIENCE_MILLIS);
      byte[] body = ErrorBody.of(REFUSAL, null);
      String head =
          """
          HTTP/1.1 400 Bad Request
          content-type: %s
          content-length: %d
          connection: close

          """
              .formatted(Reply.JSON, body.length)
              .replace("\n", "\r\n");
      getEndPoint()
          .write(
              Callback.from(this::answered, _ -> close()),
              ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)),
              ByteBuffer.wrap(body));
    }

    private void answered() {
      getEndPoint().shutdownOutput();
      fillInterested();
    }

    @Override
    public void onFillable() {
      ByteBuffer dropped = ByteBuffer.allocate(8 * 1024).limit(0);
      try {
        int read = getEndPoint().fill(dropped);
        while (read > 0 && unread > 0) {
          unread -= read;
          dropped.clear().limit(0);
          read = getEndPoint().fill(dropped);
        }
        if (read == 0) {
          fillInterested();
        } else {
          close();
        }
      } catch (IOException gone) {
        close();
      }
    }
  }
}
