package dev.keeptrail.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a file, or with the rest of it from some byte on (RFC 9110, section 14: one range,
 * which is all that going on with a download needs). Stateless.
 */
final class FileReply {
  private static final String BYTES = "bytes=";
  private static final int MAX_DIGITS = 18;

  private FileReply() {}

  /** First and last byte, both inclusive. */
  private record Range(long first, long last) {}

  /**
   * Sends it.
   *
   * @param digest says which bytes they are; a download goes on only with the same ones
   */
  static void send(
      HttpServletRequest request,
      HttpServletResponse response,
      Path file,
      String name,
      String mediaType,
      String digest)
      throws IOException {
    String tag = '"' + digest + '"';
    response.setHeader("cache-control", "no-store");
    response.setHeader("accept-ranges", "bytes");
    response.setHeader("etag", tag);
    response.setHeader("content-disposition", "attachment; filename=\"" + name + "\"");
    response.setContentType(mediaType);
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      String since = request.getHeader("if-range");
      boolean same = since == null || since.equals(tag);
      Range asked = same ? range(request.getHeader("range"), size) : null;
      if (asked != null && asked.first() >= size) {
        response.setHeader("content-range", "bytes */" + size);
        response.setStatus(416);
        return;
      }
      Range range = asked == null ? new Range(0, size - 1) : asked;
      if (asked != null) {
        response.setStatus(206);
        response.setHeader(
            "content-range", "bytes %d-%d/%d".formatted(range.first(), range.last(), size));
      }
      copy(channel, range, response);
    }
  }

  private static void copy(FileChannel channel, Range range, HttpServletResponse response)
      throws IOException {
    long length = range.last() - range.first() + 1;
    response.setContentLengthLong(length);
    OutputStream out = response.getOutputStream();
    var target = Channels.newChannel(out);
    long sent = 0;
    while (sent < length) {
      long now = channel.transferTo(range.first() + sent, length - sent, target);
      if (now <= 0) {
        throw new IOException("the file became shorter while it was sent");
      }
      sent += now;
    }
    out.close();
  }

  /** Null for the whole: a range that is none, or several, may be passed over. */
  private static @Nullable Range range(@Nullable String header, long size) {
    if (header == null || !header.startsWith(BYTES) || header.indexOf(',') >= 0) {
      return null;
    }
    String range = header.substring(BYTES.length()).strip();
    int dash = range.indexOf('-');
    String first = dash < 1 ? "" : range.substring(0, dash);
    String last = dash < 1 ? "" : range.substring(dash + 1);
    if (!isNumber(first) || !(last.isEmpty() || isNumber(last))) {
      return null;
    }
    long end = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    long start = Long.parseLong(first);
    return start > end && start < size ? null : new Range(start, end);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_DIGITS
        && text.chars().allMatch(sign -> sign >= '0' && sign <= '9');
  }
}
