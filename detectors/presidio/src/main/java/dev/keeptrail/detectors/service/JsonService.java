package dev.keeptrail.detectors.service;

import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.WayOut;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A service over HTTP that takes JSON and answers with it. What it answers is read up to a bound;
 * redirects are not followed, nothing is retried, and no cookie or credential of the environment is
 * used. A proxy is asked for a connection, and looks up the service's name. Safe for any thread.
 */
public final class JsonService implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final int OK = 200;

  private final URI endpoint;
  private final @Nullable String key;
  private final int maxBytes;
  private final @Nullable Duration requestTime;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService timer;

  /**
   * @param key what is sent as bearer token; null sends none
   * @param requestTime for one request; null leaves only the deadline of the call
   * @param wayOut how the service is reached
   */
  public JsonService(
      URI endpoint,
      @Nullable String key,
      int connections,
      int maxBytes,
      @Nullable Duration requestTime,
      WayOut wayOut) {
    this.endpoint = endpoint;
    this.key = key;
    this.maxBytes = maxBytes;
    this.requestTime = requestTime;
    this.client = client(connections, wayOut.proxied().test(endpoint) ? wayOut.sockets() : null);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("service-timer").factory());
  }

  private static CloseableHttpClient client(int connections, @Nullable Supplier<Socket> proxied) {
    PoolingHttpClientConnectionManagerBuilder ways =
        proxied == null
            ? PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new ServiceAddress.Resolver())
            : new ProxiedConnections(proxied);
    var pool =
        ways.setMaxConnTotal(connections)
            .setMaxConnPerRoute(connections)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(CONNECT).build())
            .build();
    return HttpClientBuilder.create()
        .setConnectionManager(pool)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .setUserAgent("keeptrail")
        .build();
  }

  /**
   * The answer's body.
   *
   * @throws DetectorFailedException when there is none within the bounds
   */
  public byte[] ask(byte[] question, Deadline deadline) {
    Duration time = deadline.remaining();
    if (requestTime != null && requestTime.compareTo(time) < 0) {
      time = requestTime;
    }
    Timeout bound = Timeout.ofMilliseconds(Math.max(1, time.toMillis()));
    var post = new HttpPost(endpoint);
    post.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(bound)
            .setResponseTimeout(bound)
            .setRedirectsEnabled(false)
            .setAuthenticationEnabled(false)
            .build());
    post.setHeader("Accept", "application/json");
    post.setHeader("Accept-Encoding", "identity");
    if (key != null) {
      post.setHeader("Authorization", "Bearer " + key);
    }
    post.setEntity(new ByteArrayEntity(question, ContentType.APPLICATION_JSON));
    return exchange(post, bound);
  }

  /** WHY: a socket's time limit is on silence only, and an answer may drip. */
  private byte[] exchange(HttpPost post, Timeout bound) {
    var expired = new AtomicBoolean();
    ScheduledFuture<?> alarm =
        timer.schedule(
            () -> {
              expired.set(true);
              post.cancel();
            },
            bound.toMilliseconds(),
            TimeUnit.MILLISECONDS);
    try {
      return client.execute(post, this::read);
    } catch (IOException | IllegalStateException failed) {
      // A request that is cancelled while it connects fails as a wrong state.
      throw new DetectorFailedException(
          expired.get() ? "the service did not answer in time" : problem(failed));
    } finally {
      alarm.cancel(false);
    }
  }

  private byte[] read(ClassicHttpResponse response) throws IOException {
    if (response.getCode() != OK) {
      throw new DetectorFailedException("the service answered with status " + response.getCode());
    }
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      throw new DetectorFailedException("the service answered nothing");
    }
    try (InputStream stream = entity.getContent()) {
      byte[] bytes = stream.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new DetectorFailedException("the service's answer is too long");
      }
      return bytes;
    }
  }

  private static String problem(Exception failed) {
    return switch (failed) {
      case ProtocolException _ -> "the proxy opens no connection to the service";
      case HttpHostConnectException _ -> "the service cannot be reached";
      case UnknownHostException _ -> "the service cannot be reached";
      case SSLException _ -> "no secure connection to the service";
      case InterruptedIOException _ -> "the service did not answer in time";
      default -> "the exchange with the service broke off";
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
