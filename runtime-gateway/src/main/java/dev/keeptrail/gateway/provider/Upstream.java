package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.audio.AudioAnswer;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of HTTP/1.1 and HTTP/2 have in common: where a target is, what goes there,
 * within which bounds its answers come, and what of them counts. Thread-safe.
 */
final class Upstream {
  /** Events say the same as a whole answer with many more bytes. */
  private static final int STREAM_FACTOR = 8;

  /** As many as a day has, and more. */
  private static final Pattern MILLIS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private final Endpoint endpoint;
  private final ScheduledExecutorService deadlines;
  private final Duration timeout;
  private final long maxBytes;

  /**
   * @param deadlines shared timer
   * @param timeout for the whole answer, and for silence in a stream
   * @param maxBytes of a whole answer
   */
  Upstream(Endpoint endpoint, ScheduledExecutorService deadlines, Duration timeout, long maxBytes) {
    this.endpoint = endpoint;
    this.deadlines = deadlines;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
  }

  Duration timeout() {
    return timeout;
  }

  boolean speaks(Protocol protocol) {
    return endpoint.address(protocol).isPresent();
  }

  /** What asks for a whole answer. */
  Question whole(Protocol protocol, Outgoing request) throws ProviderException {
    return question(protocol, request, protocol.answersSound() ? "*/*" : Question.JSON);
  }

  /** What asks for a stream. */
  Question streamed(Protocol protocol, Outgoing request) throws ProviderException {
    return question(protocol, request, "text/event-stream");
  }

  private Question question(Protocol protocol, Outgoing request, String accept)
      throws ProviderException {
    URI address =
        endpoint.address(protocol).orElseThrow(() -> new ProviderException(Kind.NOT_SPOKEN));
    return Question.of(address, protocol, request, accept, endpoint.headers(protocol));
  }

  /** Starts the clock of one question. */
  TimeLimit limit(Duration atMost, Runnable giveUp) {
    return new TimeLimit(deadlines, TimeLimit.shorter(atMost, timeout), giveUp);
  }

  /** The bounds of one stream. */
  StreamBounds bounds(Runnable giveUp) {
    return new StreamBounds(deadlines, timeout, STREAM_FACTOR * maxBytes, giveUp);
  }

  /**
   * Reads a whole answer.
   *
   * @param announced how long it says that it is; -1 where it does not say
   * @throws TooLargeException when it is longer than is taken
   */
  byte[] bytes(InputStream stream, long announced) throws IOException {
    if (announced > maxBytes) {
      throw new TooLargeException();
    }
    // What is announced fits exactly, so that a short answer takes neither room nor a copy more.
    long most = announced < 0 ? maxBytes + 1 : announced;
    byte[] bytes = stream.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8));
    if (bytes.length > maxBytes) {
      throw new TooLargeException();
    }
    return bytes;
  }

  /** How long to wait before asking again, where one of the headers for that says it. */
  static @Nullable String retryAfter(@Nullable String after, @Nullable String millis) {
    return after == null && millis != null && MILLIS.matcher(millis).matches()
        ? new BigDecimal(millis).movePointLeft(3).toPlainString()
        : after;
  }

  /** What came, in the form in which it is judged. */
  static ProviderAnswer answer(
      Protocol protocol, int status, String type, @Nullable String retryAfter, byte[] body) {
    if (!protocol.answersSound()) {
      return new ProviderAnswer(status, type, retryAfter, body);
    }
    // WHY: what is no sound is no answer, even JSON that looks like our own form of it.
    return AudioAnswer.isSound(type)
        ? new ProviderAnswer(status, Question.JSON, retryAfter, AudioAnswer.wrap(type, body))
        : new ProviderAnswer(status, "", retryAfter, body);
  }

  /**
   * The type of an answer that counts: a compressed body is none that we asked for, whatever it
   * claims to be.
   */
  static String contentType(@Nullable String encoding, @Nullable String type) {
    boolean plain = encoding == null || encoding.strip().equalsIgnoreCase("identity");
    return !plain || type == null ? "" : type;
  }

  /** An answer is longer than is taken. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
