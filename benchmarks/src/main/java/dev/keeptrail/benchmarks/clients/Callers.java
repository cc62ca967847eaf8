package dev.keeptrail.benchmarks.clients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;

/** The clients that are compared, each with a pool as large as the load. */
final class Callers {
  private static final int POOL = 64;
  private static final String JSON = "application/json";

  private Callers() {}

  static List<Caller> all() throws Exception {
    return List.of(new Apache(), new Jdk(), new Jetty());
  }

  private static final class Apache implements Caller {
    private final CloseableHttpClient client =
        HttpClientBuilder.create()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                    .setMaxConnTotal(POOL)
                    .setMaxConnPerRoute(POOL)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableContentCompression()
            .build();

    @Override
    public String name() {
      return "Apache HttpClient 5, classic";
    }

    @Override
    public int post(URI target, byte[] body) throws IOException {
      var post = new HttpPost(target);
      post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
      return client.execute(post, response -> EntityUtils.toByteArray(response.getEntity()).length);
    }

    @Override
    public void stop() throws IOException {
      client.close();
    }
  }

  private static final class Jdk implements Caller {
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public String name() {
      return "JDK HttpClient";
    }

    @Override
    public int post(URI target, byte[] body) throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(target)
              .header("Content-Type", JSON)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
    }

    @Override
    public void stop() {
      client.close();
    }
  }

  private static final class Jetty implements Caller {
    private final org.eclipse.jetty.client.HttpClient client =
        new org.eclipse.jetty.client.HttpClient();

    Jetty() throws Exception {
      client.setMaxConnectionsPerDestination(POOL);
      client.setFollowRedirects(false);
      client.start();
    }

    @Override
    public String name() {
      return "Jetty client";
    }

    @Override
    public int post(URI target, byte[] body) throws Exception {
      ContentResponse response =
          client.POST(target).body(new BytesRequestContent(JSON, body)).send();
      return response.getContent().length;
    }

    @Override
    public void stop() throws Exception {
      client.stop();
    }
  }
}
