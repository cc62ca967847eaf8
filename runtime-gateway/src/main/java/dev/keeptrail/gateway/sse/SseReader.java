package dev.keeptrail.gateway.sse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events (WHATWG HTML, "Server-sent events") from bytes that may be cut anywhere:
 * lines end in LF, CR or both, a byte order mark may come first, comments and unknown fields are
 * passed over. Stricter than the standard in one thing: bytes that are not UTF-8 end the stream,
 * for a replaced character is one that nobody judged. Confined to one thread.
 */
public final class SseReader {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;

  private final SseLimits limits;
  private final StringBuilder lines = new StringBuilder();
  private byte[] line = new byte[1_024];
  private int length;
  private long eventBytes;
  private boolean afterReturn;
  private boolean first = true;
  private @Nullable String only;
  private @Nullable String name;

  public SseReader() {
    this(SseLimits.DEFAULT);
  }

  public SseReader(SseLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes more bytes and hands out each event that they complete, in order.
   *
   * @throws SseFormatException for a line or event beyond the limits, and for bytes that are not
   *     UTF-8; the reader is not to be used after that
   */
  public void read(byte[] bytes, int from, int to, Consumer<SseEvent> events)
      throws SseFormatException {
    int start = from;
    for (int at = lineEnd(bytes, start, to); at < to; at = lineEnd(bytes, start, to)) {
      boolean second = bytes[at] == '\n' && afterReturn && at == start && length == 0;
      afterReturn = bytes[at] == '\r';
      if (!second) {
        take(bytes, start, at);
        endLine(events);
      }
      start = at + 1;
    }
    afterReturn &= start == to;
    take(bytes, start, to);
  }

  /** Where the next LF or CR stands, looked for in eight bytes at a time; the end without one. */
  private static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, at);
      long feeds = eight ^ ('\n' * ONES);
      long returns = eight ^ ('\r' * ONES);
      // WHY: the lowest bit is right; borrows only set bits above one that is set rightly.
      long stops = (((feeds - ONES) & ~feeds) | ((returns - ONES) & ~returns)) & HIGHEST;
      if (stops != 0) {
        return at + Long.numberOfTrailingZeros(stops) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  private void take(byte[] bytes, int from, int to) throws SseFormatException {
    int more = to - from;
    if (more > limits.lineBytes() - length) {
      throw new SseFormatException("a line is longer than " + limits.lineBytes() + " bytes");
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, line.length * 2));
    }
    System.arraycopy(bytes, from, line, length, more);
    length += more;
  }

  private void endLine(Consumer<SseEvent> events) throws SseFormatException {
    int from = first && startsWithMark() ? MARK.length : 0;
    int to = length;
    first = false;
    length = 0;
    if (from == to) {
      dispatch(events);
    } else {
      field(from, to);
    }
  }

  private boolean startsWithMark() {
    return length >= MARK.length && Arrays.equals(line, 0, MARK.length, MARK, 0, MARK.length);
  }

  private void dispatch(Consumer<SseEvent> events) {
    String data = only;
    if (data != null) {
      events.accept(new SseEvent(name, lines.isEmpty() ? data : lines.toString()));
    }
    lines.setLength(0);
    only = null;
    eventBytes = 0;
    name = null;
  }

  private void field(int from, int to) throws SseFormatException {
    int colon = from;
    while (colon < to && line[colon] != ':') {
      colon++;
    }
    int value = Math.min(to, colon + 1);
    value += value < to && line[value] == ' ' ? 1 : 0;
    if (is("data", from, colon)) {
      eventBytes += to - value + 1L;
      if (eventBytes > limits.eventBytes()) {
        throw new SseFormatException("an event is longer than " + limits.eventBytes() + " bytes");
      }
      add(text(value, to));
    } else if (is("event", from, colon)) {
      String named = text(value, to);
      name = named.isEmpty() ? null : named;
    }
  }

  /** Nearly all events have one line of data. */
  private void add(String line) {
    String before = only;
    if (before == null) {
      only = line;
      return;
    }
    if (lines.isEmpty()) {
      lines.append(before);
    }
    lines.append('\n').append(line);
    only = line;
  }

  private boolean is(String field, int from, int to) {
    if (to - from != field.length()) {
      return false;
    }
    for (int i = 0; i < field.length(); i++) {
      if (line[from + i] != field.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int from, int to) throws SseFormatException {
    // WHY: this is many times faster, and says nothing of a fault but with this character.
    String text = new String(line, from, to - from, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : strictly(from, to);
  }

  private String strictly(int from, int to) throws SseFormatException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new SseFormatException("a line is not UTF-8");
    }
  }
}
