package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.provider.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer that comes over a connection. */
final class HttpStream implements ProviderStream {
  private static final Logger LOG = LoggerFactory.getLogger(HttpStream.class);

  private final HttpPost post;
  private final ClassicHttpResponse response;
  private final StreamBounds bounds;
  private final @Nullable InputStream body;

  /**
   * @param bounds closed with the stream
   */
  HttpStream(HttpPost post, ClassicHttpResponse response, StreamBounds bounds) throws IOException {
    this.post = post;
    this.response = response;
    this.bounds = bounds;
    HttpEntity entity = response.getEntity();
    this.body = entity == null ? null : entity.getContent();
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
    return HttpProvider.retryAfter(response);
  }

  @Override
  public int read(byte[] buffer, BeforeWaiting before) throws ProviderException {
    InputStream stream = body;
    if (bounds.hasEnded() || stream == null) {
      return -1;
    }
    BeforeWaiting beforeWaiting =
        () -> {
          before.run();
          bounds.waits();
        };
    try {
      return bounds.count(TellingSocket.reading(beforeWaiting, () -> stream.read(buffer)));
    } catch (IOException failed) {
      throw new ProviderException(bounds.isExpired() ? Kind.TIMEOUT : HttpProvider.kindOf(failed));
    } finally {
      bounds.hears();
    }
  }

  @Override
  public Patience within(Duration atMost) {
    return bounds.within(atMost);
  }

  @Override
  public void finish() {
    ScheduledFuture<?> end = bounds.giveUpAfter(StreamBounds.END_MILLIS);
    byte[] rest = new byte[512];
    try {
      boolean more = true;
      while (more) {
        more = read(rest) >= 0;
      }
    } catch (ProviderException _) {
      // Whatever comes behind a complete answer is not needed; closing gives the connection up.
    } finally {
      end.cancel(false);
    }
  }

  @Override
  public void giveUp() {
    post.cancel();
  }

  @Override
  public void close() {
    bounds.close();
    if (!bounds.hasEnded()) {
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
