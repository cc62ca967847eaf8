package dev.keeptrail.benchmarks.load;

import java.util.List;
import java.util.Map;

/**
 * Everything one load run measured; the form of the result file.
 *
 * @param settings what was asked for, as words, so that a table can say what it shows
 * @param startMillis of each gateway, from its launcher's start until it let requests in
 */
public record LoadResult(
    Map<String, String> settings,
    List<Cell> cells,
    List<LedgerCheck> ledgers,
    Map<String, Double> startMillis) {
  public LoadResult {
    settings = Map.copyOf(settings);
    cells = List.copyOf(cells);
    ledgers = List.copyOf(ledgers);
    startMillis = Map.copyOf(startMillis);
  }

  /**
   * One target at one number of connections in one round. Latencies are of answers with status 200.
   *
   * @param problems everything that was not a 200, by kind
   * @param gatewayCpuSeconds of the gateway's process alone; 0 for the bare upstream
   * @param clientCpuSeconds of the harness, which competes for the same cores
   */
  public record Cell(
      int round,
      String target,
      int connections,
      long answers,
      Map<String, Long> problems,
      double seconds,
      double requestsPerSecond,
      double p50Micros,
      double p90Micros,
      double p99Micros,
      double maxMicros,
      double gatewayCpuSeconds,
      double upstreamCpuSeconds,
      double clientCpuSeconds,
      double gatewayResidentMiB) {
    public Cell {
      problems = Map.copyOf(problems);
    }
  }

  /**
   * Whether the ledger holds one event for each answer that was delivered, warm-up included.
   *
   * @param answers with status 200
   * @param problems not a 200, or broken; each may or may not have left an event
   */
  public record LedgerCheck(
      String durability, long answers, long problems, long events, boolean complete) {}
}
