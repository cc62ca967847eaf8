package dev.keeptrail.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** A server that says one thing, and then another for ever, until whoever listens hangs up. */
final class HostileServer implements AutoCloseable {
  /** More than anybody has to hear out: what both sides keep of a connection is far less. */
  static final long MOST = 64L * 1024 * 1024;

  private final ServerSocket server;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();

  /**
   * Listens.
   *
   * @param again empty says no more, and closes the connection
   */
  HostileServer(String beginning, String again) throws IOException {
    this(beginning, again, 0);
  }

  /** The same, with so many milliseconds before each time that it goes on. */
  HostileServer(String beginning, String again, int pause) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread ignored = Thread.ofVirtual().start(() -> accept(beginning, again, pause));
  }

  private void accept(String beginning, String again, int pause) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread ignored = Thread.ofVirtual().start(() -> serve(socket, beginning, again, pause));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket, String beginning, String again, int pause) {
    byte[] more = again.getBytes(ISO_8859_1);
    try (socket) {
      int read = socket.getInputStream().read(new byte[65_536]);
      asked.addAndGet(read > 0 ? 1 : 0);
      OutputStream out = socket.getOutputStream();
      out.write(beginning.getBytes(ISO_8859_1));
      while (more.length > 0 && sent.get() <= MOST) {
        Thread.sleep(pause);
        out.write(more);
        sent.addAndGet(more.length);
      }
    } catch (InterruptedException | IOException _) {
      // Who hangs up on it does what it should.
    }
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  long sent() {
    return sent.get();
  }

  long asked() {
    return asked.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
