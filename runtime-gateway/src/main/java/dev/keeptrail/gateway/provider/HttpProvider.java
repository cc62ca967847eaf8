package dev.keeptrail.gateway.provider;

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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to one OpenAI-compatible address. Sends headers of its own only: nothing of the caller's
 * goes up, least of all credentials. Redirects are answers, not directions; nothing is retried.
 */
public final class HttpProvider implements ProviderClient {
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines;
  private final URI base;
  private final @Nullable String authorization;
  private final Duration timeout;
  private final long maxBytes;

  /**
   * @param client shared, closed by its owner
   * @param deadlines shared timer for the time limit on whole answers
   * @param key the provider's key; null sends none
   */
  public HttpProvider(
      CloseableHttpClient client,
      ScheduledExecutorService deadlines,
      URI base,
      @Nullable String key,
      Duration timeout,
      long maxBytes) {
    this.client = client;
    this.deadlines = deadlines;
    this.base = base;
    this.authorization = key == null ? null : "Bearer " + key;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
  }

  @Override
  public ProviderAnswer complete(Protocol protocol, byte[] body) throws ProviderException {
    var post = new HttpPost(URI.create(base + protocol.path()));
    post.setHeader("Accept", "application/json");
    post.setHeader("Accept-Encoding", "identity");
    if (authorization != null) {
      post.setHeader("Authorization", authorization);
    }
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    var expired = new AtomicBoolean();
    ScheduledFuture<?> deadline =
        deadlines.schedule(
            () -> {
              expired.set(true);
              post.cancel();
            },
            timeout.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return client.execute(post, this::read);
    } catch (AnswerTooLargeException _) {
      throw new ProviderException(Kind.TOO_LARGE);
    } catch (IOException failed) {
      throw new ProviderException(expired.get() ? Kind.TIMEOUT : kindOf(failed));
    } finally {
      deadline.cancel(false);
    }
  }

  private ProviderAnswer read(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : read(entity);
    return new ProviderAnswer(
        response.getCode(),
        contentType(response, entity),
        value(response.getFirstHeader("retry-after")),
        body);
  }

  private static String contentType(ClassicHttpResponse response, @Nullable HttpEntity entity) {
    // A compressed body is none that we asked for, whatever type it claims.
    if (value(response.getFirstHeader("content-encoding")) != null || entity == null) {
      return "";
    }
    return entity.getContentType() == null ? "" : entity.getContentType();
  }

  private static @Nullable String value(@Nullable Header header) {
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

  private static Kind kindOf(IOException failed) {
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
