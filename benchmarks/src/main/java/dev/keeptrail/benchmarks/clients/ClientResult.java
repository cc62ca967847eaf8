package dev.keeptrail.benchmarks.clients;

import java.util.List;

/** Everything one comparison measured; the form of the result file. */
public record ClientResult(int seconds, int bodyBytes, List<Cell> cells) {
  public ClientResult {
    cells = List.copyOf(cells);
  }

  /**
   * One client at one number of callers in one round.
   *
   * @param failures calls that ended in an I/O error of the client
   * @param cpuMicrosPerCall CPU time of the calling process, which is the client's alone
   */
  public record Cell(
      int round,
      String client,
      int callers,
      long calls,
      long failures,
      double callsPerSecond,
      double p50Micros,
      double p99Micros,
      double cpuMicrosPerCall) {}
}
