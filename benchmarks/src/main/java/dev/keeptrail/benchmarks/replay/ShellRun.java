package dev.keeptrail.benchmarks.replay;

import dev.keeptrail.benchmarks.ResultFile;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.session.Answer;
import dev.keeptrail.repl.session.SessionOptions;
import dev.keeptrail.repl.session.ShellLine;
import dev.keeptrail.repl.session.ShellSession;
import dev.keeptrail.repl.session.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Times commands of the shell on a ledger of a given size, which is made where it is missing. */
public final class ShellRun {
  private static final double NANOS = 1e9;
  private static final int RELOADS = 10;

  private final ShellSession session;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  private ShellRun(ShellSession session) {
    this.session = session;
  }

  /**
   * Runs it.
   *
   * @param arguments the result file, the folder for the ledger, how many events, how many of them
   *     with captures
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    int events = Integer.parseInt(arguments[2]);
    int captured = Integer.parseInt(arguments[3]);
    Path ledger = folder.resolve("%d-%d".formatted(events, captured));
    if (!Files.isDirectory(ledger)) {
      Files.createDirectories(folder);
      try (var large = new LargeLedger(CaptureMode.REDACTED)) {
        large.write(ledger, events, captured);
      }
    }
    Path candidate = folder.resolve("candidate.yaml");
    Files.writeString(candidate, LargeLedger.CANDIDATE);
    var options =
        new SessionOptions(
            PolicyEngines.DEFAULT,
            FindingsFrom.AUTO,
            List.of(),
            Runtime.getRuntime().availableProcessors(),
            new CaptureKeys(List.of()),
            false,
            "benchmark");
    try (var session = new ShellSession(options, new Alone())) {
      var run = new ShellRun(session);
      run.measure(ledger, candidate, captured);
      ResultFile.write(
          Path.of(arguments[0]),
          Map.of("events", events, "captured", captured, "seconds", run.seconds));
    }
  }

  private void measure(Path ledger, Path candidate, int captured) throws InterruptedException {
    time("open", "open " + ShellLine.quoted(ledger.toString()), "events");
    time("first", "next", "#1 ");
    time("last", "go last", "#");
    time("pack", "pack " + ShellLine.quoted(candidate.toString()), "candidate@1.1.0");
    time("back", "go first", "same");
    time("next flip", "next flip", "#%d ".formatted(captured));
    for (int i = 0; i < RELOADS; i++) {
      time("reload", "reload", "flips shown so far: 1");
    }
  }

  /** Keeps the time of the last run under a name. */
  private void time(String name, String line, String expected) throws InterruptedException {
    long start = System.nanoTime();
    Answer answer = session.run(line);
    double took = (System.nanoTime() - start) / NANOS;
    if (!(answer instanceof Answer.Page(String text)) || !text.contains(expected)) {
      throw new IllegalStateException(name + ": " + session.text(answer));
    }
    seconds.put(name, took);
    System.out.printf("%-10s %8.3f s%n", name, took);
  }

  /** Nobody is there to edit or to interrupt. */
  private record Alone() implements Surroundings {
    @Override
    public ArchivedPack archived(Path file) {
      return new ArchivedPack.Refused("no compiled packs here");
    }

    @Override
    public Optional<String> edit(Path file) {
      return Optional.of("no editor here");
    }

    @Override
    public boolean isInterrupted() {
      return false;
    }
  }
}
