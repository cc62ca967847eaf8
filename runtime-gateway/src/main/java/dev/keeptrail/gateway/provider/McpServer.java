package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.sse.SseFormatException;
import dev.keeptrail.gateway.sse.SseReader;
import dev.keeptrail.language.plan.ProviderPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Speaks to one MCP server over streamable HTTP (MCP 2026-07-28 and before). An answer that comes
 * as a stream of events is read up to the message that answers. Thread-safe.
 */
public final class McpServer {
  private static final String SESSION = "mcp-session-id";
  private static final int CHUNK = 8 * 1024;

  private final ProviderPlan plan;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines;
  private final Endpoint endpoint;
  private final RequestConfig config;
  private final Duration timeout;
  private final long maxBytes;
  private volatile boolean lastCallFailed;

  McpServer(
      ProviderPlan plan,
      CloseableHttpClient client,
      ScheduledExecutorService deadlines,
      Endpoint endpoint,
      Duration timeout,
      long maxBytes) {
    this.plan = plan;
    this.client = client;
    this.deadlines = deadlines;
    this.endpoint = endpoint;
    this.config = HttpClients.request(timeout);
    this.timeout = timeout;
    this.maxBytes = maxBytes;
  }

  /** The target that the pack declares. */
  public ProviderPlan plan() {
    return plan;
  }

  /** Which server it is: another under the same id, or at another address, is another. */
  public String origin() {
    return plan.id() + ' ' + endpoint.base();
  }

  /** Whether the last message was answered; for the health page only. */
  public boolean reachable() {
    return !lastCallFailed;
  }

  private void called(boolean failed) {
    // Written only on change: this line is shared by all requests.
    if (lastCallFailed != failed) {
      lastCallFailed = failed;
    }
  }

  /**
   * Sends one message.
   *
   * @param id of the message that answers; null where none does
   * @param headers of the protocol, such as the session's
   * @param meanwhile is given what else the server says before it answers, unjudged, while the
   *     server waits
   * @param recall called once the answer cannot be waited for
   * @throws ProviderException when no whole answer came
   */
  public McpReply send(
      byte[] body,
      @Nullable JsonNode id,
      Map<String, String> headers,
      Consumer<JsonNode> meanwhile,
      Recall recall)
      throws ProviderException {
    return ask(message(body), id, headers, McpListener.whileWaiting(meanwhile), recall);
  }

  private HttpPost message(byte[] body) {
    var post = new HttpPost(endpoint.base());
    post.setHeader("Accept", "application/json, text/event-stream");
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    return post;
  }

  /**
   * Sends a message that asks for news, for as long as the server has some.
   *
   * @param id of the message
   * @param headers of the protocol
   * @param listener is given what the server says before it answers, unjudged, while the server
   *     waits; until it stays, the server has no more time than for an answer
   * @param recall called once nobody listens any more
   * @throws ProviderException when no whole answer came, in time or at all
   */
  public McpReply listen(
      byte[] body, JsonNode id, Map<String, String> headers, McpListener listener, Recall recall)
      throws ProviderException {
    return ask(message(body), id, headers, listener, recall);
  }

  /**
   * Tells the server that a session is over.
   *
   * @param headers of the protocol, with the session's
   * @param recall called once the answer cannot be waited for
   * @return with the status only
   * @throws ProviderException when no answer came
   */
  public McpReply end(Map<String, String> headers, Recall recall) throws ProviderException {
    var nothing = McpListener.whileWaiting(_ -> {});
    return ask(new HttpDelete(endpoint.base()), null, headers, nothing, recall);
  }

