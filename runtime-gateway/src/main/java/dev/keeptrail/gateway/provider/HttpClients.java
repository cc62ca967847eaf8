package dev.keeptrail.gateway.provider;

import static org.apache.hc.client5.http.impl.classic.HttpClients.createMinimal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes the one pooled client that all targets share that are asked over HTTP/1.1. */
final class HttpClients {
  static final String AGENT = "keeptrail-gateway";

  /** A connection has three of them as long as it is open; streams keep hundreds open at once. */
  private static final Http1Config BUFFERS = Http1Config.custom().setBufferSize(8_192).build();

  private static final Timeout CONNECT = Timeout.ofSeconds(10);

  private HttpClients() {}

  /** Whoever asks names {@link #AGENT}: the client itself would name another. */
  static CloseableHttpClient pooled(int connections, Duration timeout) {
    return pooled(connections, timeout, Tunnels.NONE);
  }

  /** The same, with a proxy in the way of some targets. */
  static CloseableHttpClient pooled(int connections, Duration timeout, Tunnels tunnels) {
    var connection =
        ConnectionConfig.custom()
            .setConnectTimeout(
                Timeout.ofMilliseconds(Math.min(CONNECT.toMilliseconds(), timeout.toMillis())))
            .setSocketTimeout(Timeout.DISABLED)
            // Each time: the connection itself knows how much it has to look.
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .setTimeToLive(TimeValue.ofMinutes(10))
            .build();
    var pool =
        new TellingConnections(tunnels)
            .setConnectionFactory(new QuietConnections(BUFFERS))
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
            .setMaxConnTotal(connections)
            .setMaxConnPerRoute(connections)
            .setDefaultConnectionConfig(connection)
            .build();
    // WHY: the full client has links for authentication, proxies, cookies and redirects, which cost
    // each question something when they are switched off, too. None of them is wanted here.
    return createMinimal(new LastingConnections(pool));
  }

  /** A use of the client that may be cancelled from another thread at any moment. */
  interface Use<T> {
    T run() throws IOException;
  }

  /**
   * Asks, and fails for a cancelled request as for one that breaks off.
   *
   * <p>WHY: a request that is cancelled after it got its connection and before it uses it has none
   * any more, which the client takes for a mistake of whoever asks.
   */
  static <T> T use(HttpUriRequestBase post, Use<T> use) throws IOException {
    try {
      return use.run();
    } catch (IllegalStateException gone) {
      if (!post.isCancelled()) {
        throw gone;
      }
      var cancelled = new InterruptedIOException("cancelled before it was sent");
      cancelled.initCause(gone);
      throw cancelled;
    }
  }

  /**
   * What holds for the requests to a target whose answers may take this long. Whoever asks gives
   * the request up when its time is over.
   *
   * <p>WHY: reading a socket that has a timeout wakes the JDK's timer twice each time that a
   * virtual thread has to wait, and ends no wait that the clocks of requests and streams do not
   * end.
   */
  static RequestConfig request(Duration timeout) {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(Timeout.of(timeout.toMillis(), TimeUnit.MILLISECONDS))
        .setResponseTimeout(Timeout.DISABLED)
        .setRedirectsEnabled(false)
        .setAuthenticationEnabled(false)
        .build();
  }
}
