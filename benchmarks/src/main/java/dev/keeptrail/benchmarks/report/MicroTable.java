package dev.keeptrail.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** JMH's result file as a table: one row for each benchmark and its parameters. */
final class MicroTable {
  private MicroTable() {}

  static String of(JsonNode results) {
    var table =
        new Table("what", "p50 us", "p50 by fork us", "p99 us", "mean us", "bytes allocated");
    for (JsonNode result : results) {
      JsonNode score = result.path("primaryMetric");
      JsonNode percentiles = score.path("scorePercentiles");
      table.add(
          name(result),
          Spread.number(percentiles.path("50.0").asDouble()),
          forks(score, 1),
          Spread.number(percentiles.path("99.0").asDouble()),
          Spread.number(score.path("score").asDouble()),
          allocation(result));
    }
    return table.text();
  }

  /** The benchmark's method, then its parameters. */
  static String name(JsonNode result) {
    String benchmark = result.path("benchmark").asString();
    var name = new StringBuilder(benchmark.substring(benchmark.lastIndexOf('.') + 1));
    for (var parameter : result.path("params").properties()) {
      name.append(", ").append(parameter.getKey()).append(' ');
      name.append(parameter.getValue().asString());
    }
    return name.toString();
  }

  /**
   * The medians that the forks came to, for each unit, so that a reader sees how far runs are
   * apart.
   */
  static String forks(JsonNode score, double unit) {
    List<Double> medians = new ArrayList<>();
    for (JsonNode fork : score.path("rawDataHistogram")) {
      medians.add(median(fork) / unit);
    }
    return medians.isEmpty() ? "" : Spread.of(medians).text();
  }

  /** A fork is a list of iterations, an iteration a list of pairs of duration and count. */
  private static double median(JsonNode fork) {
    var counts = new java.util.TreeMap<Double, Long>();
    long total = 0;
    for (JsonNode iteration : fork) {
      for (JsonNode pair : iteration) {
        counts.merge(pair.get(0).asDouble(), pair.get(1).asLong(), Long::sum);
        total += pair.get(1).asLong();
      }
    }
    long seen = 0;
    for (var entry : counts.entrySet()) {
      seen += entry.getValue();
      if (seen * 2 >= total) {
        return entry.getKey();
      }
    }
    return 0;
  }

  private static String allocation(JsonNode result) {
    JsonNode normalised = result.path("secondaryMetrics").path("gc.alloc.rate.norm");
    return normalised.isMissingNode() ? "" : Spread.number(normalised.path("score").asDouble());
  }
}
