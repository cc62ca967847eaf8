package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.exchange.McpNews;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.gateway.sse.SseWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a message as a stream of events, for those who take one: begun by the first thing
 * that is said before the answer, ended by the answer. One use, one thread.
 */
final class McpStream implements McpNews {
  private final HttpServletResponse response;
  private final String requestId;
  private final boolean wanted;
  private final Recall cut = new Recall();
  private volatile boolean left;
  private String eventId = "";
  private @Nullable OutputStream out;

  McpStream(HttpServletRequest request, HttpServletResponse response, String requestId) {
    this.response = response;
    this.requestId = requestId;
    this.wanted = takesEvents(request);
  }

  @Override
  public Recall cut() {
    return cut;
  }

  /** The caller has hung up; nobody waits any more. */
  void leave() {
    left = true;
    cut.call();
  }

  @Override
  public boolean isLeft() {
    return left;
  }

  private static boolean takesEvents(HttpServletRequest request) {
    Enumeration<String> accepted = request.getHeaders("accept");
    while (accepted.hasMoreElements()) {
      if (accepted.nextElement().toLowerCase(Locale.ROOT).contains("text/event-stream")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void tell(String id) {
    eventId = id;
  }

  @Override
  public boolean isWanted() {
    return wanted;
  }

  /** Whether the status has gone out. */
  boolean isBegun() {
    return out != null;
  }

  @Override
  public void send(byte[] message) throws IOException {
    OutputStream stream = out == null ? begin() : out;
    write(stream, message);
    stream.flush();
  }

  /** The answer, after what was said before it. */
  void end(byte[] message) throws IOException {
    try (OutputStream stream = out == null ? begin() : out) {
      write(stream, message);
    }
  }

  private static void write(OutputStream stream, byte[] message) throws IOException {
    var bytes = new ByteArrayOutputStream(message.length + 32);
    SseWriter.line(bytes, "message", message);
    bytes.writeTo(stream);
  }

  private OutputStream begin() throws IOException {
    StreamReply.head(response, requestId, eventId);
    OutputStream stream = response.getOutputStream();
    out = stream;
    return stream;
  }
}
