package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * A log as text, whole or by lines. Somebody else has written it: what is longer than fits into
 * memory is told instead of read. One thread.
 */
public final class LogText {
  /** More than the largest exchange that a gateway takes, with its answer. */
  private static final int MOST_LINE = 64 << 20;

  private static final int MOST_WHOLE = 256 << 20;
  private static final int BUFFER = 1 << 16;
  private static final char MARK = '\uFEFF';

  private final Reader reader;
  private final String name;
  private final int mostLine;
  private final int mostWhole;
  private final char[] buffer = new char[BUFFER];
  private int at;
  private int end;
  private long number;
  private boolean begun;
  private boolean blank = true;

  /** The text of a log; the reader stays the caller's. */
  public LogText(Reader reader) {
    this(reader, "");
  }

  /**
   * One of several logs.
   *
   * @param name what tells its places from those of the others; empty where there are none
   */
  public LogText(Reader reader, String name) {
    this(reader, name, MOST_LINE, MOST_WHOLE);
  }

  /**
   * With other bounds.
   *
   * @param mostLine characters of a line
   * @param mostWhole characters of a log that can be read as a whole only
   */
  LogText(Reader reader, int mostLine, int mostWhole) {
    this(reader, "", mostLine, mostWhole);
  }

  private LogText(Reader reader, String name, int mostLine, int mostWhole) {
    this.reader = reader;
    this.name = name;
    this.mostLine = mostLine;
    this.mostWhole = mostWhole;
  }

  /**
   * A line without its end.
   *
   * @param number counted from 1
   * @param text null where it is too long
   */
  record Line(long number, @Nullable String text) {}

  /** The next line; null behind the last one. */
  @Nullable Line next() throws IOException {
    if (!fill()) {
      return null;
    }
    number++;
    var line = new StringBuilder();
    boolean tooLong = false;
    boolean ended = false;
    while (!ended && fill()) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      tooLong |= line.length() + at - from > mostLine;
      if (tooLong) {
        line.setLength(0);
      } else {
        line.append(buffer, from, at - from);
      }
      ended = at < end;
      at += ended ? 1 : 0;
    }
    return new Line(number, tooLong ? null : line.toString());
  }

  /** Whether nothing was in it. */
  public boolean isEmpty() {
    return blank;
  }

  /** A place of this log, told from the same place of another. */
  String place(String within) {
    return name.isEmpty() ? within : within + " of " + name;
  }

  /** The same log from another reader. */
  LogText again(Reader other) {
    return new LogText(other, name, mostLine, mostWhole);
  }

  /** What is wrong with a line that has no text. */
  String tooLong() {
    return "it has more than %,d characters".formatted(mostLine);
  }

  /**
   * All that is left.
   *
   * @param before what comes in front of it
   * @throws LogFormatException when both together are too long
   */
  String rest(String before) throws IOException, LogFormatException {
    var text = new StringBuilder(before);
    while (text.length() <= mostWhole && fill()) {
      text.append(buffer, at, end - at);
      at = end;
    }
    if (text.length() > mostWhole) {
      throw new LogFormatException(
          "it has more than %,d characters, and this form is read as a whole; split it"
              .formatted(mostWhole));
    }
    return text.toString();
  }

  private boolean fill() throws IOException {
    if (at >= end) {
      at = 0;
      end = Math.max(0, reader.read(buffer, 0, BUFFER));
      // A byte order mark is no part of the first line.
      at = !begun && end > 0 && buffer[0] == MARK ? 1 : 0;
      blank &= end == 0;
      begun = true;
    }
    return at < end;
  }
}
