package dev.keeptrail.benchmarks.crash;

import dev.keeptrail.benchmarks.ResultFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Starts a gateway under load, kills it at a random moment, looks at what it left, and starts the
 * next one on the same ledger; strict and batch by turns. Ends with 1 when something is not there
 * that was promised.
 */
public final class CrashRun {
  private static final int MOST_MILLIS = 1_500;
  private static final int TOLD = 25;
  private static final List<String> DURABILITIES = List.of("strict", "batch");

  private CrashRun() {}

  /**
   * Runs it.
   *
   * @param arguments the result file, the folder for the ledger, the launcher, how many kills
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Path home = Files.createTempDirectory(folder, "run-");
    Path launcher = Path.of(arguments[2]);
    int times = Integer.parseInt(arguments[3]);
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    var checks = new CrashChecks(home);
    long delivered = 0;
    long escalated = 0;
    for (int round = 1; round <= times; round++) {
      String durability = DURABILITIES.get(round % DURABILITIES.size());
      try (KillableGateway gateway = KillableGateway.start(launcher, home, durability)) {
        gateway.killUnderLoad(random.nextInt(MOST_MILLIS));
        checks.check(round, gateway);
        delivered += gateway.delivered.size();
        escalated += gateway.escalated.size();
      }
      if (round % TOLD == 0 || round == times) {
        System.out.printf(
            "%d kills: %d answers, %d escalations, %d events, %d problems%n",
            round, delivered, escalated, checks.events(), checks.problems().size());
      }
    }
    checks.wholeTree();
    checks.problems().forEach(System.out::println);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("kills", times);
    result.put("seed", seed);
    result.put("delivered", delivered);
    result.put("escalated", escalated);
    result.put("events", checks.events());
    result.put("problems", checks.problems());
    ResultFile.write(Path.of(arguments[0]), result);
    if (!checks.problems().isEmpty()) {
      System.exit(1);
    }
  }
}
