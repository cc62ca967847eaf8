package dev.keeptrail.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * One kept-alive connection to a server on loopback. One thread uses it; another may close it to
 * cut a hanging exchange short.
 */
final class HttpConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;

  private final Socket socket;
  private final OutputStream out;
  private final HttpMessageReader reader;

  private HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.reader = new HttpMessageReader(socket.getInputStream());
  }

  static HttpConnection open(int port) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return new HttpConnection(socket);
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  /** Sends the prepared bytes, reads the whole response and returns its status. */
  int exchange(byte[] request) throws IOException {
    out.write(request);
    String statusLine = reader.next();
    if (statusLine.isEmpty()) {
      throw new EOFException("connection closed instead of a response");
    }
    return HttpMessageReader.status(statusLine);
  }

  /** Whether the server said it closes the connection after the last response. */
  boolean closing() {
    return reader.closing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
