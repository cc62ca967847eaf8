package dev.keeptrail.benchmarks.report;

import dev.keeptrail.benchmarks.clients.ClientResult;
import dev.keeptrail.benchmarks.clients.ClientResult.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The comparison of HTTP clients as a table: median over the rounds, smallest and largest. */
final class ClientTable {
  private ClientTable() {}

  static String of(ClientResult result) {
    var table =
        new Table("client, callers", "calls/s", "p50 us", "p99 us", "CPU us/call", "failed");
    Map<String, List<Cell>> groups = new LinkedHashMap<>();
    for (Cell cell : result.cells()) {
      groups
          .computeIfAbsent(cell.client() + ", " + cell.callers(), key -> new ArrayList<>())
          .add(cell);
    }
    groups.forEach((name, cells) ->
        table.add(
            name,
            over(cells, Cell::callsPerSecond),
            over(cells, Cell::p50Micros),
            over(cells, Cell::p99Micros),
            over(cells, Cell::cpuMicrosPerCall),
            Long.toString(cells.stream().mapToLong(Cell::failures).sum())));
    return table.text();
  }

  private static String over(List<Cell> rounds, ToDoubleFunction<Cell> figure) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList()).text();
  }
}
