package dev.keeptrail.benchmarks.decision;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.PhaseContent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The floor under {@link ManyRulesBenchmark}: the same rules as look-ups by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class ManyRulesFloorBenchmark {
  private HandWrittenRules rules;
  private PhaseContent content;
  private List<Finding> findings;

  @Setup
  public void prepare() {
    rules = new HandWrittenRules();
    content = ThousandRules.content();
    findings = ThousandRules.findings();
  }

  @Benchmark
  public PhaseDecision manyHandWritten() {
    return rules.evaluate(content, findings);
  }
}
