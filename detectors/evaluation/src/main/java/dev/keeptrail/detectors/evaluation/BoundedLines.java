package dev.keeptrail.detectors.evaluation;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, of which those that are too long are passed over unread. One thread. */
final class BoundedLines implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Reader reader;
  private final int most;
  private final char[] buffer = new char[BUFFER];
  private int at;
  private int end;
  private @Nullable String text;

  /**
   * Lines of a text.
   *
   * @param most characters of one line
   */
  BoundedLines(Reader reader, int most) {
    this.reader = reader;
    this.most = most;
  }

  /** Goes to the next line; false behind the last one. */
  boolean advance() throws IOException {
    if (!fill()) {
      text = null;
      return false;
    }
    var line = new StringBuilder();
    boolean tooLong = false;
    boolean ended = false;
    while (!ended && fill()) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      tooLong |= line.length() + at - from > most;
      if (tooLong) {
        line.setLength(0);
      } else {
        line.append(buffer, from, at - from);
      }
      ended = at < end;
      at += ended ? 1 : 0;
    }
    text = tooLong ? null : line.toString();
    return true;
  }

  /** The line without its end; null where it is too long. */
  @Nullable String text() {
    return text;
  }

  private boolean fill() throws IOException {
    if (at >= end) {
      at = 0;
      end = Math.max(0, reader.read(buffer, 0, BUFFER));
    }
    return at < end;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
