package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** Speaks to one target over HTTP. Redirects are answers, not directions; nothing is retried. */
final class HttpProvider implements ProviderClient {
  private final CloseableHttpClient client;
  private final Upstream upstream;
  private final RequestConfig config;

  /**
   * @param client shared, closed by its owner
   */
  HttpProvider(CloseableHttpClient client, Upstream upstream) {
    this.client = client;
    this.upstream = upstream;
    this.config = HttpClients.request(upstream.timeout());
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
    HttpPost post = post(upstream.whole(protocol, request));
    var begun = new AtomicBoolean();
    try (TimeLimit limit = upstream.limit(atMost, post::cancel);
        Recall.Asked _ = request.recall().during(post::cancel)) {
      try {
        return HttpClients.use(
            post,
            () ->
                client.execute(
                    post,
                    response -> {
                      begun.set(true);
                      return read(protocol, response);
                    }));
      } catch (Upstream.TooLargeException _) {
        throw new ProviderException(Kind.TOO_LARGE);
      } catch (IOException failed) {
        throw failure(failed, limit.isOver(), begun.get());
      }
    }
  }

  /**
   * Why there is no answer.
   *
   * @param begun whether the head of one has come
   */
  static ProviderException failure(IOException failed, boolean expired, boolean begun) {
    if (expired) {
      return new ProviderException(Kind.TIMEOUT);
    }
    return new ProviderException(begun ? kindOf(failed) : kindBeforeAnswer(failed));
  }

  @Override
  public ProviderStream open(Protocol protocol, Outgoing request, Duration atMost)
      throws ProviderException {
    HttpPost post = post(upstream.streamed(protocol, request));
    try (TimeLimit limit = upstream.limit(atMost, post::cancel);
        Recall.Asked _ = request.recall().during(post::cancel)) {
      return open(post, limit);
    }
  }

  private ProviderStream open(HttpPost post, TimeLimit limit) throws ProviderException {
    try {
      HttpHost host = RoutingSupport.determineHost(post);
      ClassicHttpResponse response =
          HttpClients.use(post, () -> client.executeOpen(host, post, null));
      var stream = new HttpStream(post, response, upstream.bounds(post::cancel));
      if (!limit.keep()) {
        stream.close();
        throw new ProviderException(Kind.TIMEOUT);
      }
      return stream;
    } catch (IOException failed) {
      throw failure(failed, limit.isOver(), false);
    } catch (HttpException _) {
      throw new ProviderException(Kind.UNREACHABLE);
    }
  }

  private HttpPost post(Question question) {
    var post = new HttpPost(question.address());
    post.setConfig(config);
    post.setHeader("User-Agent", HttpClients.AGENT);
    question.headers().forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(question.body(), type(question)));
    return post;
  }

  private static ContentType type(Question question) {
    return question.contentType().equals(Question.JSON)
        ? ContentType.APPLICATION_JSON
        : ContentType.parse(question.contentType());
  }

  private ProviderAnswer read(Protocol protocol, ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : read(entity);
    return Upstream.answer(
        protocol, response.getCode(), contentType(response, entity), retryAfter(response), body);
  }

  private byte[] read(HttpEntity entity) throws IOException {
    try (InputStream stream = entity.getContent()) {
      return upstream.bytes(stream, entity.getContentLength());
    }
  }

  static @Nullable String retryAfter(ClassicHttpResponse response) {
    return Upstream.retryAfter(
        value(response.getFirstHeader("retry-after")),
        value(response.getFirstHeader("retry-after-ms")));
  }

  static String contentType(ClassicHttpResponse response, @Nullable HttpEntity entity) {
    return Upstream.contentType(
        value(response.getFirstHeader("content-encoding")),
        entity == null ? null : entity.getContentType());
  }

  private static @Nullable String value(@Nullable Header header) {
    return header == null ? null : header.getValue();
  }

  /** What failed before the head of an answer was there. */
  static Kind kindBeforeAnswer(IOException failed) {
    Kind kind = kindOf(failed);
    if (kind != Kind.BROKEN) {
      return kind;
    }
    return switch (failed) {
      case SSLHandshakeException _ -> Kind.UNREACHABLE;
      case NoHttpResponseException _ -> Kind.NO_ANSWER;
      case SocketException _ -> Kind.NO_ANSWER;
      case SSLException _ -> Kind.NO_ANSWER;
      default -> Kind.BROKEN;
    };
  }

  static Kind kindOf(IOException failed) {
    return switch (failed) {
      case ConnectTimeoutException _ -> Kind.UNREACHABLE;
      case ConnectException _ -> Kind.UNREACHABLE;
      case UnknownHostException _ -> Kind.UNREACHABLE;
      case InterruptedIOException _ -> Kind.TIMEOUT;
      default -> Kind.BROKEN;
    };
  }

  @Override
  public void close() {}
}
