package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to one target over HTTP/2, many requests on one connection, and over HTTP/1.1 where the
 * target does not take it. What goes up and what counts is as in {@link HttpProvider}; only the
 * client is another, because that of HTTP/1.1 costs less and knows no streams.
 */
final class Http2Provider implements ProviderClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final Upstream upstream;

  /**
   * @param client shared, closed by its owner
   */
  Http2Provider(HttpClient client, Upstream upstream) {
    this.client = client;
    this.upstream = upstream;
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
    return upstream.speaks(protocol);
  }

  @Override
  public ProviderAnswer complete(Protocol protocol, Outgoing request) throws ProviderException {
    return complete(protocol, request, upstream.timeout());
  }

  @Override
  public ProviderAnswer complete(Protocol protocol, Outgoing request, Duration atMost)
      throws ProviderException {
    var asked = ask(upstream.whole(protocol, request));
    try (TimeLimit limit = limit(asked, atMost);
        Recall.Asked _ = request.recall().during(() -> end(asked))) {
      HttpResponse<InputStream> response = answer(asked, limit);
      try (InputStream stream = response.body()) {
        return Upstream.answer(
            protocol,
            response.statusCode(),
            contentType(response),
            retryAfter(response),
            upstream.bytes(stream, -1));
      } catch (Upstream.TooLargeException _) {
        throw new ProviderException(Kind.TOO_LARGE);
      } catch (IOException failed) {
        throw failure(failed, limit.isOver());
      }
    }
  }

  @Override
  public ProviderStream open(Protocol protocol, Outgoing request, Duration atMost)
      throws ProviderException {
    var asked = ask(upstream.streamed(protocol, request));
    try (TimeLimit limit = limit(asked, atMost);
        Recall.Asked _ = request.recall().during(() -> end(asked))) {
      HttpResponse<InputStream> response = answer(asked, limit);
      if (!limit.keep()) {
        Http2Stream.close(response.body());
        throw new ProviderException(Kind.TIMEOUT);
      }
      return new Http2Stream(response, upstream.bounds(() -> Http2Stream.close(response.body())));
    }
  }

  private CompletableFuture<HttpResponse<InputStream>> ask(Question question) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(question.address())
            .POST(BodyPublishers.ofByteArray(question.body()))
            .setHeader("User-Agent", HttpClients.AGENT)
            .setHeader("Content-Type", question.contentType());
    question.headers().forEach(request::setHeader);
    return client.sendAsync(request.build(), BodyHandlers.ofInputStream());
  }

  private TimeLimit limit(CompletableFuture<HttpResponse<InputStream>> asked, Duration atMost) {
    return upstream.limit(atMost, () -> end(asked));
  }

  private static void end(CompletableFuture<HttpResponse<InputStream>> asked) {
    if (!asked.cancel(true)) {
      giveUp(asked);
    }
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
      throw beforeAnswer(failed.getCause(), limit.isOver());
    }
  }

  /** What failed before the head of an answer was there. */
  private static ProviderException beforeAnswer(@Nullable Throwable failed, boolean expired) {
    ProviderException failure = failure(failed, expired);
    if (failure.kind() != Kind.BROKEN) {
      return failure;
    }
    if (failed instanceof SSLHandshakeException) {
      return new ProviderException(Kind.UNREACHABLE);
    }
    return isEnd(failed) ? new ProviderException(Kind.NO_ANSWER) : failure;
  }

  /** The client fails with the same class for what is no HTTP; the cause tells the end from it. */
  private static boolean isEnd(@Nullable Throwable failed) {
    for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException
          || cause instanceof EOFException
          || isOfTheSystem(cause)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the system failed to write. WHY: a connection that is reset meanwhile ends in no class
   * of its own, and in words of the system's language; only where it was thrown tells.
   */
  private static boolean isOfTheSystem(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return cause instanceof IOException
        && trace.length > 0
        && trace[0].getClassName().startsWith("sun.nio.ch.");
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

  static @Nullable String retryAfter(HttpResponse<?> response) {
    return Upstream.retryAfter(
        response.headers().firstValue("retry-after").orElse(null),
        response.headers().firstValue("retry-after-ms").orElse(null));
  }

  static String contentType(HttpResponse<?> response) {
    return Upstream.contentType(
        response.headers().firstValue("content-encoding").orElse(null),
        response.headers().firstValue("content-type").orElse(null));
  }

  @Override
  public void close() {}
}
