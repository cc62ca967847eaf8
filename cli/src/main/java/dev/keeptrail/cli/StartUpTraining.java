package dev.keeptrail.cli;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the launcher runs once to make a start-up cache, so that the classes a command needs are in
 * it. There are three, because every class of a cache is loaded at each start: commands that only
 * read packs do not pay for the engine, nor those that decide for the gateway. Prints nothing; what
 * the commands answer does not matter here.
 */
public final class StartUpTraining {
  private StartUpTraining() {}

  /** Arguments: the folder of bundled packs, and {@code read}, {@code decide} or {@code serve}. */
  public static void main(String[] arguments) throws IOException, LedgerException {
    Path packs = Path.of(arguments[0]);
    switch (arguments[1]) {
      case "read" -> read(packs);
      case "decide" -> decide(packs);
      case "serve" -> serve(packs);
      default -> throw new IllegalArgumentException("no such cache: " + arguments[1]);
    }
  }

  private static void read(Path packs) throws IOException, LedgerException {
    try (TemporaryFolder folder = TemporaryFolder.create("keeptrail-training", false)) {
      Ledgers.openForAppend(folder.path(), Durability.BATCH).close();
      readAll(packs, folder.path());
    }
  }

  private static void decide(Path packs) {
    String text = packs.resolve("payments-guard").toString();
    run(
        Map.of(),
        List.of(
            List.of("policy", "test", "--pack-dir", text),
            List.of("policy", "test", "--pack-dir", text, "--coverage")));
  }

  /** A gateway that is stopped at once, with a key of nobody's, and one that is asked something. */
  private static void serve(Path packs) throws IOException {
    String pack = packs.resolve("audit-trail-example/policy-config.yaml").toString();
    try (TemporaryFolder folder = TemporaryFolder.create("keeptrail-training", false)) {
      run(
          Map.of(KeeptrailHome.VARIABLE, folder.path().toString(), "OPENAI_API_KEY", "none"),
          List.of(
              List.of("gateway", "run", "--policy-config", pack, "--listen", "127.0.0.1:0"),
              List.of("demo")));
    }
  }

  private static void readAll(Path packs, Path ledger) {
    String pack = packs.resolve("audit-trail-example/policy-config.yaml").toString();
    String text = packs.resolve("payments-guard").toString();
    String broken = packs.resolve("README.md").toString();
    run(
        Map.of(),
        List.of(
            List.of("policy", "lint", "--file", pack),
            List.of("policy", "lint", "--json", "--file", pack),
            List.of("policy", "lint", "--file", broken),
            List.of("policy", "lint", text),
            List.of("policy", "plan", "--file", pack),
            List.of("policy", "fmt", "--check", text),
            List.of("events", "tail", "--ledger", ledger.toString()),
            List.of("policy", "lint", "--no-such-option"),
            List.of("help")));
  }

  private static void run(Map<String, String> environment, List<List<String>> commandLines) {
    for (List<String> commandLine : commandLines) {
      int ignored = Kt.run(silent(environment), commandLine.toArray(String[]::new));
    }
  }

  private static Invocation silent(Map<String, String> environment) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Invocation(
        nowhere,
        nowhere,
        InputStream.nullInputStream(),
        environment,
        true,
        Clock.systemUTC(),
        new AtOnce());
  }

  /** Nothing here is to wait. */
  private static final class AtOnce implements StopSignal {
    @Override
    public void listen() {}

    @Override
    public boolean await(Duration atMost) {
      return true;
    }

    @Override
    public void await() {}
  }
}
