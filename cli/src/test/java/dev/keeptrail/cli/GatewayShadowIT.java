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
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A candidate beside live traffic, as the operator sees it. */
@Timeout(180)
final class GatewayShadowIT {
  private static final String PACK =
      """
      pack: {name: NAME, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector]}
      policy: {pii-detector: {action: ACTION}}
      """;

  @TempDir Path home;

  @Test
  void tellsWhatACandidateWouldHaveDecidedAndDecidesWithTheOther() throws Exception {
    Path live = Files.writeString(home.resolve("live.yaml"), pack("live", "redact"));
    Path candidate = Files.writeString(home.resolve("next.yaml"), pack("next", "block"));
    CommandRun gateway = CommandRun.of(home);
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(() ->
            gateway.run(
                "gateway",
                "run",
                "--policy-config=" + live,
                "--shadow-pack=" + candidate,
                "--listen=127.0.0.1:0"));
    waitFor(() -> gateway.out().contains("shadow    next@1.0.0, decides nothing"));
    assertThat(ran("events", "shadow").err()).isEqualTo("no differences\n");
    assertThat(ask(gateway, "mail ana@example.org")).isEqualTo(200);
    assertThat(ask(gateway, "hello")).isEqualTo(200);
    waitFor(() -> ran("gateway", "status").out().contains("same 1, tightened 1"));
    // What is counted is written down a moment later.
    waitFor(() -> ran("events", "shadow").out().contains("tightened"));

    String shadow = ran("events", "shadow", "--change=tightened", "--json").out();
    assertThat(shadow)
        .contains("\"change\": \"tightened\"", "\"verdict\": \"block\"", "\"name\": \"next\"")
        .doesNotContain("ana@example.org");
    Matcher event = Pattern.compile("evt_\\w+").matcher(shadow);
    assertThat(event.find()).isTrue();
    assertThat(ran("events", "shadow").out()).contains("tightened", event.group(), "next@1.0.0");
    assertThat(ran("events", "shadow", "--change=weakened").err()).isEqualTo("no differences\n");
    assertThat(ran("events", "show", event.group()).out())
        .contains("verdict        redact", "shadow   next@1.0.0 tightened: block pii_detector.");

    Files.writeString(candidate, "pack: {name: next}\n");
    CommandRun reload = ran("gateway", "reload");
    assertThat(reload.out()).startsWith("unchanged");
    assertThat(reload.err()).contains("candidate `" + candidate + "`");
    Files.writeString(candidate, pack("later", "redact"));
    ran("gateway", "reload");
    waitFor(() -> ran("gateway", "status").out().contains("shadow  later@1.0.0"));

    gateway.interrupt();
    assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void refusesACandidateForNoPackAndOneWithErrors() throws Exception {
    Path live = Files.writeString(home.resolve("live.yaml"), pack("live", "redact"));
    CommandRun unknown = CommandRun.of(home);
    assertThat(
            unknown.run(
                "gateway", "run", "--policy-config=" + live, "--shadow-pack=partners=" + live))
        .isEqualTo(1);
    assertThat(unknown.err()).contains("consumer group `partners`, which has no pack");

    Path broken = Files.writeString(home.resolve("broken.yaml"), "pack: {name: next}\n");
    CommandRun run = CommandRun.of(home);
    assertThat(run.run("gateway", "run", "--policy-config=" + live, "--shadow-pack=" + broken))
        .isEqualTo(2);
    assertThat(run.err()).contains("broken.yaml");
  }

  private static int ask(CommandRun gateway, String prompt) throws Exception {
    Matcher address = Pattern.compile("listen +(http\\S+)").matcher(gateway.out());
    assertThat(address.find()).isTrue();
    var request =
        HttpRequest.newBuilder(URI.create(address.group(1) + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + prompt
                        + "\"}]}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static String pack(String name, String action) {
    return PACK.replace("NAME", name).replace("ACTION", action);
  }

  private CommandRun ran(String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.err()).isZero();
    return run;
  }

  private static void waitFor(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(Duration.ofMillis(50));
    }
  }
}
