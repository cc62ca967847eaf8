package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.provider.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer that comes over one stream of a connection; closing it ends that stream only. */
final class Http2Stream implements ProviderStream {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Stream.class);

  private final HttpResponse<InputStream> response;
  private final ScheduledExecutorService deadlines;
  private final ScheduledFuture<?> longest;
  private final AtomicBoolean expired = new AtomicBoolean();
  private final long silenceMillis;
  private final long maxBytes;
  private long read;
  private boolean ended;

  /**
   * @param silence how long nothing may come
   */
  Http2Stream(
      HttpResponse<InputStream> response,
      ScheduledExecutorService deadlines,
      Duration silence,
      long maxBytes) {
    this.response = response;
    this.deadlines = deadlines;
    this.silenceMillis = silence.toMillis();
    this.maxBytes = maxBytes;
    this.longest = cancelAfter(TimeUnit.MINUTES.toMillis(HttpStream.LONGEST_MINUTES));
  }

  private ScheduledFuture<?> cancelAfter(long millis) {
    return deadlines.schedule(
        () -> {
          expired.set(true);
          close(response.body());
        },
        millis,
        TimeUnit.MILLISECONDS);
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
    return response.headers().firstValue("retry-after").orElse(null);
  }

  @Override
  public int read(byte[] buffer) throws ProviderException {
    return read(buffer, silenceMillis);
  }

  private int read(byte[] buffer, long millis) throws ProviderException {
    if (ended) {
      return -1;
    }
    ScheduledFuture<?> silence = cancelAfter(millis);
    try {
      int length = response.body().read(buffer);
      ended = length < 0;
      read += Math.max(0, length);
      if (read > maxBytes) {
        throw new ProviderException(Kind.TOO_LARGE);
      }
      return length;
    } catch (IOException failed) {
      throw Http2Provider.failure(failed, expired.get());
    } finally {
      silence.cancel(false);
    }
  }

  @Override
  public void finish() {
    byte[] rest = new byte[512];
    try {
      boolean more = true;
      while (more) {
        more = read(rest, HttpStream.END_MILLIS) >= 0;
      }
    } catch (ProviderException _) {
      // Whatever comes behind a complete answer is not needed; the stream is given up.
      ended = true;
    }
  }

  @Override
  public void close() {
    longest.cancel(false);
    close(response.body());
  }
}
