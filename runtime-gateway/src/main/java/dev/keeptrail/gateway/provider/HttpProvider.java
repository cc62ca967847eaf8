package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.audio.AudioAnswer;
import dev.keeptrail.gateway.audio.UpstreamForm;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to one target over HTTP. Sends headers of its own only: nothing of the caller's goes up,
 * least of all credentials. Redirects are answers, not directions; nothing is retried.
 */
public final class HttpProvider implements ProviderClient {
  static final String JSON = "application/json";

  /** Events say the same as a whole answer with many more bytes. */
  static final int STREAM_FACTOR = 8;

  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines;
  private final Endpoint endpoint;
  private final RequestConfig config;
  private final Duration timeout;
  private final long maxBytes;

  /**
   * @param client shared, closed by its owner
   * @param deadlines shared timer for the time limit on whole answers
   * @param timeout for the whole answer
   */
  HttpProvider(
      CloseableHttpClient client,
      ScheduledExecutorService deadlines,
      Endpoint endpoint,
      Duration timeout,
      long maxBytes) {
    this.client = client;
    this.deadlines = deadlines;
    this.endpoint = endpoint;
    this.config = HttpClients.request(timeout);
    this.timeout = timeout;
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean speaks(Protocol protocol) {
    return endpoint.address(protocol).isPresent();
  }

  @Override
  public ProviderAnswer complete(Protocol protocol, byte[] body) throws ProviderException {
    return complete(protocol, body, timeout);
  }

  @Override
  public ProviderAnswer complete(Protocol protocol, byte[] body, Duration atMost)
      throws ProviderException {
    HttpPost post = post(protocol, body, protocol.answersSound() ? "*/*" : "application/json");
    try (TimeLimit limit = limit(post, atMost)) {
      try {
        return client.execute(post, response -> read(protocol, response));
      } catch (AnswerTooLargeException _) {
        throw new ProviderException(Kind.TOO_LARGE);
      } catch (IOException failed) {
        throw new ProviderException(limit.isOver() ? Kind.TIMEOUT : kindOf(failed));
      }
    }
  }

  private static HttpEntity entity(Protocol protocol, byte[] body) {
    if (!protocol.takesForms()) {
      return new ByteArrayEntity(body, ContentType.APPLICATION_JSON);
    }
    UpstreamForm form = UpstreamForm.of(body);
    return new ByteArrayEntity(form.bytes(), ContentType.parse(form.contentType()));
  }

  @Override
  public ProviderStream open(Protocol protocol, byte[] body, Duration atMost)
      throws ProviderException {
    HttpPost post = post(protocol, body, "text/event-stream");
    try (TimeLimit limit = limit(post, atMost)) {
      return open(post, limit);
    }
  }

  private ProviderStream open(HttpPost post, TimeLimit limit) throws ProviderException {
    try {
      ClassicHttpResponse response =
          client.executeOpen(RoutingSupport.determineHost(post), post, null);
      var stream = new HttpStream(post, response, deadlines, STREAM_FACTOR * maxBytes);
      if (!limit.keep()) {
        stream.close();
        throw new ProviderException(Kind.TIMEOUT);
      }
      return stream;
    } catch (IOException failed) {
      throw new ProviderException(limit.isOver() ? Kind.TIMEOUT : kindOf(failed));
    } catch (HttpException _) {
      throw new ProviderException(Kind.UNREACHABLE);
    }
  }

  private HttpPost post(Protocol protocol, byte[] body, String accept) throws ProviderException {
    URI address =
        endpoint.address(protocol).orElseThrow(() -> new ProviderException(Kind.NOT_SPOKEN));
    var post = new HttpPost(address);
    post.setConfig(config);
    post.setHeader("Accept", accept);
    post.setHeader("Accept-Encoding", "identity");
    endpoint.headers().forEach(post::setHeader);
    post.setEntity(entity(protocol, body));
    return post;
  }

  private TimeLimit limit(HttpPost post, Duration atMost) {
    return new TimeLimit(deadlines, TimeLimit.shorter(atMost, timeout), post::cancel);
  }

  private ProviderAnswer read(Protocol protocol, ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : read(entity);
    String after = value(response.getFirstHeader("retry-after"));
    return answer(protocol, response.getCode(), contentType(response, entity), after, body);
  }

  /** What came, in the form in which it is judged. */
  static ProviderAnswer answer(
      Protocol protocol, int status, String type, @Nullable String retryAfter, byte[] body) {
    if (!protocol.answersSound()) {
      return new ProviderAnswer(status, type, retryAfter, body);
    }
    // WHY: what is no sound is no answer, even JSON that looks like our own form of it.
    return AudioAnswer.isSound(type)
        ? new ProviderAnswer(status, JSON, retryAfter, AudioAnswer.wrap(type, body))
        : new ProviderAnswer(status, "", retryAfter, body);
  }

  static String contentType(ClassicHttpResponse response, @Nullable HttpEntity entity) {
    // A compressed body is none that we asked for, whatever type it claims.
    if (value(response.getFirstHeader("content-encoding")) != null || entity == null) {
      return "";
    }
    return entity.getContentType() == null ? "" : entity.getContentType();
  }

  static @Nullable String value(@Nullable Header header) {
    return header == null ? null : header.getValue();
  }

  private byte[] read(HttpEntity entity) throws IOException {
    if (entity.getContentLength() > maxBytes) {
      throw new AnswerTooLargeException();
    }
    try (InputStream stream = entity.getContent()) {
      byte[] bytes = stream.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
      if (bytes.length > maxBytes) {
        throw new AnswerTooLargeException();
      }
      return bytes;
    }
  }

  static Kind kindOf(IOException failed) {
    return switch (failed) {
      case ConnectTimeoutException _ -> Kind.UNREACHABLE;
      case ConnectException _ -> Kind.UNREACHABLE;
      case UnknownHostException _ -> Kind.UNREACHABLE;
      case InterruptedIOException _ -> Kind.TIMEOUT;
      default -> Kind.BROKEN;
    };
  }

  @Override
  public void close() {}

  private static final class AnswerTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
