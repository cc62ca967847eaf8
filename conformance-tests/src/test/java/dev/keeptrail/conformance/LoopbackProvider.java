package dev.keeptrail.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A provider on a socket of this machine that reads requests and leaves every byte of the answer to
 * a test: status line, cuts and endings are what is tried. One request on a connection.
 */
public final class LoopbackProvider implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final Answers answers;

  /** What it says to a request. */
  @FunctionalInterface
  public interface Answers {
    void write(String path, byte[] body, OutputStream out) throws IOException;
  }

  public LoopbackProvider(Answers answers) throws IOException {
    this.answers = answers;
    Thread.ofVirtual().start(this::accept);
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String head = head(in);
      byte[] body = in.readNBytes(length(head));
      answers.write(head.split(" ", 3)[1], body, socket.getOutputStream());
    } catch (IOException _) {
      // The gateway hung up on an answer that it had heard enough of, as it may.
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request broke off");
      }
      head.write(next);
      ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(LENGTH))
        .mapToInt(line -> Integer.parseInt(line.substring(LENGTH.length()).strip()))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
