package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Limits, budgets and kept answers as an operator writes them down. */
@Timeout(180)
final class GatewayLimitsIT {
  private static final String PACK =
      """
      pack: {name: limited, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [audit-logger]}
      rate_limits: {per_key: {rpm: 400}}
      """;

  /** Laid over the pack. */
  private static final String LIMITS =
      """
      rate_limits: {per_key: {rpm: 4}}
      budgets:
        - {scope: team, usd: 0.000001, window: total}
      response_cache: {ttl_seconds: 60}
      """;

  private static final String PRICES =
      """
      {"effective_date": "2026-11-01", "models": {"house": {"input": 1, "output": 1}}}
      """;
  private static final Pattern ADDRESS = Pattern.compile("listen +(http://\\S+)");

  @TempDir Path home;

  @Test
  void whatThePackSaysHoldsOverARestart() throws Exception {
    Path pack = Files.writeString(home.resolve("pack.yaml"), PACK);
    Path limits = Files.writeString(home.resolve("limits.yaml"), LIMITS);
    Path prices = Files.writeString(home.resolve("prices.json"), PRICES);
    String ana = key("ana", "billing");
    String ben = key("ben", "sales");
    try (var gateway = new Running(pack, limits, prices)) {
      assertThat(gateway.ask(ana, "one two three").statusCode()).isEqualTo(200);
      HttpResponse<String> spent = gateway.ask(ana, "another");
      assertThat(spent.statusCode()).isEqualTo(429);
      assertThat(spent.body()).contains("budget_exceeded", "0.000001 US dollars for this team");
      assertThat(gateway.ask(ben, "one two three").statusCode()).as("another team").isEqualTo(200);
    }
    try (var gateway = new Running(pack, limits, prices)) {
      assertThat(gateway.ask(ana, "one two three").body()).contains("budget_exceeded");
    }
    Files.writeString(limits, LIMITS.replace("usd: 0.000001", "usd: 1"));
    int served = 0;
    try (var gateway = new Running(pack, limits, prices)) {
      long start = System.nanoTime();
      HttpResponse<String> often = gateway.ask(ana, "one two three");
      while (often.statusCode() == 200) {
        served++;
        often = gateway.ask(ana, "one two three");
      }
      // On a slow machine some of the four a minute come back meanwhile.
      long quarters = Duration.ofNanos(System.nanoTime() - start).toSeconds() / 15;
      assertThat(served).isBetween(4, 4 + (int) quarters);
      assertThat(often.statusCode()).isEqualTo(429);
      assertThat(often.body()).contains("rate_limited");
      assertThat(often.headers().firstValue("retry-after-ms")).isPresent();
    }
    CommandRun trail = CommandRun.of(home);
    assertThat(trail.run("events", "trail", "--action", "pack.loaded", "--json")).isZero();
    assertThat(trail.out())
        .contains("\"layer.0\":\"" + pack + " sha256:", "\"layer.1\":\"" + limits + " sha256:");
    CommandRun events = CommandRun.of(home);
    assertThat(events.run("events", "tail", "--json")).isZero();
    assertThat(events.out().split("\"cache\":\"hit\"", -1)).hasSize(served);
    assertThat(Files.readString(home.resolve("ledger").resolve("spending.log")))
        .contains("team total billing+");
  }

  private String key(String user, String team) {
    CommandRun made = CommandRun.of(home);
    int exitCode =
        made.run("auth", "token", "create", "--name", user, "--user", user, "--team", team);
    assertThat(exitCode).isZero();
    return made.out().lines().findFirst().orElseThrow();
  }

  /** A gateway in this process, as a command line starts it. */
  private final class Running implements AutoCloseable {
    private final CommandRun command = CommandRun.of(home);
    private final CompletableFuture<Integer> exitCode;
    private final String address;

    Running(Path pack, Path limits, Path prices) throws Exception {
      exitCode =
          CompletableFuture.supplyAsync(() ->
              command.run(
                  "gateway",
                  "run",
                  "--policy-config=" + pack,
                  "--policy-config=" + limits,
                  "--prices=" + prices,
                  "--listen=127.0.0.1:0",
                  "--engine=reference",
                  "--auth=keys"));
      Matcher found = ADDRESS.matcher(command.out());
      while (!found.find()) {
        assertThat(exitCode).as(command.err()).isNotDone();
        Thread.sleep(50);
        found = ADDRESS.matcher(command.out());
      }
      address = found.group(1);
    }

    HttpResponse<String> ask(String key, String prompt) throws Exception {
      String body =
          "{\"model\":\"house\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
              .formatted(prompt);
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                  .headers("content-type", "application/json", "authorization", "Bearer " + key)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
      command.interrupt();
      assertThat(exitCode).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(0);
    }
  }
}
