package dev.keeptrail.benchmarks.scan;

import dev.keeptrail.benchmarks.decision.ExampleChain;
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

/** One scan, by detectors, kind and size of text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class ScanBenchmark {
  /**
   * {@code pack} is what the example chain asks for, {@code usual} all that policies look for
   * unasked, {@code all} every detector, the model for names and the languages included.
   */
  @Param({"pack", "usual", "all"})
  public String detectors;

  @Param({"200", "2048", "20480", "204800"})
  public int bytes;

  @Param({"clean", "busy"})
  public String text;

  private Scanner scanner;
  private List<ScanInput> texts;
  private int next;

  @Setup
  public void prepare() {
    scanner =
        switch (detectors) {
          case "pack" -> ExampleChain.scanner();
          case "usual" -> Categories.scanner(Categories.usual());
          case "all" -> Categories.scanner(Detectors.categories());
          default -> throw new IllegalArgumentException("no such detectors: " + detectors);
        };
    texts =
        ScanTexts.several(text, bytes, ScanTexts.countOf(bytes)).stream()
            .map(one -> ScanInput.of(List.of(one)))
            .toList();
  }

  @Benchmark
  public ScanResult scan() {
    return scanner.scan(texts.get(next++ & (texts.size() - 1)));
  }
}
