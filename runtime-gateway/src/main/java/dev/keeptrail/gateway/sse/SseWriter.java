package dev.keeptrail.gateway.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes server-sent events as bytes, each ready to be sent whole. Data of several lines becomes
 * several data lines. Stateless.
 */
public final class SseWriter {
  /** A comment that clients pass over; keeps a connection open while text is held back. */
  private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private SseWriter() {}

  public static byte[] keepAlive() {
    return KEEP_ALIVE.clone();
  }

  /**
   * Appends an event whose data is one line, such as JSON without white space.
   *
   * @param line UTF-8 without a line break
   * @throws IllegalArgumentException for a name with a line break in it
   */
  public static void line(ByteArrayOutputStream to, @Nullable String name, byte[] line) {
    if (name != null) {
      to.writeBytes(EVENT);
      to.writeBytes(checked(name).getBytes(StandardCharsets.UTF_8));
      to.write('\n');
    }
    to.writeBytes(DATA);
    to.writeBytes(line);
    to.writeBytes(END);
  }

  private static String checked(String name) {
    if (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("a name is one line");
    }
    return name;
  }

  /** An event without a name. */
  public static byte[] event(String data) {
    return event(null, data);
  }

  /**
   * An event.
   *
   * @throws IllegalArgumentException for a name with a line break in it
   */
  public static byte[] event(@Nullable String name, String data) {
    var event = new StringBuilder(data.length() + 32);
    if (name != null) {
      event.append("event: ").append(checked(name)).append('\n');
    }
    int from = 0;
    while (from <= data.length()) {
      int end = lineEnd(data, from);
      event.append("data: ").append(data, from, end).append('\n');
      boolean both =
          end + 1 < data.length() && data.charAt(end) == '\r' && data.charAt(end + 1) == '\n';
      from = end + (both ? 2 : 1);
    }
    return event.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int lineEnd(String data, int from) {
    int end = from;
    while (end < data.length() && data.charAt(end) != '\n' && data.charAt(end) != '\r') {
      end++;
    }
    return end;
  }
}
