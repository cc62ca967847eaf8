package dev.keeptrail.benchmarks.soak;

import dev.keeptrail.benchmarks.ResultFile;
import dev.keeptrail.benchmarks.soak.SoakGateway.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Keeps a gateway under all kinds of traffic and looks at intervals at what it takes up. Ends with
 * 1 where the last third of the looks takes up clearly more than the middle one: what is kept for
 * callers and texts is bounded, and full by then.
 */
public final class SoakRun {
  private static final int CALLERS = 12;
  private static final int LOOKS_A_MINUTE = 2;
  private static final double MOST_GROWTH = 1.15;

  private SoakRun() {}

  /** Everything a run saw. */
  record Result(List<Look> looks, Map<String, Long> visits, List<String> grown) {
    Result {
      looks = List.copyOf(looks);
      grown = List.copyOf(grown);
    }
  }

  /** Arguments: the result file, a folder for the ledger, the launcher, minutes. */
  @SuppressWarnings("SystemOut") // the table is for the person who started the run
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args[1]));
    int looks = LOOKS_A_MINUTE * Integer.parseInt(args[3]);
    System.out.println(
        "| second | requests | live heap MiB | resident MiB | threads | descriptors |");
    System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: |");
    List<Look> seen = new ArrayList<>();
    Map<String, Long> visits;
    try (var provider = SoakProvider.start();
        var gateway = SoakGateway.start(Path.of(args[2]), folder, provider.port())) {
      var callers = SoakCallers.start(gateway.port(), CALLERS);
      long start = System.nanoTime();
      while (seen.size() < looks) {
        Thread.sleep(60_000 / LOOKS_A_MINUTE);
        Look look = gateway.look((System.nanoTime() - start) / 1e9, callers.asked());
        seen.add(look);
        System.out.println(row(look));
      }
      callers.stop();
      visits = callers.outcomes();
    }
    List<String> grown = grown(seen);
    ResultFile.write(Path.of(args[0]), new Result(seen, visits, grown));
    System.out.println();
    visits.forEach((visit, count) -> System.out.printf("%s: %d%n", visit, count));
    if (!grown.isEmpty()) {
      System.out.println("grown in the last third: " + String.join(", ", grown));
      System.exit(1);
    }
  }

  private static String row(Look look) {
    return String.format(
        Locale.ROOT,
        "| %.0f | %d | %.1f | %.0f | %d | %d |",
        look.second(),
        look.asked(),
        look.liveMiB(),
        look.residentMiB(),
        look.threads(),
        look.descriptors());
  }

  /** What takes up clearly more in the last third of the looks than in the one before. */
  static List<String> grown(List<Look> looks) {
    List<String> grown = new ArrayList<>();
    note(grown, "live heap", looks, Look::liveMiB);
    note(grown, "threads", looks, Look::threads);
    note(grown, "descriptors", looks, Look::descriptors);
    return grown;
  }

  private static void note(
      List<String> grown, String what, List<Look> looks, ToDoubleFunction<Look> value) {
    int third = looks.size() / 3;
    double middle = mean(looks.subList(third, 2 * third), value);
    double last = mean(looks.subList(looks.size() - third, looks.size()), value);
    if (last > middle * MOST_GROWTH) {
      grown.add(String.format(Locale.ROOT, "%s %.1f to %.1f", what, middle, last));
    }
  }

  private static double mean(List<Look> looks, ToDoubleFunction<Look> value) {
    return looks.stream().mapToDouble(value).average().orElse(0);
  }
}
