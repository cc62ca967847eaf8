package dev.keeptrail.benchmarks.report;

import tools.jackson.databind.JsonNode;

/**
 * JMH's results of scans, with the cost of a kilobyte. What has no size of its own, such as a
 * conversation, is a row without.
 */
final class ScanTable {
  private static final double KILOBYTE = 1_024;

  private ScanTable() {}

  static String of(JsonNode results) {
    var table =
        new Table(
            "what",
            "detectors",
            "text",
            "bytes",
            "p50 us",
            "p50 us/KB",
            "p50 by fork us/KB",
            "p99 us/KB",
            "allocated bytes/KB");
    for (JsonNode result : results) {
      String benchmark = result.path("benchmark").asString();
      JsonNode parameters = result.path("params");
      if (!parameters.has("bytes")) {
        table.add(unsized(result));
        continue;
      }
      double size = Double.parseDouble(parameters.path("bytes").asString()) / KILOBYTE;
      JsonNode percentiles = result.path("primaryMetric").path("scorePercentiles");
      double median = percentiles.path("50.0").asDouble();
      JsonNode allocated = result.path("secondaryMetrics").path("gc.alloc.rate.norm");
      table.add(
          benchmark.substring(benchmark.lastIndexOf('.') + 1),
          parameters.path("detectors").asString(""),
          parameters.path("text").asString(),
          parameters.path("bytes").asString(),
          Spread.number(median),
          Spread.number(median / size),
          MicroTable.forks(result.path("primaryMetric"), size),
          Spread.number(percentiles.path("99.0").asDouble() / size),
          allocated.isMissingNode()
              ? ""
              : Spread.number(allocated.path("score").asDouble() / size));
    }
    return table.text();
  }

  private static String[] unsized(JsonNode result) {
    double median = result.path("primaryMetric").path("scorePercentiles").path("50.0").asDouble();
    return new String[] {
      MicroTable.name(result), "", "", "", Spread.number(median), "", "", "", ""
    };
  }
}
