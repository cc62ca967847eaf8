package dev.keeptrail.cli;

import static dev.keeptrail.cli.GatewayInProcess.address;
import static dev.keeptrail.cli.GatewayInProcess.send;
import static dev.keeptrail.cli.GatewayInProcess.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** `kt gateway run --proxy`: the way out through a proxy of the organisation. */
final class GatewayProxyIT {
  @TempDir Path home;

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  @Test
  void theVariableThatOtherProgramsReadIsEnough() throws Exception {
    try (var proxy = proxy()) {
      String place = "127.0.0.1:" + proxy.getLocalPort();
      CommandRun gateway =
          CommandRun.of(home)
              .with("HTTPS_PROXY", "http://user:a%2Fb@" + place)
              .with("NO_PROXY", "");

      HttpResponse<String> response = ask(gateway);

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.body()).contains("upstream_unreachable");
      // user:a/b
      assertThat(asked.poll())
          .startsWith("CONNECT llm.invalid:443 ")
          .contains("Proxy-Authorization: Basic dXNlcjphL2I=\r\n");
      assertThat(gateway.out())
          .contains("proxy     http://" + place + ", for providers over https")
          .doesNotContain("a/b", "a%2Fb");
    }
  }

  @Test
  void optionsComeBeforeVariablesAndCredentialsFromWhereTheyAre() throws Exception {
    try (var proxy = proxy()) {
      CommandRun gateway =
          CommandRun.of(home)
              .with("HTTPS_PROXY", "http://other.invalid:1")
              .with("NO_PROXY", "llm.invalid")
              .with("PROXY_LOGIN", "ana:geheim");

      ask(
          gateway,
          "--proxy=http://127.0.0.1:" + proxy.getLocalPort(),
          "--proxy-credentials=env:PROXY_LOGIN",
          "--no-proxy=elsewhere.invalid");

      assertThat(asked.poll()).contains("Proxy-Authorization: Basic YW5hOmdlaGVpbQ==\r\n");
    }
  }

  @Test
  void noneTurnsTheVariableOff() throws Exception {
    try (var proxy = proxy()) {
      CommandRun gateway =
          CommandRun.of(home).with("https_proxy", "http://127.0.0.1:" + proxy.getLocalPort());

      assertThat(ask(gateway, "--proxy=none").statusCode()).isEqualTo(502);

      assertThat(asked).isEmpty();
      assertThat(gateway.out()).doesNotContain("proxy");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --proxy=https://p:1                              | `--proxy` is no address of a proxy
          --proxy=http://p:1/path                          | `--proxy` is no address of a proxy
          --proxy=socks5://p:1                             | `--proxy` is no address of a proxy
          --proxy=http://ana:geheim@p:1                    | `--proxy` takes no user and password
          --proxy-credentials=env:X                        | `--proxy-credentials` needs `--proxy`
          --proxy=p:1 --proxy-credentials=ana:geheim       | takes where the secret is, not the secret
          --proxy=p:1 --proxy-credentials=env:NOT_THERE    | leads to no user and password
          --proxy=p:1 --proxy-credentials=env:HALF         | leads to no user and password
          """)
  void whatCannotBeMeantIsRefused(String options, String said) throws Exception {
    CommandRun gateway = CommandRun.of(home).with("HALF", "geheim");
    List<String> words = new ArrayList<>(List.of("--policy-config=" + pack()));
    words.addAll(Arrays.asList(options.split(" ")));

    int code = start(gateway, words.toArray(String[]::new)).get(60, TimeUnit.SECONDS);

    assertThat(code).isEqualTo(1);
    assertThat(gateway.err()).contains(said).doesNotContain("geheim");
  }

  private HttpResponse<String> ask(CommandRun gateway, String... options) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("--policy-config=" + pack(), "--listen=127.0.0.1:0"));
    words.addAll(Arrays.asList(options));
    CompletableFuture<Integer> exitCode = start(gateway, words.toArray(String[]::new));
    HttpResponse<String> response = send(address(gateway), "Hello", null);
    gateway.interrupt();
    assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
    return response;
  }

  private Path pack() throws IOException {
    return Files.writeString(
        home.resolve("proxied.yaml"),
        """
        pack: {name: proxied, version: 1.0.0}
        providers: {targets: [{id: far, provider: openai, base_url: "https://llm.invalid/v1"}]}
        policies: {chain: [pii-detector]}
        """);
  }

  /** One that writes down what it is asked, and opens nothing. */
  private ServerSocket proxy() throws IOException {
    var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    var ignored =
        Thread.ofVirtual()
            .start(() -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  byte[] bytes = new byte[4_096];
                  int read = socket.getInputStream().read(bytes);
                  asked.add(new String(bytes, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 403 No\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException _) {
                  // The test is over.
                }
              }
            });
    return server;
  }
}
