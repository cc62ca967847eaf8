package dev.keeptrail.gateway.tunnel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks an address once, over a connection of its own: size and time are bounded, redirects are not
 * followed, and nothing is sent but the question. Stateless.
 */
public final class ShortQuestion {
  private static final Http1Config BOUNDS =
      Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(16 * 1024).build();

  private ShortQuestion() {}

  /**
   * What came back.
   *
   * @param text its beginning, not unpacked, as UTF-8
   * @param whole whether that is all of it
   */
  public record Answer(int status, String text, boolean whole) {}

  /**
   * Asks, and waits for all of the answer that is wanted.
   *
   * @param most how many bytes of the answer are read
   * @param patience for everything together
   * @throws IOException there was none; the message says why, as a clause about "it"
   */
  public static Answer ask(URI address, @Nullable OutboundProxy proxy, int most, Duration patience)
      throws IOException, InterruptedException {
    boolean proxied = proxy != null && proxy.leadsTo(address);
    var get = new HttpGet(address);
    get.setHeader("Accept", "application/json");
    get.setHeader("Accept-Encoding", "identity");
    var task = new FutureTask<>(() -> exchange(get, proxied ? proxy : null, most, patience));
    Thread ignored = Thread.ofVirtual().name("question").start(task);
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new IOException("it does not answer in time", late);
    } catch (ExecutionException failed) {
      throw new IOException(why(failed.getCause()), failed.getCause());
    } finally {
      // WHY: the connection is closed under whoever still reads from it.
      get.cancel();
    }
  }

  private static String why(@Nullable Throwable failed) {
    return switch (failed) {
      case ProtocolException _ -> "the proxy opens no connection to it";
      case UnknownHostException _ -> "its name is not known here";
      case HttpHostConnectException _ -> "it cannot be reached";
      case SSLException _ -> "there is no secure connection to it";
      case InterruptedIOException _ -> "it does not answer in time";
      case null, default -> "it does not answer";
    };
  }

  private static Answer exchange(
      HttpGet get, @Nullable OutboundProxy proxy, int most, Duration patience)
      throws IOException, HttpException {
    Timeout step = Timeout.ofMilliseconds(patience.toMillis());
    try (CloseableHttpClient client = client(proxy, step)) {
      // WHY: closing a response reads it to its end first, so its connection is given up instead.
      try {
        ClassicHttpResponse answer =
            client.executeOpen(RoutingSupport.determineHost(get), get, null);
        HttpEntity entity = answer.getEntity();
        byte[] bytes = entity == null ? new byte[0] : entity.getContent().readNBytes(most + 1);
        int kept = Math.min(most, bytes.length);
        return new Answer(
            answer.getCode(),
            new String(bytes, 0, kept, StandardCharsets.UTF_8),
            kept == bytes.length);
      } finally {
        get.cancel();
      }
    }
  }

  private static CloseableHttpClient client(@Nullable OutboundProxy proxy, Timeout step) {
    PoolingHttpClientConnectionManagerBuilder pool =
        proxy == null
            ? PoolingHttpClientConnectionManagerBuilder.create()
            : new ProxiedConnections(proxy);
    var connections =
        pool.setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(BOUNDS).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(step).setSocketTimeout(step).build())
            .build();
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(step).setAuthenticationEnabled(false).build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .setUserAgent("keeptrail-gateway")
        .build();
  }
}
