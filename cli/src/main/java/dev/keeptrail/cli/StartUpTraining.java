package dev.keeptrail.cli;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the launcher runs once to make a start-up cache, so that the classes a command needs are in
 * it. There are four, because every class of a cache is loaded at each start: commands that only
 * read packs do not pay for the engine, nor those that decide for the gateway. That of replays also
 * holds profiles, so that their code is compiled early. Prints nothing; what the commands answer
 * does not matter here.
 */
public final class StartUpTraining {
  private static final int EXCHANGES = 60;

  private StartUpTraining() {}

  /** Arguments: the folder of bundled packs, and a word for the kind of commands. */
  public static void main(String[] arguments) throws IOException, LedgerException {
    Path packs = Path.of(arguments[0]);
    switch (arguments[1]) {
      case "read" -> read(packs);
      case "decide" -> decide(packs);
      case "serve" -> serve(packs);
      case "replay" -> replay(packs);
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

  /** Some exchanges, redacted and in full, replayed and gone through in the shell. */
  private static void replay(Path packs) throws IOException {
    String pack = packs.resolve("audit-trail-example/policy-config.yaml").toString();
    try (TemporaryFolder folder = TemporaryFolder.create("keeptrail-training", false)) {
      Path log = folder.path().resolve("log.jsonl");
      Files.write(log, IntStream.range(0, EXCHANGES).mapToObj(StartUpTraining::pair).toList());
      for (String mode : List.of("redacted", "full")) {
        String captures = folder.path().resolve(mode + ".jsonl").toString();
        run(
            Map.of(KeeptrailHome.VARIABLE, folder.path().toString()),
            List.of(
                List.of(
                    "capture",
                    "import",
                    "--format",
                    "pairs",
                    "--mode",
                    mode,
                    "--output",
                    captures,
                    log.toString()),
                List.of("replay", "--pack", pack, "--baseline", pack, "--input", captures),
                List.of("repl", "--pack", pack, "--input", captures, "-c", "next flip; stats")));
      }
    }
  }

  private static String pair(int number) {
    String prompt =
        "Summarise note %d for the meeting on Monday, and send it to team%d@example.com. "
            .formatted(number, number);
    return """
    {"request":{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"%s"}]},\
    "response":{"choices":[{"index":0,"message":{"role":"assistant","content":"Note %d says \
    that the plan holds."}}]}}\
    """
        .formatted(prompt.repeat(8), number);
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

  /** Where nobody reads what a command prints. */
  static Invocation silent(Map<String, String> environment) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Invocation(
        nowhere,
        nowhere,
        InputStream.nullInputStream(),
        environment,
        true,
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
