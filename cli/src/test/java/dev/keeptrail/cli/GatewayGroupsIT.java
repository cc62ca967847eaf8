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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway with a pack for everybody and one for a consumer group, as its operator sees it. */
@Timeout(180)
final class GatewayGroupsIT {
  private static final String PACK =
      """
      pack: {name: NAME, version: VERSION}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector]}
      policy: {pii-detector: {action: ACTION}}
      """;

  @TempDir Path home;
  private Path common;
  private Path partners;

  @BeforeEach
  void packs() throws Exception {
    common = Files.writeString(home.resolve("common.yaml"), pack("common", "1.0.0", "redact"));
    Path folder = Files.createDirectory(home.resolve("partners"));
    partners = Files.writeString(folder.resolve("pack.yaml"), pack("partner", "1.0.0", "block"));
  }

  @Test
  void servesShowsComparesAndReloadsThePackOfAGroup() throws Exception {
    String key = key("partners");
    CommandRun gateway = CommandRun.of(home);
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(() ->
            gateway.run(
                "gateway",
                "run",
                "--watch",
                "--auth=keys",
                "--policy-config=" + common,
                "--group-pack=partners=" + partners,
                "--listen=127.0.0.1:0"));
    waitFor(() -> gateway.out().contains("keys of other groups are refused"));
    assertThat(gateway.out())
        .contains("group     partners: partner@1.0.0")
        // Both packs name the same one.
        .containsOnlyOnce("\n  provider  ");
    assertThat(ask(gateway, key)).isEqualTo(409);

    assertThat(ran("gateway", "status").out())
        .startsWith("common@1.0.0\n")
        .contains("  group   partners: partner@1.0.0\n  plan    sha256:");
    assertThat(ran("gateway", "diff", "--group=partners", partners.toString()).out())
        .contains("the plans are the same");
    CommandRun other = CommandRun.of(home);
    assertThat(other.run("gateway", "diff", "--group=others", partners.toString())).isEqualTo(1);
    assertThat(other.err()).contains("serves no pack for a consumer group");

    Files.writeString(partners, pack("partner", "1.1.0", "redact"));
    waitFor(() -> ran("gateway", "status").out().contains("partner@1.1.0"));
    assertThat(ask(gateway, key)).isEqualTo(200);
    assertThat(ran("events", "tail", "--json").out()).contains("\"consumer_group\":\"partners\"");

    gateway.interrupt();
    assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void refusesWhatWouldGiveNobodyAPackOrGetAroundASignature() {
    assertThat(refused("--group-pack=partners=" + partners)).contains("needs `--auth keys`");
    assertThat(refused("--unknown-groups=common")).contains("needs `--group-pack`");
    assertThat(
            refused(
                "--auth=keys",
                "--group-pack=partners=" + partners,
                "--group-pack=partners=" + common))
        .contains("`partners` has two packs");
    assertThat(refused("--group-pack=partners")).contains("partners=strict.yaml");
  }

  private String refused(String... options) {
    CommandRun run = CommandRun.of(home);
    String[] all = new String[options.length + 3];
    all[0] = "gateway";
    all[1] = "run";
    all[2] = "--policy-config=" + common;
    System.arraycopy(options, 0, all, 3, options.length);
    assertThat(run.run(all)).isEqualTo(1);
    return run.err();
  }

  private String key(String group) {
    CommandRun made = ran("auth", "token", "create", "--name=x", "--consumer-group=" + group);
    Matcher key = Pattern.compile("kt_live_\\w+").matcher(made.out());
    assertThat(key.find()).as(made.out()).isTrue();
    return key.group();
  }

  private static int ask(CommandRun gateway, String key) throws Exception {
    Matcher address = Pattern.compile("listen +(http\\S+)").matcher(gateway.out());
    assertThat(address.find()).isTrue();
    var request =
        HttpRequest.newBuilder(URI.create(address.group(1) + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + key)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"mail"
                        + " ana@example.org\"}]}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static String pack(String name, String version, String action) {
    return PACK.replace("NAME", name).replace("VERSION", version).replace("ACTION", action);
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
