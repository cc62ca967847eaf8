package dev.keeptrail.benchmarks.report;

import dev.keeptrail.benchmarks.load.LoadResult;
import dev.keeptrail.benchmarks.load.LoadResult.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A load run as tables. Each figure is the median over the rounds with the smallest and largest;
 * what the gateway adds is the difference to the bare upstream in the same round.
 */
final class LoadTable {
  private static final String DIRECT = "direct";

  private LoadTable() {}

  static String of(LoadResult result) {
    var table =
        new Table(
            "target, connections",
            "requests/s",
            "p50 us",
            "added p50 us",
            "p90 us",
            "p99 us",
            "max us",
            "gateway CPU us/request",
            "gateway MiB",
            "problems");
    for (List<Cell> rounds : groups(result)) {
      table.add(
          rounds.getFirst().target() + ", " + rounds.getFirst().connections(),
          over(rounds, Cell::requestsPerSecond),
          over(rounds, Cell::p50Micros),
          added(rounds, result),
          over(rounds, Cell::p90Micros),
          over(rounds, Cell::p99Micros),
          over(rounds, Cell::maxMicros),
          over(rounds, cell -> cell.gatewayCpuSeconds() * 1e6 / Math.max(1, cell.answers())),
          over(rounds, Cell::gatewayResidentMiB),
          problems(rounds));
    }
    return settings(result) + "\n" + table.text() + "\n" + ledgers(result) + starts(result);
  }

  private static String settings(LoadResult result) {
    List<String> words = new ArrayList<>();
    new TreeMap<>(result.settings())
        .forEach((name, value) -> {
          if (!value.isEmpty()) {
            words.add(name + " " + value);
          }
        });
    return "Settings: " + String.join("; ", words) + "\n";
  }

  private static Iterable<List<Cell>> groups(LoadResult result) {
    Map<String, List<Cell>> groups = new LinkedHashMap<>();
    for (Cell cell : result.cells()) {
      groups
          .computeIfAbsent(cell.target() + cell.connections(), key -> new ArrayList<>())
          .add(cell);
    }
    return groups.values();
  }

  private static String over(List<Cell> rounds, ToDoubleFunction<Cell> figure) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList()).text();
  }

  private static String added(List<Cell> rounds, LoadResult result) {
    List<Double> added = new ArrayList<>();
    for (Cell cell : rounds) {
      direct(cell, result).ifPresent(d -> added.add(cell.p50Micros() - d.p50Micros()));
    }
    return added.isEmpty() || rounds.getFirst().target().equals(DIRECT)
        ? ""
        : Spread.of(added).text();
  }

  private static Optional<Cell> direct(Cell of, LoadResult result) {
    return result.cells().stream()
        .filter(cell -> cell.target().equals(DIRECT))
        .filter(cell -> cell.round() == of.round() && cell.connections() == of.connections())
        .findFirst();
  }

  private static String problems(List<Cell> rounds) {
    return Long.toString(
        rounds.stream()
            .flatMap(cell -> cell.problems().values().stream())
            .mapToLong(Long::longValue)
            .sum());
  }

  private static String starts(LoadResult result) {
    var text = new StringBuilder();
    new TreeMap<>(result.startMillis())
        .forEach((target, millis) ->
            text.append("Start to ready, %s: %.0f ms%n".formatted(target, millis)));
    return text.toString();
  }

  private static String ledgers(LoadResult result) {
    var text = new StringBuilder();
    for (LoadResult.LedgerCheck check : result.ledgers()) {
      text.append("Ledger, ").append(check.durability()).append(": ");
      text.append(check.events()).append(" events for ").append(check.answers());
      text.append(" answers and ").append(check.problems()).append(" problems: ");
      text.append(check.complete() ? "complete" : "NOT COMPLETE").append('\n');
    }
    return text.toString();
  }
}