  private McpReply ask(
      HttpUriRequestBase post,
      @Nullable JsonNode id,
      Map<String, String> headers,
      McpListener meanwhile,
      Recall recall)
      throws ProviderException {
    post.setConfig(config);
    post.setHeader("User-Agent", HttpClients.AGENT);
    post.setHeader("Accept-Encoding", "identity");
    headers.forEach(post::setHeader);
    endpoint.headers().forEach(post::setHeader);
    var expired = new AtomicBoolean();
    var begun = new AtomicBoolean();
    ScheduledFuture<?> deadline =
        deadlines.schedule(
            () -> {
              if (!meanwhile.stays()) {
                expired.set(true);
                post.cancel();
              }
            },
            Math.max(1, timeout.toMillis()),
            TimeUnit.MILLISECONDS);
    try (Recall.Asked _ = recall.during(post::cancel)) {
      return answered(
          HttpClients.use(
              post,
              () ->
                  client.execute(
                      post,
                      response -> {
                        begun.set(true);
                        return read(post, response, id, meanwhile);
                      })));
    } catch (AnsweredException answered) {
      return answered(answered.reply);
    } catch (AnswerTooLargeException _) {
      throw new ProviderException(Kind.TOO_LARGE);
    } catch (IOException failed) {
      if (!recall.isCalled()) {
        called(true);
      }
      throw HttpProvider.failure(failed, expired.get(), begun.get());
    } finally {
      deadline.cancel(false);
    }
  }

  private McpReply answered(McpReply reply) {
    called(reply.status() >= 500);
    return reply;
  }

  private McpReply read(
      HttpUriRequestBase post,
      ClassicHttpResponse response,
      @Nullable JsonNode id,
      McpListener meanwhile)
      throws IOException {
    int status = response.getCode();
    String session = value(response.getFirstHeader(SESSION));
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new McpReply(status, session, null);
    }
    boolean refused = (status < 200 || status > 299) && !(isFault(status) && isJson(entity));
    if (id == null || refused || value(response.getFirstHeader("content-encoding")) != null) {
      return leave(post, new McpReply(status, session, null));
    }
    if (isStream(entity)) {
      return leave(
          post, new McpReply(status, session, streamed(entity.getContent(), id, meanwhile)));
    }
    try (InputStream stream = entity.getContent()) {
      return new McpReply(status, session, whole(stream));
    }
  }

  /** Hangs up with the answer in hand: what follows may have no end, and nobody wants it. */
  private static McpReply leave(HttpUriRequestBase post, McpReply reply) throws AnsweredException {
    post.cancel();
    throw new AnsweredException(reply);
  }

  /** Where a server says in a message what is wrong with the one that it got (2026-07-28). */
  private static boolean isFault(int status) {
    return status == 400 || status == 404;
  }

  private static boolean isJson(HttpEntity entity) {
    String type = entity.getContentType();
    return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  private static boolean isStream(HttpEntity entity) {
    String type = entity.getContentType();
    return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  private @Nullable JsonNode whole(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
    if (bytes.length > maxBytes) {
      throw new AnswerTooLargeException();
    }
    return parsed(bytes);
  }

  private @Nullable JsonNode streamed(InputStream stream, JsonNode id, McpListener meanwhile)
      throws IOException {
    var reader = new SseReader();
    List<SseEvent> events = new ArrayList<>();
    byte[] chunk = new byte[CHUNK];
    long total = 0;
    int count = stream.read(chunk);
    while (count >= 0) {
      total += count;
      if (total > maxBytes) {
        throw new AnswerTooLargeException();
      }
      try {
        reader.read(chunk, 0, count, events::add);
      } catch (SseFormatException _) {
        return null;
      }
      for (SseEvent event : events) {
        JsonNode message = parsed(event.data().getBytes(StandardCharsets.UTF_8));
        if (message != null && !message.has("method") && id.equals(message.path("id"))) {
          return message;
        }
        if (message != null) {
          meanwhile.take(message);
        }
      }
      events.clear();
      count = stream.read(chunk);
    }
    return null;
  }

  private static @Nullable JsonNode parsed(byte[] bytes) {
    try {
      return StrictJson.parse(bytes);
    } catch (MalformedJsonException _) {
      return null;
    }
  }

  private static @Nullable String value(@Nullable Header header) {
    return header == null ? null : header.getValue();
  }

  /** Carries an answer past whoever would read its connection to the end. */
  private static final class AnsweredException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient McpReply reply;

    AnsweredException(McpReply reply) {
      this.reply = reply;
    }
  }

  private static final class AnswerTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
