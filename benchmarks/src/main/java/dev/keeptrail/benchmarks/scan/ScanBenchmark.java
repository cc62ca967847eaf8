package dev.keeptrail.benchmarks.scan;

import dev.keeptrail.detectors.Detectors;
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

/** Every detector there is, names, dates and languages included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class FullScanBenchmark {
  private static final int TEXTS = 16;

  @Param({"2048"})
  public int bytes;

  @Param({"clean", "personal", "multilingual", "code", "base64"})
  public String text;

  private Scanner scanner;
  private List<List<String>> texts;
  private int next;

  @Setup
  public void prepare() {
    scanner = Categories.scanner(Detectors.categories());
    texts = ScanTexts.several(text, bytes, TEXTS).stream().map(List::of).toList();
  }

  @Benchmark
  public ScanResult everything() {
    return scanner.scan(texts.get(next++ & (TEXTS - 1)));
  }
}
