package dev.keeptrail.ledger.evidence;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text that somebody else has made: one too long is not read into memory. */
final class BoundedLines implements AutoCloseable {
  private static final int BUFFER = 1 << 14;

  private final Reader reader;
  private final int most;
  private final char[] buffer = new char[BUFFER];
  private int at;
  private int end;
  private boolean tooLong;

  /**
   * Lines of a text.
   *
   * @param most characters of one line
   */
  BoundedLines(Reader reader, int most) {
    this.reader = reader;
    this.most = most;
  }

  /** The next line without its end; null at the end, or where one is too long. */
  @Nullable String next() throws IOException {
    var line = new StringBuilder();
    boolean any = false;
    while (!tooLong && fill()) {
      any = true;
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.append(buffer, from, at - from);
      tooLong = line.length() > most;
      if (at < end) {
        at++;
        break;
      }
    }
    return any && !tooLong ? line.toString() : null;
  }

  private boolean fill() throws IOException {
    if (at < end) {
      return true;
    }
    at = 0;
    end = reader.read(buffer, 0, buffer.length);
    return end > 0;
  }

  /** Whether it ended because a line is too long. */
  boolean tooLong() {
    return tooLong;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
