package dev.keeptrail.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A provider on a socket whose test decides on each byte, and which knows whether the gateway still
 * holds a connection to it.
 */
final class HeldProvider implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Script script;

  /** What becomes of a connection; whoever returns closes it. */
  interface Script {
    void serve(Line line) throws Exception;
  }

  HeldProvider(Script script) throws IOException {
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  /** How many connections there are whose other end has not let go. */
  int held() {
    return open.size();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(new Line(socket)));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Line line) {
    try {
      script.serve(line);
      line.socket.close();
    } catch (Exception _) {
      // The gateway let go, which is what such a test looks at.
    } finally {
      open.remove(line.socket);
      line.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(HeldProvider::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed, one way or the other.
    }
  }

  /** One connection. */
  static final class Line implements AutoCloseable {
    private final Socket socket;

    Line(Socket socket) {
      this.socket = socket;
    }

    /** Reads a request; its head. */
    String request() throws IOException {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      var head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("the request broke off");
        }
        head.write(next);
      }
      String text = head.toString(StandardCharsets.US_ASCII);
      int length =
          text.lines()
              .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
              .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
              .findFirst()
              .orElse(0);
      in.skipNBytes(length);
      return text;
    }

    /** Quotes are double ones, and line ends those of HTTP where a test writes {@code |}. */
    void say(String text) throws IOException {
      socket
          .getOutputStream()
          .write(text.replace('\'', '"').replace("|", "\r\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /** The head of a stream. */
    void begin() throws IOException {
      StreamTrial.begin(socket.getOutputStream());
    }

    /** The same event without end. */
    void on(String event) throws IOException, InterruptedException {
      while (true) {
        events(event);
        Thread.sleep(5);
      }
    }

    void events(String... events) throws IOException {
      StreamTrial.say(socket.getOutputStream(), events);
    }

    void whole(String type, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      say(
          "HTTP/1.1 200 X|content-type: %s|content-length: %d|connection: close||"
              .formatted(type, bytes.length));
      socket.getOutputStream().write(bytes);
    }

    /** Waits until the other end has let go; nothing is to come from it. */
    void untilReleased() throws IOException {
      if (socket.getInputStream().read() >= 0) {
        throw new IOException("nobody had asked for more");
      }
    }

    /** Ends it with a reset in the place of an end. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    @Override
    public void close() {
      HeldProvider.close(socket);
    }
  }
}
