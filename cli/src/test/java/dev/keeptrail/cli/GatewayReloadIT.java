package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator beside a running gateway. */
@Timeout(180)
final class GatewayReloadIT {
  private static final String PACK =
      """
      pack: {name: small, version: VERSION, enabled: true}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector, audit-logger]}
      policy: {pii-detector: {action: redact}}
      """;

  @TempDir Path home;
  private Path pack;
  private CommandRun gateway;
  private CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  @BeforeEach
  void write() throws Exception {
    Path release = Files.createDirectory(home.resolve("v1"));
    Path current = Files.createSymbolicLink(home.resolve("current"), release);
    pack = Files.writeString(current.resolve("pack.yaml"), PACK.replace("VERSION", "1.0.0"));
    gateway = CommandRun.of(home);
  }

  private void start(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("gateway", "run", "--policy-config=" + pack));
    words.add("--listen=127.0.0.1:0");
    words.addAll(List.of(options));
    exitCode = CompletableFuture.supplyAsync(() -> gateway.run(words.toArray(String[]::new)));
    waitFor(() -> gateway.out().contains("provider  sim"));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.interrupt();
    assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(accessFiles()).isEmpty();
  }

  @Test
  void reloadsRevertsAndSaysWhatIsServed() throws Exception {
    start("--watch", "--gateway-id=eu-1.b");
    assertThat(ran("gateway", "status").out()).contains("\n  gateway eu-1.b\n");
    assertThat(ran("gateway", "status").out()).startsWith("small@1.0.0\n  plan    sha256:");
    assertThat(ran("gateway", "diff", pack.toString()).out()).contains("the plans are the same");
    Path next = Files.writeString(home.resolve("next.pack.txt"), "");
    Files.writeString(next, PACK.replace("VERSION", "1.1.0"));

    Files.copy(next, pack, StandardCopyOption.REPLACE_EXISTING);
    waitFor(() -> ran("gateway", "status").out().startsWith("small@1.1.0"));
    assertThat(ran("gateway", "reload").out()).startsWith("unchanged sha256:");
    assertThat(ran("gateway", "revert", "--json").out()).contains("\"outcome\":\"replaced\"");
    assertThat(ran("gateway", "status", "--json").out()).contains("\"version\":\"1.0.0\"");
    CommandRun diff = CommandRun.of(home);
    assertThat(diff.run("gateway", "diff", pack.toString(), "--exit-code")).isEqualTo(3);
    assertThat(diff.out()).contains("version \"1.0.0\" -> \"1.1.0\"");
  }

  @Test
  void refusesAPackWithErrorsAndServesOn() throws Exception {
    start();
    Files.writeString(pack, "pack: {name: small}\npolices: {}\n");
    CommandRun reload = CommandRun.of(home);
    assertThat(reload.run("gateway", "reload")).isEqualTo(2);
    assertThat(reload.err()).contains("refused", "polices");
    assertThat(ran("gateway", "status").out()).contains("small@1.0.0", "refused by request");
  }

  @Test
  void leavesItsTokenToNobodyElse() throws Exception {
    start();
    Path access = accessFiles().getFirst();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(access)))
        .isEqualTo("rw-------");
    String token = Files.readString(access).replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    assertThat(gateway.out() + gateway.err()).doesNotContain(token);
    assertThat(ran("gateway", "status", "--json").out()).doesNotContain(token);
  }

  @Test
  void saysWhenNoSuchGatewayRuns() throws Exception {
    start();
    CommandRun status = CommandRun.of(home);
    assertThat(status.run("gateway", "status", "--port", "1")).isEqualTo(1);
    assertThat(status.err()).contains("no such gateway of yours is running", "--port");
  }

  private List<Path> accessFiles() throws Exception {
    try (Stream<Path> files = Files.list(home.resolve("run"))) {
      return files.toList();
    }
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
