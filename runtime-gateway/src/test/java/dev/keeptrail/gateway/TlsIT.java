package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.OverTls.ask;
import static dev.keeptrail.gateway.OverTls.client;
import static dev.keeptrail.gateway.OverTls.house;
import static dev.keeptrail.gateway.OverTls.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.tls.ClientCertificates;
import dev.keeptrail.gateway.tls.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners that speak TLS, with certificates made here. */
@Timeout(180)
final class TlsIT {
  @TempDir Path folder;
  private TestCertificates authority;
  private Path certificate;
  private Path key;

  @BeforeEach
  void files() throws Exception {
    authority = new TestCertificates("Test Authority");
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    authority.server("EC").write(certificate, key);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void answersOverTls(HttpClient.Version version) throws Exception {
    try (var house = house(TlsSettings.of(certificate, key))) {
      HttpResponse<String> answer = ask(house, authority.client(null), version, "hello");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(version);
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      HttpResponse<String> blocked = ask(house, authority.client(null), version, "BLOCK-ME");
      assertThat(blocked.statusCode()).isEqualTo(409);
      assertThat(house.store.events).hasSize(2);
    }
  }

  @Test
  void anAnswerMayTakeLongerThanAConnectionMayBeSilent() throws Exception {
    try (var upstream =
        new FakeUpstream((request, out) -> {
          Thread.sleep(2500);
          FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("at last"))
              .answer(request, out);
        })) {
      var settings =
          House.settings()
              .withTls(TlsSettings.of(certificate, key))
              .withTimeouts(Duration.ofSeconds(1), House.PATIENCE, House.PATIENCE);
      try (var house =
          new House(settings, new FakeProgram(List.of(House.openai(upstream, null))))) {
        for (var version : List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
          int before = upstream.received.size();
          @Nullable HttpResponse<String> answer = null;
          while (answer == null) {
            answer = arrived(house, version, upstream, before);
          }
          assertThat(answer.statusCode()).as(version + answer.body()).isEqualTo(200);
        }
      }
    }
  }

  /**
   * Null where the machine is held up so that the request itself is not there in its time, of which
   * this test is not.
   */
  private @Nullable HttpResponse<String> arrived(
      House house, HttpClient.Version version, FakeUpstream upstream, int before) throws Exception {
    try {
      HttpResponse<String> answer = ask(house, authority.client(null), version, "hello");
      return upstream.received.size() > before ? answer : null;
    } catch (IOException cutOff) {
      if (upstream.received.size() > before) {
        throw cutOff;
      }
      return null;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  void oldProtocolsAreNotSpoken(String protocol) throws Exception {
    try (var house = house(TlsSettings.of(certificate, key))) {
      var old = new SSLParameters();
      old.setProtocols(new String[] {protocol});
      try (HttpClient client =
          HttpClient.newBuilder().sslContext(authority.client(null)).sslParameters(old).build()) {
        assertThatThrownBy(
                () -> client.send(request(house, "/healthz").build(), BodyHandlers.discarding()))
            .isInstanceOf(IOException.class);
      }
    }
  }

  /** A caller speaks nothing else; the good ones show that it would connect. */
  @ParameterizedTest
  @CsvSource({
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, secp256r1, false",
    "TLSv1.3, TLS_AES_128_GCM_SHA256, ffdhe8192, false",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, secp256r1, true",
    "TLSv1.3, TLS_AES_128_GCM_SHA256, x25519, true",
  })
  void whatIsWeakOrDearIsNotSpoken(String protocol, String suite, String group, boolean spoken)
      throws Exception {
    try (var house = house(TlsSettings.of(certificate, key));
        var socket =
            (SSLSocket)
                authority
                    .client(null)
                    .getSocketFactory()
                    .createSocket("localhost", house.gateway.port())) {
      SSLParameters only = socket.getSSLParameters();
      only.setProtocols(new String[] {protocol});
      only.setCipherSuites(new String[] {suite});
      only.setNamedGroups(new String[] {group});
      socket.setSSLParameters(only);

      if (spoken) {
        socket.startHandshake();
        assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
      } else {
        assertThatThrownBy(socket::startHandshake)
            .isInstanceOf(SSLException.class)
            .hasMessageContaining("Received fatal alert");
      }
    }
  }

  @Test
  void whoSpeaksPlainHttpThereIsToldSo() throws Exception {
    try (var house = house(TlsSettings.of(certificate, key));
        HttpClient client = HttpClient.newHttpClient()) {
      URI plain = URI.create("http://127.0.0.1:" + house.gateway.port() + "/v1/chat/completions");
      for (int length : List.of(10, 200_000)) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(plain)
                    .POST(HttpRequest.BodyPublishers.ofString("x".repeat(length)))
                    .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("connection")).hasValue("close");
        assertThat(House.json(answer.body()).at("/error/code").asString())
            .isEqualTo("tls_required");
      }
      try (HttpClient secret = client(authority.client(null), HttpClient.Version.HTTP_1_1)) {
        assertThat(secret.send(request(house, "/metrics").build(), BodyHandlers.ofString()).body())
            .contains("status=\"400\"} 2");
      }
    }
  }

  /** TLS says so, in its own words. */
  @Test
  void whatIsNeitherTlsNorHttpIsLeftToTls() throws Exception {
    try (var house = house(TlsSettings.of(certificate, key));
        var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write("hello there\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(answer).as("an alert").startsWith(0x15, 3);
    }
  }

  @Test
  void withoutAGoodCertificateThereIsNoConnection() throws Exception {
    Path authorities = folder.resolve("ca.crt");
    Files.writeString(authorities, authority.authorityPem());
    var stranger = new TestCertificates("Test Authority");
    var required = new TlsSettings(certificate, key, authorities, ClientCertificates.REQUIRED);
    try (var house = house(required)) {
      var ana = authority.client("ana", null, null, null);
      var mallory = stranger.client("ana", null, null, null);

      assertThat(ask(house, authority.client(ana), HttpClient.Version.HTTP_2, "hi").statusCode())
          .isEqualTo(200);
      assertThatThrownBy(
              () -> ask(house, authority.client(null), HttpClient.Version.HTTP_1_1, "hi"))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(
              () -> ask(house, authority.client(mallory), HttpClient.Version.HTTP_1_1, "hi"))
          .isInstanceOf(IOException.class);
      assertThat(house.store.events).hasSize(1);
    }
  }

  @Test
  void operatorsHaveTlsOfTheirOwn() throws Exception {
    var settings =
        House.settings()
            .withAdmin(
                new AdminSettings(
                    "127.0.0.1", 0, ApiToken.of("own"), null, TlsSettings.of(certificate, key)));
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())));
        HttpClient client = client(authority.client(null), HttpClient.Version.HTTP_2)) {
      int port = house.gateway.adminPort().orElseThrow();
      var request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/keeptrusts/config"));
      assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);
      request.header("authorization", "Bearer own");
      assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }
}
