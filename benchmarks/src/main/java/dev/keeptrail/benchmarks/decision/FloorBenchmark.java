package dev.keeptrail.benchmarks.decision;

import dev.keeptrail.benchmarks.Prose;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The floor under {@link RulesBenchmark}: the same chain written out by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class FloorBenchmark {
  @Param({"0", "2"})
  public int findings;

  private List<Finding> prepared;
  private PhaseContent content;

  @Setup
  public void prepare() {
    prepared = ExampleChain.findings(findings);
    content = ExampleChain.content(Prose.clean(1024, 1));
  }

  @Benchmark
  public PhaseDecision handWritten() {
    return HandWrittenChain.evaluate(content, prepared);
  }
}
