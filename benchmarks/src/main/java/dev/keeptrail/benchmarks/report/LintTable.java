package dev.keeptrail.benchmarks.report;

import tools.jackson.databind.JsonNode;

/** The start-up file (the form that hyperfine writes) as a table. */
final class LintTable {
  private LintTable() {}

  static String of(JsonNode file) {
    var table = new Table("command", "median ms", "min ms", "max ms", "runs");
    for (JsonNode result : file.path("results")) {
      table.add(
          "`" + result.path("command").asString() + "`",
          millis(result, "median"),
          millis(result, "min"),
          millis(result, "max"),
          Integer.toString(result.path("times").size()));
    }
    return table.text();
  }

  private static String millis(JsonNode result, String field) {
    return Spread.number(result.path(field).asDouble() * 1e3);
  }
}
