package dev.keeptrail.benchmarks.replay;

import dev.keeptrail.benchmarks.ResultFile;
import dev.keeptrail.language.plan.CaptureMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Times whole replays by {@code kt replay}, start and report included, over ledgers whose events
 * all have captures of requests of 1 kB: redacted ones, and full ones that are scanned again.
 */
public final class ReplayRun {
  private static final double NANOS = 1e9;
  private static final int RUNS = 3;
  private static final String OPTIONS = "-Xmx512m";

  private final Path folder;
  private final Path launcher;
  private final int events;

  private ReplayRun(Path folder, Path launcher, int events) {
    this.folder = folder;
    this.launcher = launcher;
    this.events = events;
  }

  /**
   * Runs it.
   *
   * @param arguments the result file, the folder for ledgers, the launcher, how many events
   */
  public static void main(String[] arguments) throws Exception {
    var run =
        new ReplayRun(Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (CaptureMode mode : List.of(CaptureMode.REDACTED, CaptureMode.FULL)) {
      rates.put(mode.word(), run.rates(mode));
    }
    ResultFile.write(Path.of(arguments[0]), Map.of("events", run.events, "events a second", rates));
  }

  private List<Double> rates(CaptureMode mode) throws Exception {
    Path ledger = folder.resolve("%d-%s".formatted(events, mode.word()));
    if (!Files.isDirectory(ledger)) {
      Files.createDirectories(folder);
      try (var large = new LargeLedger(mode)) {
        large.write(ledger, events, events);
      }
    }
    Path candidate = folder.resolve("candidate.yaml");
    Files.writeString(candidate, LargeLedger.CANDIDATE);
    replay(ledger, candidate); // makes the start-up cache
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      replay(ledger, candidate);
      double rate = events / ((System.nanoTime() - start) / NANOS);
      rates.add(rate);
      System.out.printf("%-10s %,12.0f events/s%n", mode.word(), rate);
    }
    return rates;
  }

  private void replay(Path ledger, Path candidate) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            launcher.toString(),
            "replay",
            "--ledger",
            ledger.toString(),
            "--pack",
            candidate.toString(),
            "--format",
            "json");
    builder.environment().put("KEEPTRAIL_JAVA_OPTS", OPTIONS);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    byte[] report = process.getInputStream().readAllBytes();
    int code = process.waitFor();
    String text = new String(report, StandardCharsets.UTF_8);
    if (code != 0) {
      throw new IllegalStateException("the replay ended with exit code " + code);
    }
    requireOneFlip(text);
  }

  private void requireOneFlip(String report) {
    var tree = new JsonMapper().readTree(report);
    long same = tree.path("counts").path("same").asLong(-1);
    long flipped = tree.path("flipped").asLong(-1);
    if (same != events - 1 || flipped != 1) {
      throw new IllegalStateException("not the report that was to come: " + tree.path("counts"));
    }
  }
}
