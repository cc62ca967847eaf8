package dev.keeptrail.benchmarks.decision;

import dev.keeptrail.benchmarks.Prose;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.PhaseContent;
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

/** Rules alone: the scan is prepared, everything from facts to decision and trace is measured. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class RulesBenchmark {
  @Param({"drools", "reference"})
  public String engine;

  @Param({"0", "2"})
  public int findings;

  private PolicyProgram program;
  private PhaseContent content;

  @Setup
  public void load() {
    program = ExampleChain.rulesOnly(engine, ExampleChain.findings(findings));
    content = ExampleChain.content(Prose.clean(1024, 1));
  }

  @Benchmark
  public PhaseDecision rulesOnly() {
    return program.evaluate(content);
  }

  @TearDown
  public void close() {
    program.close();
  }
}
