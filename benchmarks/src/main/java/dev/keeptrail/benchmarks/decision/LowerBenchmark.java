package dev.keeptrail.benchmarks.decision;

import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.language.plan.PackPlan;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it takes to make a program of a plan with a thousand rules, three phases of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class LowerBenchmark {
  private PackPlan plan;

  @Setup
  public void makePlan() {
    plan = ThousandRules.plan();
  }

  @Benchmark
  public PolicyProgram lower() {
    PolicyProgram program = ThousandRules.load(PolicyEngines.DEFAULT, plan);
    program.close();
    return program;
  }
}
