package dev.keeptrail.benchmarks.load;

import dev.keeptrail.benchmarks.ResultFile;
import dev.keeptrail.ledger.LedgerException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A load run from start to end: starts the processes, warms every target up, measures each
 * combination once a round with the targets side by side, stops the gateways, counts their ledgers
 * and writes the result file. Exit code 1 when a ledger does not hold what was delivered.
 */
public final class LoadRun {
  private final LoadOptions options;
  private final PrintStream out;
  private final List<LoadResult.Cell> cells = new ArrayList<>();
  private final Map<String, Double> startMillis = new TreeMap<>();
  private final List<LoadResult.LedgerCheck> ledgers = new ArrayList<>();

  private LoadRun(LoadOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  @SuppressWarnings("SystemOut") // progress is for the person who started the run
  public static void main(String[] args) throws IOException, InterruptedException, LedgerException {
    if (args.length == 1 && args[0].equals("--help")) {
      System.out.print(LoadOptions.USAGE);
      return;
    }
    LoadOptions options;
    try {
      options = LoadOptions.parse(List.of(args));
    } catch (IllegalArgumentException mistake) {
      System.err.println("load: " + mistake.getMessage());
      System.err.print(LoadOptions.USAGE);
      System.exit(2);
      return;
    }
    LoadResult result = new LoadRun(options, System.out).run();
    ResultFile.write(options.result(), result);
    System.out.println("written: " + options.result());
    if (!result.ledgers().stream().allMatch(LoadResult.LedgerCheck::complete)) {
      System.err.println("load: a ledger does not hold one event for each delivered answer");
      System.exit(1);
    }
  }

  private LoadResult run() throws IOException, InterruptedException, LedgerException {
    Files.createDirectories(options.folder());
    for (Target target : Target.values()) {
      delete(options.folder().resolve(target.word()));
    }
    List<LoadTarget> targets = new ArrayList<>();
    try (var upstream = UpstreamProcess.start(options.folder(), options.bodyBytes())) {
      try {
        for (Target target : options.targets()) {
          LoadTarget started = LoadTarget.start(target, upstream, options);
          targets.add(started);
          GatewayProcess gateway = started.gateway();
          if (gateway != null) {
            startMillis.put(target.word(), gateway.startMillis());
          }
        }
        measure(targets);
      } finally {
        for (LoadTarget target : targets) {
          target.close();
        }
      }
      for (LoadTarget target : targets) {
        checkLedger(target);
      }
    }
    return new LoadResult(settings(), cells, ledgers, startMillis);
  }

  private void measure(List<LoadTarget> targets) throws IOException, InterruptedException {
    var warmUp = Duration.ofSeconds(options.warmUpSeconds());
    int most = options.connections().stream().mapToInt(Integer::intValue).max().orElseThrow();
    for (LoadTarget target : targets) {
      show("warm-up", target.measure(0, most, warmUp));
    }
    for (int round = 1; round <= options.rounds(); round++) {
      for (int connections : options.connections()) {
        for (LoadTarget target : targets) {
          var cell = target.measure(round, connections, Duration.ofSeconds(options.seconds()));
          show("round " + round, cell);
          cells.add(cell);
        }
      }
    }
  }

  private void checkLedger(LoadTarget target) throws IOException, LedgerException {
    var gateway = target.gateway();
    if (gateway == null) {
      return;
    }
    Path ledger = LedgerCount.directory(gateway.home());
    long events = LedgerCount.in(ledger);
    boolean complete =
        target.problems() == 0 ? events == target.answers() : events >= target.answers();
    ledgers.add(
        new LoadResult.LedgerCheck(
            target.target().word(), target.answers(), target.problems(), events, complete));
    out.printf(
        Locale.ROOT,
        "%-8s ledger: %d events for %d answers and %d problems%n",
        target.target().word(),
        events,
        target.answers(),
        target.problems());
    delete(ledger);
  }

  private void show(String when, LoadResult.Cell cell) {
    out.printf(
        Locale.ROOT,
        "%-8s %-7s c=%-3d %9.0f/s  p50 %8.0f us  p99 %8.0f us  gateway %5.1f s CPU  %s%n",
        when,
        cell.target(),
        cell.connections(),
        cell.requestsPerSecond(),
        cell.p50Micros(),
        cell.p99Micros(),
        cell.gatewayCpuSeconds(),
        cell.problems().isEmpty() ? "" : cell.problems());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("warm-up", options.warmUpSeconds() + " s");
    settings.put("measurement", options.seconds() + " s");
    settings.put("rounds", Integer.toString(options.rounds()));
    settings.put("body", options.bodyBytes() + " bytes");
    settings.put("personal values", options.personalPercent() + " % of requests");
    settings.put("gateway options", String.join(" ", options.gatewayOptions()));
    return settings;
  }

  /** The ledger of a long run is gigabytes, and a new run must not find an old one. */
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
