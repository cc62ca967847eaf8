package dev.keeptrail.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept-alive connection that reads answers of server-sent events, line by line. */
final class EventConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final byte[] line = new byte[64 << 10];

  private EventConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
  }

  static EventConnection open(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return new EventConnection(socket);
  }

  /**
   * What one answer was.
   *
   * @param events with data, the last one included
   * @param firstNanos from the request to the first text; 0 when there was none
   */
  record Answer(int status, long events, long firstNanos) {}

  /** Sends the prepared bytes and reads the whole answer, which must come in chunks. */
  Answer exchange(byte[] request) throws IOException {
    long start = System.nanoTime();
    socket.getOutputStream().write(request);
    int status = HttpMessageReader.status(next());
    String header = next();
    while (!header.isEmpty()) {
      header = next();
    }
    long events = 0;
    long first = 0;
    String read = next();
    while (!read.equals("0")) {
      if (read.startsWith("data: ")) {
        events++;
        first = first == 0 && hasText(read) ? System.nanoTime() - start : first;
      }
      read = next();
    }
    if (!next().isEmpty()) {
      throw new IOException("trailers are not expected");
    }
    return new Answer(status, events, first);
  }

  private static boolean hasText(String data) {
    int content = data.indexOf("\"content\":\"");
    return content >= 0 && data.charAt(content + 11) != '"';
  }

  /** A line without its end. */
  private String next() throws IOException {
    int length = 0;
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("connection closed inside an answer");
      }
      if (length == line.length) {
        throw new IOException("a line is too long");
      }
      line[length++] = (byte) read;
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
