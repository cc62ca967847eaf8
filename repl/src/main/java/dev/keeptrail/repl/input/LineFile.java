package dev.keeptrail.repl.input;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A text file by lines, of which only those that were asked for are read. Keeps eight bytes for
 * each line that was seen. One thread.
 */
final class LineFile implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int MAX_LINES = 20_000_000;

  private final FileChannel channel;
  private final int maxLine;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long bufferStart;

  /** Where lines start, as far as that is known; the last of them may be the end of the file. */
  private long[] starts = new long[1_024];

  private int known = 1;
  private boolean ended;

  LineFile(Path file, int maxLine) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.maxLine = maxLine;
    buffer.limit(0);
  }

  /** How many lines there are, once the end has been seen. */
  OptionalLong count() {
    return ended ? OptionalLong.of(known - 1L) : OptionalLong.empty();
  }

  /**
   * A line without its end, counted from 0; empty behind the last.
   *
   * @throws IOException when it cannot be read, or is too long
   */
  Optional<String> line(long number) throws IOException {
    while (number >= known - 1 && !ended) {
      long end = endOf(starts[known - 1]);
      if (end < 0) {
        ended = true;
      } else {
        learn(end);
      }
    }
    if (number >= known - 1) {
      return Optional.empty();
    }
    int at = (int) number;
    byte[] bytes = new byte[(int) (starts[at + 1] - starts[at])];
    read(starts[at], bytes);
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\n') {
      length--;
    }
    return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }

  private void learn(long end) throws IOException {
    if (known == MAX_LINES) {
      throw new IOException("the file has more than %,d lines".formatted(MAX_LINES - 1));
    }
    if (known == starts.length) {
      starts = Arrays.copyOf(starts, known * 2);
    }
    starts[known++] = end;
  }

  /** Where the line that starts there ends, its line end included; -1 when nothing is there. */
  private long endOf(long start) throws IOException {
    long at = start;
    while (fill(at)) {
      for (int i = (int) (at - bufferStart); i < buffer.limit(); i++) {
        if (buffer.get(i) == '\n') {
          return bufferStart + i + 1;
        }
      }
      at = bufferStart + buffer.limit();
      if (at - start > maxLine) {
        throw new IOException("line %d is too long".formatted(known));
      }
    }
    return at == start ? -1 : at;
  }

  private void read(long start, byte[] into) throws IOException {
    int done = 0;
    while (done < into.length && fill(start + done)) {
      int from = (int) (start + done - bufferStart);
      int length = Math.min(into.length - done, buffer.limit() - from);
      buffer.get(from, into, done, length);
      done += length;
    }
    if (done < into.length) {
      throw new IOException("the file has become shorter");
    }
  }

  /** Makes sure that the byte is in the buffer; false at the end of the file. */
  private boolean fill(long at) throws IOException {
    if (at >= bufferStart && at < bufferStart + buffer.limit()) {
      return true;
    }
    buffer.clear();
    bufferStart = at;
    int got = channel.read(buffer, at);
    buffer.limit(Math.max(0, got));
    return got > 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
