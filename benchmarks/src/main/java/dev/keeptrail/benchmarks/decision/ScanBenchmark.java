package dev.keeptrail.benchmarks.decision;

import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.Scanner;
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

/** The scan alone: one text, everything the example chain's input phase asks for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class ScanBenchmark {
  @Param({"1024", "10240"})
  public int characters;

  @Param({"clean", "personal"})
  public String text;

  private Scanner scanner;
  private List<List<String>> texts;
  private int next;

  @Setup
  public void prepare() {
    scanner = ExampleChain.scanner();
    texts = ExampleChain.texts(text, characters).stream().map(List::of).toList();
  }

  @Benchmark
  public ScanResult scanOnly() {
    return scanner.scan(texts.get(next++ & (ExampleChain.TEXTS - 1)));
  }
}
