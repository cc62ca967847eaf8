package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The settings for reverse proxies, with the programs themselves where they are installed. */
@Timeout(180)
final class BehindProxyIT {
  @TempDir Path folder;

  enum Proxy {
    NGINX("/usr/sbin/nginx"),
    HAPROXY("/usr/sbin/haproxy");

    private final Path program;

    Proxy(String program) {
      this.program = Path.of(program);
    }

    private ProcessBuilder command(Path settings) {
      return this == NGINX
          ? new ProcessBuilder(program.toString(), "-c", settings.toString())
          : new ProcessBuilder(program.toString(), "-f", settings.toString());
    }

    /** The settings that are shipped, on free ports. */
    private String settings(Path folder, int port, int gateway) throws IOException {
      Path shipped = Path.of("..", "deploy", "proxies");
      String ours = "127.0.0.1:" + gateway;
      String here = "127.0.0.1:" + port;
      return switch (this) {
        case NGINX ->
            """
            daemon off;
            pid FOLDER/pid;
            error_log FOLDER/log;
            events {}
            http {
            access_log off;
            client_body_temp_path FOLDER/body;
            proxy_temp_path FOLDER/proxy;
            fastcgi_temp_path FOLDER/fastcgi;
            uwsgi_temp_path FOLDER/uwsgi;
            scgi_temp_path FOLDER/scgi;
            SETTINGS}
            """
                .replace("SETTINGS", Files.readString(shipped.resolve("nginx.conf")))
                .replace("listen 443", "listen " + here)
                .replace("127.0.0.1:41002", ours)
                .replace("/etc/keeptrail", "FOLDER")
                .replace("FOLDER", folder.toString());
        case HAPROXY ->
            Files.readString(shipped.resolve("haproxy.cfg"))
                .replace("bind :443", "bind " + here)
                .replace("127.0.0.1:41002", ours)
                .replace("/etc/keeptrail", folder.toString());
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void piecesComeWhenTheyAreSaidAndACallerThatLeavesIsMissed(Proxy proxy) throws Exception {
    assumeThat(proxy.program).isExecutable();
    var heard = new CountDownLatch(1);
    var left = new CountDownLatch(1);
    try (var trial =
        new StreamTrial(
            "openai",
            (_, out) -> {
              StreamTrial.begin(out);
              StreamTrial.say(out, StreamTrial.content("The first half of "));
              StreamTrial.say(out, StreamTrial.content("this sentence "));
              assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
              try {
                while (true) {
                  StreamTrial.say(out, StreamTrial.content("goes on and on "));
                  Thread.sleep(20);
                }
              } catch (IOException gone) {
                left.countDown();
              }
            })) {
      var authority = new TestCertificates("proxies");
      int port = freePort();
      Process running = start(proxy, authority, port, trial.port());
      try {
        HttpResponse<InputStream> response = ask(authority, port);
        BufferedReader lines = StreamTrial.lines(response);
        String first = StreamTrial.next(lines);
        while (!first.contains("The first ")) {
          assertThat(first).isNotEmpty();
          first = StreamTrial.next(lines);
        }
        // It came while the provider waits to be heard.
        heard.countDown();
        response.body().close();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(trial.event().outcome()).isEqualTo(Outcome.CANCELLED);
      } finally {
        running.destroy();
        running.waitFor();
      }
    }
  }

  private Process start(Proxy proxy, TestCertificates authority, int port, int gateway)
      throws Exception {
    TestCertificates.Identity server = authority.server("EC");
    Files.writeString(folder.resolve("tls.crt"), server.certificatePem());
    Files.writeString(folder.resolve("tls.key"), server.keyPem());
    Files.writeString(folder.resolve("tls.pem"), server.certificatePem() + server.keyPem());
    Path settings =
        Files.writeString(folder.resolve("settings"), proxy.settings(folder, port, gateway));
    Path said = folder.resolve("said");
    Process running =
        proxy.command(settings).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!listens(port)) {
      assertThat(running.isAlive() && System.nanoTime() < end).as(Files.readString(said)).isTrue();
      Thread.sleep(50);
    }
    return running;
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static HttpResponse<InputStream> ask(TestCertificates authority, int port)
      throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(authority.client(null)).build();
    return client.send(
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + StreamTrial.CHAT))
            .header("content-type", "application/json")
            .timeout(House.PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(StreamTrial.PROMPT.replace('\'', '"')))
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }
}
