package dev.keeptrail.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one signed delivery (Standard Webhooks 1.0: {@code webhook-id}, {@code webhook-timestamp},
 * {@code webhook-signature}). Follows no redirect, for the address was chosen with care, and reads
 * nothing of the answer but its status, which counts whatever becomes of the rest. Safe for many
 * threads.
 */
final class WebhookSender implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout ANSWER = Timeout.ofSeconds(15);
  private static final Duration WHOLE = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 64;
  private static final int MOST_READ = 16 * 1024;

  private final WayOut wayOut;
  private final CloseableHttpClient direct;
  private final CloseableHttpClient proxied;
  private final ScheduledExecutorService timer;
  private final Duration whole;

  WebhookSender(WayOut wayOut) {
    this(wayOut, WHOLE);
  }

  /**
   * The same with another limit.
   *
   * @param whole how long one attempt may take in all
   */
  WebhookSender(WayOut wayOut, Duration whole) {
    this.whole = whole;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-timer").factory());
    this.wayOut = wayOut;
    this.direct = client(PoolingHttpClientConnectionManagerBuilder.create());
    this.proxied = client(new ProxiedConnections(wayOut.sockets()));
  }

  private static CloseableHttpClient client(PoolingHttpClientConnectionManagerBuilder pool) {
    return HttpClientBuilder.create()
        .setConnectionManager(
            pool.setMaxConnTotal(CONNECTIONS)
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder()
                        .responseParserFactory(new AnswersInTime())
                        .build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(ANSWER)
                        .build())
                .build())
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(ANSWER).build())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        // WHY: nothing of an answer is read, so nothing of it needs to be unpacked.
        .disableContentCompression()
        .setUserAgent("keeptrail")
        .build();
  }

  Outcome send(URI url, String id, byte[] body, List<SigningSecret> secrets, Instant now) {
    long seconds = now.getEpochSecond();
    var post = new HttpPost(url);
    post.setHeader("webhook-id", id);
    post.setHeader("webhook-timestamp", Long.toString(seconds));
    post.setHeader(
        "webhook-signature",
        secrets.stream()
            .map(secret -> secret.sign(id, seconds, body))
            .collect(Collectors.joining(" ")));
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    // WHY: a socket's time limit is on silence only, and an answer may drip.
    ScheduledFuture<?> alarm =
        timer.schedule(post::cancel, whole.toMillis(), TimeUnit.MILLISECONDS);
    var said = new AtomicReference<@Nullable Outcome>();
    try {
      CloseableHttpClient http = wayOut.proxied().test(url) ? proxied : direct;
      return http.execute(
          post,
          answer -> {
            Outcome outcome = outcome(answer);
            said.set(outcome);
            passOver(answer.getEntity(), post);
            return outcome;
          });
    } catch (IOException lost) {
      @Nullable Outcome outcome = said.get();
      return outcome == null ? new Outcome.Away(null, Unreached.why(lost), null) : outcome;
    } finally {
      boolean ignored = alarm.cancel(false);
    }
  }

  /**
   * Reads away what is short, for the connection to be good for the next delivery; hangs up on what
   * is long. The status has been said, whatever becomes of the rest.
   */
  private static void passOver(@Nullable HttpEntity body, HttpPost post) throws IOException {
    if (body == null) {
      return;
    }
    @Nullable InputStream in = body.getContent();
    if (in != null && in.readNBytes(MOST_READ).length == MOST_READ) {
      boolean ignored = post.cancel();
    }
  }

  private static Outcome outcome(HttpResponse answer) {
    int status = answer.getCode();
    if (status >= 200 && status < 300) {
      return new Outcome.Taken(status);
    }
    return switch (status) {
      case 410 -> new Outcome.Gone(status);
      case 408, 425, 429 -> away(status, answer);
      default ->
          status >= 500
              ? away(status, answer)
              // WHY: a redirect is refused like any other answer that is not "taken".
              : new Outcome.Refused(status);
    };
  }

  private static Outcome away(int status, HttpResponse answer) {
    return new Outcome.Away(status, "the receiver answered " + status, retryAfter(answer));
  }

  /** Only the form in seconds; a date depends on two clocks. */
  private static @Nullable Duration retryAfter(HttpResponse answer) {
    var header = answer.getFirstHeader("retry-after");
    String value = header == null || header.getValue() == null ? "" : header.getValue().strip();
    boolean seconds =
        !value.isEmpty() && value.length() < 7 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    return seconds ? Duration.ofSeconds(Long.parseLong(value)) : null;
  }

  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    direct.close();
    proxied.close();
  }
}
