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
          .contains("proxy     http://" + place + ", for what is asked over https")
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
  void servicesOfDetectorsSpansAndWebhooksLeaveThroughItToo() throws Exception {
    Path detectors =
        Files.writeString(
            home.resolve("detectors.yaml"),
            """
            detectors:
              - {name: names, provider: presidio, base_url: "https://analyzer.invalid",
                 entities: {PERSON: pii.name}}
            """);
    Path pack =
        Files.writeString(
            home.resolve("names.pack"),
            """
            language 1

            pack names { version: "1.0.0" }

            provider here { provider: "simulated" }

            chain { people audit-logger }

            policy people on input {
              rule named { when finding(category == "pii.name") then block "people.named" }
            }
            """);
    CommandRun ready = CommandRun.of(home);
    assertThat(ready.run("webhook", "create", "--url", "https://hooks.invalid/in"))
        .as(ready.err())
        .isZero();
    try (var proxy = proxy()) {
      CommandRun gateway =
          CommandRun.of(home).with("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort());
      CompletableFuture<Integer> exitCode =
          start(
              gateway,
              "--policy-config=" + pack,
              "--listen=127.0.0.1:0",
              "--detectors=" + detectors,
              "--otlp-endpoint=https://collector.invalid");

      send(address(gateway, exitCode), "Hello", null);
      awaitAsked("analyzer.invalid:443", "collector.invalid:443", "hooks.invalid:443");

      gateway.interrupt();
      assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void testsOfPacksAskServicesOfEmbeddingsThroughIt() throws Exception {
    Path folder = Files.createDirectories(home.resolve("similar/tests"));
    Files.writeString(
        folder.resolveSibling("policy-config.yaml"),
        """
        pack: {name: similar, version: 1.0.0}
        providers: {targets: [{id: here, provider: simulated}]}
        policies: {chain: [embedding-detector]}
        policy:
          embedding-detector:
            backend: external
            endpoint: "https://vectors.invalid/embed"
            timeout_ms: 30000
            categories: [{label: merger, reference_text: "We plan to buy another company."}]
        """);
    Files.writeString(
        folder.resolve("requests.yaml"),
        """
        cases:
          - name: a service that cannot be asked blocks
            input: {messages: [{role: user, content: "What is the capital of France?"}]}
            expected: {verdict: block}
        """);
    try (var proxy = proxy()) {
      CommandRun command =
          CommandRun.of(home).with("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort());
      int code =
          command.run("policy", "test", "--pack-dir", folder.resolve("..").normalize().toString());
      assertThat(code).as(command.out() + command.err()).isZero();
      awaitAsked("vectors.invalid:443");
    }
  }

  @Test
  void keysOfAnIssuerAreAskedForThroughIt() throws Exception {
    try (var proxy = proxy()) {
      CommandRun gateway = CommandRun.of(home);
      CompletableFuture<Integer> exitCode =
          start(
              gateway,
              "--policy-config=" + pack(),
              "--listen=127.0.0.1:0",
              "--proxy=http://127.0.0.1:" + proxy.getLocalPort(),
              "--auth=jwt",
              "--jwt-issuer=https://issuer.invalid",
              "--jwt-audience=llm");

      awaitAsked("issuer.invalid:443");
      assertThat(address(gateway, exitCode)).startsWith("http://");

      gateway.interrupt();
      assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void theDoctorAsksThroughItAndSaysSo() throws Exception {
    try (var proxy = proxy()) {
      String place = "http://127.0.0.1:" + proxy.getLocalPort();
      CommandRun doctor = CommandRun.of(home).with("HTTPS_PROXY", place);

      int code = doctor.run("doctor", "--policy-config", pack().toString(), "--online");

      assertThat(code).isEqualTo(3);
      assertThat(doctor.out())
          .contains(
              "provider  far at https://llm.invalid/v1 through "
                  + place
                  + ": the proxy opens no connection to it");
      awaitAsked("llm.invalid:443");
    }
  }

  @Test
  void theDoctorAsksDirectlyWhereToldSo() throws Exception {
    CommandRun doctor = CommandRun.of(home).with("HTTPS_PROXY", "http://127.0.0.1:9");

    int code =
        doctor.run("doctor", "--policy-config", pack().toString(), "--online", "--proxy", "none");

    assertThat(code).isEqualTo(3);
    assertThat(doctor.out()).contains("llm.invalid/v1: its name is not known here");
  }

  @Test
  void aTrialOfAWebhookGoesThroughIt() throws Exception {
    CommandRun ready = CommandRun.of(home);
    assertThat(ready.run("webhook", "create", "--url", "https://hooks.invalid/in"))
        .as(ready.err())
        .isZero();
    String id = ready.out().lines().findFirst().orElseThrow().replaceFirst(".*(wh_\\w+).*", "$1");
    try (var proxy = proxy()) {
      CommandRun trial =
          CommandRun.of(home).with("HTTPS_PROXY", "127.0.0.1:" + proxy.getLocalPort());

      int code = trial.run("webhook", "test", id);

      assertThat(code).isEqualTo(3);
      assertThat(trial.out()).contains("the proxy opens no connection to it");
      awaitAsked("hooks.invalid:443");
    }
  }

  private void awaitAsked(String... places) throws InterruptedException {
    for (String place : places) {
      while (asked.stream().noneMatch(head -> head.startsWith("CONNECT " + place + " "))) {
        Thread.sleep(20);
      }
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

  @ParameterizedTest
  @CsvSource({"HTTPS_PROXY,''", "https_proxy,''", "https_proxy,' '"})
  void theVariableThatIsWrongIsNamed(String wrong, String upper) throws Exception {
    CommandRun gateway =
        CommandRun.of(home).with("HTTPS_PROXY", upper).with(wrong, "ftp://ana:geheim@p");

    int code = start(gateway, "--policy-config=" + pack()).get(60, TimeUnit.SECONDS);

    assertThat(code).isEqualTo(1);
    assertThat(gateway.err())
        .contains("`" + wrong + "` is no address of a proxy")
        .doesNotContain("geheim");
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
