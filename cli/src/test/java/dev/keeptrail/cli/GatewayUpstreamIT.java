package dev.keeptrail.cli;

import static dev.keeptrail.cli.GatewayInProcess.address;
import static dev.keeptrail.cli.GatewayInProcess.send;
import static dev.keeptrail.cli.GatewayInProcess.start;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** `kt gateway run --upstream`: one server in the place of all providers. */
final class GatewayUpstreamIT {
  private static final String PACK =
      Path.of("..", "packs", "audit-trail-example", "policy-config.yaml").toString();

  @TempDir Path home;

  @Test
  void asksOneServerInThePlaceOfAllProviders() throws Exception {
    Path pack =
        Files.writeString(
            home.resolve("none.yaml"),
            """
            pack: {name: none, version: 1.0.0}
            providers: {targets: [{id: files, provider: mcp, base_url: "http://127.0.0.1:9/mcp"}]}
            policies: {chain: [pii-detector]}
            """);
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    HttpServer upstream =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext(
        "/v1/chat/completions",
        exchange -> {
          asked.add(
              exchange.getRequestHeaders().getFirst("x-key")
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer =
              """
              {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
              "message":{"role":"assistant","content":"Ask bo@example.com"},"finish_reason":"stop"}]}
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          try (var out = exchange.getResponseBody()) {
            out.write(answer);
          }
        });
    upstream.start();
    String address = "http://127.0.0.1:" + upstream.getAddress().getPort() + "/v1";
    CommandRun gateway =
        CommandRun.of(home)
            .with("KEEPTRUSTS_UPSTREAM_URL", address)
            .with("KEEPTRUSTS_UPSTREAM_API_KEY", "k-1")
            .with("KEEPTRUSTS_UPSTREAM_API_KEY_HEADER", "X-Key");
    CompletableFuture<Integer> exitCode =
        start(
            gateway,
            "--policy-config=" + pack,
            "--listen=127.0.0.1:0",
            "--upstream-api-key-prefix=Token");
    HttpResponse<String> response = send(address(gateway), "Write to ana@example.com", null);
    gateway.interrupt();
    assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
    upstream.stop(0);

    assertThat(response.body()).contains("Ask [EMAIL]");
    assertThat(asked)
        .singleElement()
        .asString()
        .startsWith("Token k-1{")
        .contains("Write to [EMAIL]", "gpt-4o-mini");
    assertThat(gateway.out()).contains("provider  upstream (openai, any model): available");
    assertThat(gateway.err())
        .contains("kt: warning: " + address + " is asked in the place of every provider")
        .contains("`--upstream` answers for no MCP server; not served: files")
        .doesNotContain("k-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--upstream=http://127.0.0.1:1 --upstream-api-key=sk-secret-1 | takes where the key is",
        "--upstream=http://127.0.0.1:1 --upstream-api-key=key:sk-secret-1 | takes where the key is",
        "--upstream=http://ann:sk-secret-1@127.0.0.1:1 | no address that can be asked",
        "--upstream=127.0.0.1:1 | no address that can be asked",
        "--upstream= | no address that can be asked",
        "--upstream=http://127.0.0.1:1 --upstream-api-key-header=a:b | no name of a header",
        "--upstream=http://127.0.0.1:1 --simulate | exclude each other",
        "--upstream-api-key=env:KEY | need `--upstream`",
      })
  void saysWhatIsWrongWithTheOneServer(String options, String problem) {
    List<String> line = new ArrayList<>(List.of("gateway", "run", "--policy-config", PACK));
    line.addAll(List.of(options.split(" ")));
    CommandRun gateway = CommandRun.of(home);

    assertThat(gateway.run(line.toArray(String[]::new))).isEqualTo(1);
    assertThat(gateway.err()).contains(problem).doesNotContain("sk-secret-1");
  }
}
