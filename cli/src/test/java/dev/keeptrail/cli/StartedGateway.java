package dev.keeptrail.cli;

import static dev.keeptrail.cli.GatewayInProcess.address;
import static dev.keeptrail.cli.GatewayInProcess.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** At most one gateway at a time, with simulated providers and what it keeps in a folder. */
final class StartedGateway {
  private final Path home;
  private @Nullable CommandRun gateway;
  private @Nullable CompletableFuture<Integer> ended;

  StartedGateway(Path home) {
    this.home = home;
  }

  /** Starts a gateway on a free port and returns its address. */
  String run(String pack, String... options) throws InterruptedException {
    String[] all = Arrays.copyOf(options, options.length + 5);
    System.arraycopy(
        new String[] {"--policy-config", pack, "--listen", "127.0.0.1:0", "--simulate"},
        0,
        all,
        options.length,
        5);
    CommandRun run = CommandRun.of(home);
    gateway = run;
    CompletableFuture<Integer> end = start(run, all);
    ended = end;
    return address(run, end);
  }

  JsonNode lastEvent() {
    CommandRun tail = CommandRun.of(home);
    assertThat(tail.run("events", "tail", "--limit", "1", "--json")).as(tail.err()).isZero();
    return JsonMapper.shared().readTree(tail.out()).get(0);
  }

  /** What it has printed. */
  String out() {
    return Objects.requireNonNull(gateway).out();
  }

  /** Ends it where it runs, which has to go well. */
  void stop() throws Exception {
    if (gateway != null && ended != null) {
      gateway.interrupt();
      assertThat(ended.get(60, TimeUnit.SECONDS)).as(gateway.err()).isZero();
    }
  }
}
