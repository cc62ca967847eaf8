package dev.keeptrail.gateway;

import dev.keeptrail.gateway.tls.TlsSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A gateway that speaks TLS, and callers that do. */
final class OverTls {
  private OverTls() {}

  static House house(TlsSettings tls) throws Exception {
    return new House(
        House.settings().withTls(tls), new FakeProgram(List.of(House.simulatedTarget())));
  }

  static HttpClient client(SSLContext context, HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(context).version(version).build();
  }

  static HttpRequest.Builder request(House house, String path) {
    URI uri = URI.create("https://127.0.0.1:" + house.gateway.port() + path);
    return HttpRequest.newBuilder(uri).header("content-type", "application/json");
  }

  static HttpResponse<String> ask(
      House house, SSLContext context, HttpClient.Version version, String text) throws Exception {
    try (HttpClient client = client(context, version)) {
      var body = HttpRequest.BodyPublishers.ofString(House.prompt(text));
      return client.send(
          request(house, "/v1/chat/completions").POST(body).build(), BodyHandlers.ofString());
    }
  }
}
