package dev.keeptrail.detectors.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.evaluation.report.Floors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Detectors may change what they find, never for the worse: a small corpus of our own writing with
 * floors. Made-up tokens carry a mark, so that no file here holds one as a whole.
 */
final class RegressionGateTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final String MARK = "~";

  @TempDir Path folder;

  @Test
  void everyFigureKeepsItsFloor() throws Exception {
    Evaluation.Result result = run(2);

    assertThat(result.broken()).isZero();
    assertThat(result.rows()).isGreaterThan(450);
    Map<String, Double> figures = result.report().figures();
    assertThat(Floors.parse(Files.readString(RESOURCES.resolve("floors.txt"))).broken(figures))
        .as(() -> result.report().toText())
        .isEmpty();
  }

  @Test
  void threadsDoNotChangeTheReport() throws Exception {
    assertThat(run(1).report().toJson()).isEqualTo(run(4).report().toJson());
  }

  private Evaluation.Result run(int threads) throws IOException, InterruptedException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("corpus"))) {
      for (Path file : files.toList()) {
        Files.writeString(
            folder.resolve(file.getFileName()), Files.readString(file).replace(MARK, ""));
      }
    }
    return Evaluation.run(
        new EvaluationOptions(folder, Set.of(), Set.of(), 3, threads, false, false),
        (_, _, _, _) -> {});
  }
}
