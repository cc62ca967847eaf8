package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.audio.UpstreamForm;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to one target over HTTP/2, many requests on one connection, and over HTTP/1.1 where the
 * target does not take it. What goes up and what counts is as in {@link HttpProvider}; only the
 * client is another, because that of HTTP/1.1 costs less and knows no streams.
 */
final class Http2Provider implements ProviderClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final ScheduledExecutorService deadlines;
  private final Endpoint endpoint;
  private final Duration timeout;
  private final long maxBytes;

  /**
   * @param client shared, closed by its owner
   * @param deadlines shared timer
   * @param timeout for the whole answer, and for silence in a stream
   */
  Http2Provider(
      HttpClient client,
      ScheduledExecutorService deadlines,
      Endpoint endpoint,
      Duration timeout,
      long maxBytes) {
    this.client = client;
    this.deadlines = deadlines;
    this.endpoint = endpoint;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
  }

  /**
   * The client that such targets share.
   *
   * @param trust whom it believes; null for the authorities that the platform knows
   */
  static HttpClient client(Duration timeout, @Nullable SSLContext trust) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT);
    return (trust == null ? builder : builder.sslContext(trust)).build();
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
    String accept = protocol.answersSound() ? "*/*" : HttpProvider.JSON;
    var asked = ask(protocol, body, accept);
    try (TimeLimit limit = limit(asked, atMost)) {
      HttpResponse<InputStream> response = answer(asked, limit);
      try (InputStream stream = response.body()) {
        byte[] bytes = stream.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > maxBytes) {
          throw new ProviderException(Kind.TOO_LARGE);
        }
        return HttpProvider.answer(
            protocol,
            response.statusCode(),
            contentType(response),
            response.headers().firstValue("retry-after").orElse(null),
            bytes);
      } catch (IOException failed) {
        throw failure(failed, limit.isOver());
      }
    }
  }

  @Override
  public ProviderStream open(Protocol protocol, byte[] body, Duration atMost)
      throws ProviderException {
    var asked = ask(protocol, body, "text/event-stream");
    try (TimeLimit limit = limit(asked, atMost)) {
      HttpResponse<InputStream> response = answer(asked, limit);
      if (!limit.keep()) {
        Http2Stream.close(response.body());
        throw new ProviderException(Kind.TIMEOUT);
      }
      return new Http2Stream(response, deadlines, timeout, HttpProvider.STREAM_FACTOR * maxBytes);
    }
  }

  private CompletableFuture<HttpResponse<InputStream>> ask(
      Protocol protocol, byte[] body, String accept) throws ProviderException {
    URI address =
        endpoint.address(protocol).orElseThrow(() -> new ProviderException(Kind.NOT_SPOKEN));
    UpstreamForm form = protocol.takesForms() ? UpstreamForm.of(body) : null;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .POST(BodyPublishers.ofByteArray(form == null ? body : form.bytes()))
            .setHeader("Accept", accept)
            .setHeader("Accept-Encoding", "identity")
            .setHeader("User-Agent", HttpClients.AGENT)
            .setHeader("Content-Type", form == null ? HttpProvider.JSON : form.contentType());
    endpoint.headers().forEach(request::setHeader);
    return client.sendAsync(request.build(), BodyHandlers.ofInputStream());
  }

  private TimeLimit limit(CompletableFuture<HttpResponse<InputStream>> asked, Duration atMost) {
    return new TimeLimit(
        deadlines,
        TimeLimit.shorter(atMost, timeout),
        () -> {
          if (!asked.cancel(true)) {
            giveUp(asked);
          }
        });
  }

  /** Ends an answer that has begun to come. */
  private static void giveUp(CompletableFuture<HttpResponse<InputStream>> asked) {
    if (asked.state() == Future.State.SUCCESS) {
      Http2Stream.close(asked.resultNow().body());
    }
  }

  private static HttpResponse<InputStream> answer(
      CompletableFuture<HttpResponse<InputStream>> asked, TimeLimit limit)
      throws ProviderException {
    try {
      return asked.get();
    } catch (InterruptedException interrupted) {
      boolean ignored = asked.cancel(true);
      Thread.currentThread().interrupt();
      throw new ProviderException(Kind.TIMEOUT);
    } catch (CancellationException _) {
      throw new ProviderException(Kind.TIMEOUT);
    } catch (ExecutionException failed) {
      throw failure(failed.getCause(), limit.isOver());
    }
  }

  static ProviderException failure(@Nullable Throwable failed, boolean expired) {
    if (expired) {
      return new ProviderException(Kind.TIMEOUT);
    }
    return new ProviderException(
        switch (failed) {
          case ConnectException _ -> Kind.UNREACHABLE;
          case HttpConnectTimeoutException _ -> Kind.UNREACHABLE;
          case HttpTimeoutException _ -> Kind.TIMEOUT;
          case null, default -> Kind.BROKEN;
        });
  }

  static String contentType(HttpResponse<?> response) {
    // A compressed body is none that we asked for, whatever type it claims.
    return response.headers().firstValue("content-encoding").isPresent()
        ? ""
        : response.headers().firstValue("content-type").orElse("");
  }

  @Override
  public void close() {}
}
