package dev.keeptrail.benchmarks.decision;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.PhaseContent;
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
import org.openjdk.jmh.annotations.TearDown;

/** One decision as the gateway asks for it: scan, rules, redactions, trace. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class DecisionBenchmark {
  @Param({"1024", "10240"})
  public int characters;

  @Param({"clean", "personal"})
  public String text;

  private PolicyProgram program;
  private List<PhaseContent> contents;
  private int next;

  @Setup
  public void load() {
    program = ExampleChain.load(PolicyEngines.DEFAULT, Detectors::pluggedScanner);
    contents = ExampleChain.texts(text, characters).stream().map(ExampleChain::content).toList();
  }

  @Benchmark
  public PhaseDecision decide() {
    return program.evaluate(contents.get(next++ & (ExampleChain.TEXTS - 1)));
  }

  @TearDown
  public void close() {
    program.close();
  }
}
