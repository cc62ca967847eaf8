package dev.keeptrail.benchmarks.decision;

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

/** What a decision takes when a policy has a thousand rules and four of them fire. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class ManyRulesBenchmark {
  @Param({"drools", "reference"})
  public String engine;

  private PolicyProgram program;
  private PhaseContent content;

  @Setup
  public void load() {
    program = ThousandRules.load(engine, ThousandRules.plan());
    content = ThousandRules.content();
  }

  @Benchmark
  public PhaseDecision manyRules() {
    return program.evaluate(content);
  }

  @TearDown
  public void close() {
    program.close();
  }
}
