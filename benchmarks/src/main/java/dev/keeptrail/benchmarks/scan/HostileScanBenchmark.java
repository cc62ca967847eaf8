package dev.keeptrail.benchmarks.scan;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.evaluation.category.Categories;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Every detector on texts made to be dear: a kilobyte must not cost more in a longer one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class HostileScanBenchmark {
  @Param({"102400", "1048576"})
  public int bytes;

  @Param({"letter", "digits", "nested", "addresses"})
  public String text;

  private Scanner scanner;
  private ScanInput input;

  @Setup
  public void prepare() {
    scanner = Categories.scanner(Detectors.categories());
    input = ScanInput.of(List.of(ScanTexts.hostile(text, bytes)));
  }

  @Benchmark
  public ScanResult hostile() {
    return scanner.scan(input);
  }
}
