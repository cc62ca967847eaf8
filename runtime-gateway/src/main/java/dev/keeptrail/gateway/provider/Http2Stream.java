package dev.keeptrail.gateway.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer that comes over one stream of a connection; closing it ends that stream only. */
final class Http2Stream implements ProviderStream {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Stream.class);

  private final HttpResponse<InputStream> response;
  private final StreamBounds bounds;

  /**
   * @param bounds closed with the stream
   */
  Http2Stream(HttpResponse<InputStream> response, StreamBounds bounds) {
    this.response = response;
    this.bounds = bounds;
  }

  /** Resets the stream where more would come. */
  static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException failed) {
      LOG.debug("a stream of a provider broke while it was closed: {}", failed.getClass());
    }
  }

  @Override
  public int status() {
    return response.statusCode();
  }

  @Override
  public String contentType() {
    return Http2Provider.contentType(response);
  }

  @Override
  public @Nullable String retryAfter() {
    return Http2Provider.retryAfter(response);
  }

  @Override
  public int read(byte[] buffer, BeforeWaiting before) throws ProviderException {
    if (bounds.hasEnded()) {
      return -1;
    }
    InputStream body = response.body();
    prepare(body, before);
    bounds.waits();
    try {
      return bounds.count(body.read(buffer));
    } catch (IOException failed) {
      throw Http2Provider.failure(failed, bounds.isExpired());
    } finally {
      bounds.hears();
    }
  }

  /** The time that this takes is no silence of the provider. */
  private void prepare(InputStream body, BeforeWaiting before) throws ProviderException {
    try {
      if (body.available() == 0) {
        before.run();
      }
    } catch (IOException failed) {
      throw Http2Provider.failure(failed, bounds.isExpired());
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
      // Whatever comes behind a complete answer is not needed; the stream is given up.
      bounds.end();
    } finally {
      end.cancel(false);
    }
  }

  @Override
  public void giveUp() {
    close(response.body());
  }

  @Override
  public void close() {
    bounds.close();
    close(response.body());
  }
}
