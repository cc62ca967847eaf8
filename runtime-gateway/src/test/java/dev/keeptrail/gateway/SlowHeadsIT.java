package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.tls.TlsSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are never silent for long and never ask anything. */
@Timeout(120)
final class SlowHeadsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Short enough that no connection is silent for too long, also on a machine that is held up. */
  private static final long PAUSE_MILLIS = 50;

  private static final String HEAD = "GET /healthz HTTP/1.1\r\nhost: x\r\n";
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  @TempDir Path folder;

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(strings = {"", "GE", HEAD, HEAD + "\r\n" + HEAD, "\r\n"})
  void aHeadThatTricklesInIsNotWaitedFor(String first) throws Exception {
    try (var house = new House(settings(), program());
        var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
      byte[] again = {'a'};
      byte[] begun = first.getBytes(StandardCharsets.US_ASCII);
      trickle(socket, begun, first.equals("\r\n") ? begun : again);

      assertThat(house.get("/metrics").body()).contains("status=\"408\"} 1");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aGreetingOfTlsThatTricklesInIsNotWaitedFor() throws Exception {
    // A record of 16384 bytes with a greeting that is as long.
    byte[] begun = {0x16, 3, 1, 0x40, 0, 1, 0, 0x3f, (byte) 0xfc, 3, 3};
    try (var house = new House(secret(new TestCertificates("Test Authority")), program());
        var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
      trickle(socket, begun, new byte[] {'a'});
    }
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(strings = {"http/1.1", "h2"})
  void norIsOneThatComesInOneRecordOfTls(String protocol) throws Exception {
    var authority = new TestCertificates("Test Authority");
    try (var house = new House(secret(authority), program());
        var plain = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port());
        var socket =
            (SSLSocket)
                authority
                    .client(null)
                    .getSocketFactory()
                    .createSocket(plain, "localhost", house.gateway.port(), true)) {
      greet(socket, protocol);
      // The cipher's record of 16384 bytes, which nobody can read before it is there.
      trickle(plain, new byte[] {0x17, 3, 3, 0x40, 0}, new byte[] {'a'});
    }
  }

  /** A head in frames of one byte, and frames that ask nothing. */
  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(booleans = {true, false})
  void norAreFramesThatAskNothing(boolean continuation) throws Exception {
    var authority = new TestCertificates("Test Authority");
    try (var house = new House(secret(authority), program());
        var socket =
            (SSLSocket)
                authority
                    .client(null)
                    .getSocketFactory()
                    .createSocket("localhost", house.gateway.port())) {
      greet(socket, "h2");
      var first = new ByteArrayOutputStream();
      first.writeBytes(PREFACE.getBytes(StandardCharsets.US_ASCII));
      first.writeBytes(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
      byte[] again = {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};
      if (continuation) {
        // The beginning of a name and a value of four thousand bytes.
        first.writeBytes(new byte[] {0, 0, 3, 1, 0, 0, 0, 0, 1, 0, 0x7f, (byte) 0x81});
        again = new byte[] {0, 0, 1, 9, 0, 0, 0, 0, 1, 'a'};
      }
      trickle(socket, first.toByteArray(), again);
    }
  }

  /** Neither the time that an answer takes counts, nor that of earlier requests. */
  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aConnectionThatAsksStaysOpen(HttpClient.Version version) throws Exception {
    Duration patience = PATIENCE.multipliedBy(4);
    var authority = new TestCertificates("Test Authority");
    try (var slow =
            new FakeUpstream((request, out) -> {
              Thread.sleep(patience.multipliedBy(2));
              FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("late"))
                  .answer(request, out);
            });
        var house =
            new House(
                secret(authority).withTimeouts(patience, House.PATIENCE, House.PATIENCE),
                new FakeProgram(List.of(House.openai(slow, null))));
        var client =
            HttpClient.newBuilder().version(version).sslContext(authority.client(null)).build()) {
      var address =
          URI.create("https://localhost:" + house.gateway.port() + "/v1/chat/completions");
      var request =
          HttpRequest.newBuilder(address)
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(House.prompt("hello")))
              .build();

      var answer = client.send(request, BodyHandlers.ofString());

      assertThat(answer.version()).isEqualTo(version);
      assertThat(answer.body()).contains("late");
    }
  }

  private static GatewaySettings settings() {
    return House.settings().withTimeouts(PATIENCE, House.PATIENCE, House.PATIENCE);
  }

  private GatewaySettings secret(TestCertificates authority) throws Exception {
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    authority.server("EC").write(certificate, key);
    return settings().withTls(TlsSettings.of(certificate, key));
  }

  private static FakeProgram program() {
    return new FakeProgram(List.of(House.simulatedTarget()));
  }

  private static void greet(SSLSocket socket, String protocol) throws IOException {
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {protocol});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    assertThat(socket.getApplicationProtocol()).isEqualTo(protocol);
  }

  /** Returns when the gateway has closed the connection, and else never. */
  private static void trickle(Socket socket, byte[] first, byte[] again) throws Exception {
    var reader = Thread.ofVirtual().start(() -> readToTheEnd(socket));
    try {
      OutputStream out = socket.getOutputStream();
      out.write(first);
      out.flush();
      while (reader.isAlive()) {
        Thread.sleep(PAUSE_MILLIS);
        out.write(again);
        out.flush();
      }
    } catch (IOException _) {
      // Closed.
    }
    reader.join();
  }

  private static void readToTheEnd(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // Answers and frames of whatever kind.
      }
    } catch (IOException _) {
      // Closed as well.
    }
  }
}
