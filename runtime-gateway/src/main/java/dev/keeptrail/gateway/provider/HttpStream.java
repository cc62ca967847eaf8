package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.provider.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer that comes over a connection. */
final class HttpStream implements ProviderStream {
  private static final Logger LOG = LoggerFactory.getLogger(HttpStream.class);

  /** No answer goes on for longer, however alive it is. */
  static final long LONGEST_MINUTES = 60;

  /** How long the end of an answer that is complete may take to come. */
  static final long END_MILLIS = 200;

  private final HttpPost post;
  private final ClassicHttpResponse response;
  private final ScheduledExecutorService deadlines;
  private final ScheduledFuture<?> longest;
  private final AtomicBoolean expired = new AtomicBoolean();
  private final @Nullable InputStream body;
  private final long maxBytes;
  private long read;
  private boolean ended;

  HttpStream(
      HttpPost post,
      ClassicHttpResponse response,
      ScheduledExecutorService deadlines,
      long maxBytes)
      throws IOException {
    this.post = post;
    this.response = response;
    this.deadlines = deadlines;
    this.maxBytes = maxBytes;
    HttpEntity entity = response.getEntity();
    this.body = entity == null ? null : entity.getContent();
    this.longest = cancelAfter(TimeUnit.MINUTES.toMillis(LONGEST_MINUTES));
  }

  private ScheduledFuture<?> cancelAfter(long millis) {
    return deadlines.schedule(
        () -> {
          expired.set(true);
          post.cancel();
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  @Override
  public int status() {
    return response.getCode();
  }

  @Override
  public String contentType() {
    return HttpProvider.contentType(response, response.getEntity());
  }

  @Override
  public @Nullable String retryAfter() {
    return HttpProvider.value(response.getFirstHeader("retry-after"));
  }

  @Override
  public int read(byte[] buffer) throws ProviderException {
    InputStream stream = body;
    if (ended || stream == null) {
      return -1;
    }
    try {
      int length = stream.read(buffer);
      ended = length < 0;
      read += Math.max(0, length);
      if (read > maxBytes) {
        throw new ProviderException(Kind.TOO_LARGE);
      }
      return length;
    } catch (IOException failed) {
      throw new ProviderException(expired.get() ? Kind.TIMEOUT : HttpProvider.kindOf(failed));
    }
  }

  @Override
  public void finish() {
    ScheduledFuture<?> end = cancelAfter(END_MILLIS);
    byte[] rest = new byte[512];
    try {
      boolean more = true;
      while (more) {
        more = read(rest) >= 0;
      }
    } catch (ProviderException _) {
      // Whatever comes behind a complete answer is not needed; the connection is given up.
      ended = false;
    } finally {
      end.cancel(false);
    }
  }

  @Override
  public void close() {
    longest.cancel(false);
    if (!ended) {
      // WHY: closing a response reads it to its end first, and that may be far.
      post.cancel();
    }
    try {
      response.close();
    } catch (IOException failed) {
      LOG.debug("a connection to a provider broke while it was closed: {}", failed.getClass());
    }
  }
}
