package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.gateway.tunnel.ProxiedConnections;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends spans through the proxy, one export at a time and each once. WHY: Java's own client, which
 * sends them otherwise, tells no proxy a password.
 */
final class ProxiedSender implements HttpSender {
  /** An answer says in a few words what was not taken. */
  private static final int MOST_READ = 64 * 1024;

  private final HttpSenderConfig config;
  private final CloseableHttpClient client;
  private final ExecutorService sending =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("keeptrail-spans").factory());

  ProxiedSender(HttpSenderConfig config, OutboundProxy proxy) {
    this.config = config;
    Timeout connect = Timeout.of(config.getConnectTimeout());
    Timeout answer = Timeout.of(config.getTimeout());
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(
                new ProxiedConnections(proxy)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(connect)
                            .setSocketTimeout(answer)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(answer).build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .setUserAgent("keeptrail-gateway")
            .build();
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> answered, Consumer<Throwable> failed) {
    byte[] bytes;
    try {
      var written = new ByteArrayOutputStream(Math.max(0, message.getContentLength()));
      message.writeMessage(written);
      bytes = written.toByteArray();
    } catch (IOException unwritten) {
      failed.accept(unwritten);
      return;
    }
    sending.execute(() -> post(bytes, answered, failed));
  }

  private void post(byte[] bytes, Consumer<HttpResponse> answered, Consumer<Throwable> failed) {
    var post = new HttpPost(config.getEndpoint());
    config
        .getHeadersSupplier()
        .get()
        .forEach((name, values) -> values.forEach(value -> post.addHeader(name, value)));
    post.setEntity(new ByteArrayEntity(bytes, ContentType.parse(config.getContentType())));
    Answer answer;
    try {
      answer = client.execute(post, ProxiedSender::read);
    } catch (IOException lost) {
      failed.accept(lost);
      return;
    }
    answered.accept(answer);
  }

  private static Answer read(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    return new Answer(
        response.getCode(),
        String.valueOf(response.getReasonPhrase()),
        entity == null ? new byte[0] : entity.getContent().readNBytes(MOST_READ));
  }

  @Override
  public CompletableResultCode shutdown() {
    sending.shutdown();
    try {
      client.close();
    } catch (IOException _) {
      return CompletableResultCode.ofFailure();
    }
    return CompletableResultCode.ofSuccess();
  }

  private static final class Answer implements HttpResponse {
    private final int status;
    private final String words;
    private final byte[] body;

    Answer(int status, String words, byte[] body) {
      this.status = status;
      this.words = words;
      this.body = body;
    }

    @Override
    public int getStatusCode() {
      return status;
    }

    @Override
    public String getStatusMessage() {
      return words;
    }

    @Override
    public byte[] getResponseBody() {
      return body;
    }
  }

  /** Gives the exporter this sender where it would look for one on the class path. */
  record Loader(OutboundProxy proxy) implements ComponentLoader {
    @Override
    public <T> Iterable<T> load(Class<T> wanted) {
      HttpSenderProvider provider = config -> new ProxiedSender(config, proxy);
      return wanted.isInstance(provider) ? List.of(wanted.cast(provider)) : List.of();
    }
  }
}
