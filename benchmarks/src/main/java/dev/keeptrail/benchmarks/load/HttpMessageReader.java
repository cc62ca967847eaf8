package dev.keeptrail.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads HTTP/1.1 messages off one connection, one at a time, and keeps only what a load harness
 * asks: the start line and how long the body was. Cheap on purpose, so that the measuring side
 * costs little. Not safe for many threads. Header block and body are bounded.
 */
final class HttpMessageReader {
  private static final int MAX_BODY = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[16 << 10];
  private int position;
  private int limit;
  private long bodyLength;
  private boolean chunked;
  private boolean closing;

  HttpMessageReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads a whole message and returns its start line, or an empty string when the other side closed
   * the connection between two messages.
   */
  String next() throws IOException {
    compact();
    bodyLength = 0;
    chunked = false;
    if (position == limit && !fill()) {
      return "";
    }
    String startLine = line();
    for (String header = line(); !header.isEmpty(); header = line()) {
      note(header);
    }
    if (chunked) {
      skipChunks();
    } else {
      skip(bodyLength);
    }
    return startLine;
  }

  /** Bytes of the last message's body. */
  long bodyLength() {
    return bodyLength;
  }

  /** Whether the last message said that its sender closes the connection. */
  boolean closing() {
    return closing;
  }

  /** The status of a response's start line; 0 when it is none. */
  static int status(String startLine) {
    if (startLine.length() < 12 || !startLine.startsWith("HTTP/1.")) {
      return 0;
    }
    return Integer.parseInt(startLine, 9, 12, 10);
  }

  private void note(String header) throws IOException {
    int colon = header.indexOf(':');
    if (colon < 0) {
      throw new IOException("header without a colon");
    }
    String value = header.substring(colon + 1).strip();
    switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "content-length" -> bodyLength = bounded(Long.parseLong(value));
      case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
      case "connection" -> closing = value.equalsIgnoreCase("close");
      default -> {}
    }
  }

  private void skipChunks() throws IOException {
    bodyLength = 0;
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      bodyLength = bounded(bodyLength + size);
      skip(size);
      line();
    }
    while (!line().isEmpty()) {
      // Trailers are read and dropped.
    }
  }

  private int chunkSize() throws IOException {
    String size = line();
    int extension = size.indexOf(';');
    return Integer.parseInt((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
  }

  private static long bounded(long length) throws IOException {
    if (length < 0 || length > MAX_BODY) {
      throw new IOException("body of " + length + " bytes");
    }
    return length;
  }

  /** A line without its end; ISO-8859-1, because only ASCII names and numbers are looked at. */
  private String line() throws IOException {
    int scanned = position;
    while (true) {
      for (; scanned < limit; scanned++) {
        if (buffer[scanned] == '\n') {
          int end = scanned > position && buffer[scanned - 1] == '\r' ? scanned - 1 : scanned;
          String text = new String(buffer, position, end - position, StandardCharsets.ISO_8859_1);
          position = scanned + 1;
          return text;
        }
      }
      if (limit == buffer.length) {
        throw new IOException("header block too long");
      }
      if (!fill()) {
        throw new EOFException("connection closed inside a message");
      }
    }
  }

  private void skip(long bytes) throws IOException {
    long left = bytes;
    while (true) {
      int step = (int) Math.min(left, limit - position);
      position += step;
      left -= step;
      if (left == 0) {
        return;
      }
      position = 0;
      limit = 0;
      if (!fill()) {
        throw new EOFException("connection closed inside a body");
      }
    }
  }

  private void compact() {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      return false;
    }
    limit += read;
    return true;
  }
}
