package dev.keeptrail.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.benchmarks.Environment;
import dev.keeptrail.benchmarks.ResultFile;
import dev.keeptrail.benchmarks.clients.ClientResult;
import dev.keeptrail.benchmarks.load.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir Path folder;

  @Test
  void saysSoWhenThereIsNothing() throws IOException {
    assertThat(Report.of(folder)).startsWith("no result files in ");
  }

  @Test
  void showsMedianAndSpreadAndWhatTheGatewayAdds() throws IOException {
    var result =
        new LoadResult(
            Map.of("rounds", "2"),
            List.of(
                cell(1, "direct", 40), cell(1, "batch", 240),
                cell(2, "direct", 60), cell(2, "batch", 300)),
            List.of(new LoadResult.LedgerCheck("batch", 2000, 0, 2000, true)),
            Map.of("batch", 1_234.4));
    ResultFile.write(folder.resolve("load.json"), result);
    ResultFile.write(
        folder.resolve("load.environment.json"),
        new Environment("2026-01-01T00:00:00Z", "Some CPU", 2, "JDK", "OS", "abc", "0.1"));

    String report = Report.of(folder);

    assertThat(report)
        .contains("Some CPU, 2 cores", "commit abc")
        .contains("| batch, 1 | 500 | 270 (240-300) | 220 (200-240) |")
        .contains("Ledger, batch: 2000 events for 2000 answers and 0 problems: complete")
        .contains("Start to ready, batch: 1234 ms");
  }

  @Test
  void showsClientsSideBySideWithTheirFailures() throws IOException {
    var cells =
        List.of(
            new ClientResult.Cell(1, "one", 16, 1000, 0, 200, 50, 90, 12),
            new ClientResult.Cell(2, "one", 16, 1000, 3, 300, 40, 80, 14));
    ResultFile.write(folder.resolve("clients.json"), new ClientResult(5, 1024, cells));
    assertThat(Report.of(folder))
        .contains(
            "| one, 16 | 250 (200-300) | 45.0 (40.0-50.0) | 85.0 (80.0-90.0) | 13.0 (12.0-14.0) | 3 |");
  }

  @Test
  void showsPercentilesOfTheDecisionBenchmarks() throws IOException {
    Files.writeString(
        folder.resolve("decision.json"),
        """
        [{"benchmark": "a.b.RulesBenchmark.rulesOnly", "params": {"engine": "drools"},
          "primaryMetric": {"score": 3.5, "scorePercentiles": {"50.0": 3.25, "99.0": 9.5},
            "rawDataHistogram": [[[[3.0, 5], [9.0, 1]]], [[[4.0, 5], [8.0, 1]]]]},
          "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 4096.2}}}]
        """);
    assertThat(Report.of(folder))
        .contains("Environment not recorded")
        .contains("| rulesOnly, engine drools | 3.25 | 3.50 (3.00-4.00) | 9.50 | 3.50 | 4,096 |");
  }

  @Test
  void showsScansByTheirSizeAndConversationsWithout() throws IOException {
    Files.writeString(
        folder.resolve("scan.json"),
        """
        [{"benchmark": "a.b.ScanBenchmark.scan",
          "params": {"bytes": "2048", "detectors": "usual", "text": "clean"},
          "primaryMetric": {"score": 90, "scorePercentiles": {"50.0": 80.0, "99.0": 200.0},
            "rawDataHistogram": [[[[80.0, 5]]], [[[84.0, 5]]]]},
          "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 4096.2}}},
         {"benchmark": "a.b.ConversationBenchmark.again",
          "primaryMetric": {"score": 800, "scorePercentiles": {"50.0": 760.0, "99.0": 1700.0}}}]
        """);
    assertThat(Report.of(folder))
        .contains(
            "| scan | usual | clean | 2048 | 80.0 | 40.0 | 41.0 (40.0-42.0) | 100 | 2,048 |",
            "| again |  |  |  | 760 |  |  |  |  |");
  }

  @Test
  void showsColdStartInMilliseconds() throws IOException {
    Files.writeString(
        folder.resolve("lint.json"),
        """
        {"results": [{"command": "kt policy lint", "median": 0.1512, "min": 0.14, "max": 0.2,
          "times": [0.14, 0.1512, 0.2]}]}
        """);
    assertThat(Report.of(folder)).contains("| `kt policy lint` | 151 | 140 | 200 | 3 |");
  }

  private static LoadResult.Cell cell(int round, String target, double p50) {
    return new LoadResult.Cell(
        round, target, 1, 1000, Map.of(), 2, 500, p50, p50 * 2, p50 * 3, p50 * 4, 0.5, 0.1, 0.2,
        100);
  }
}
