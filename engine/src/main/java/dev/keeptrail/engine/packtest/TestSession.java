package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.explain.Explainer;
import dev.keeptrail.engine.explain.Explanation;
import dev.keeptrail.engine.packtest.PackTests.ReadCase;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PackPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pack loaded once, for its tests that are written down. */
public final class TestSession implements TestBench {
  /** As every gateway does that is not told otherwise: a fault blocks. */
  public static final EngineOptions OPTIONS = new EngineOptions(FailMode.BLOCK, new TestSecrets());

  private final PackPlan plan;
  private final CompiledPack pack;
  private final List<ReadCase> cases;
  private final PolicyProgram program;
  private final EngineOptions options;
  private @Nullable Explainer explainer;

  /**
   * @param program closed with the session
   */
  TestSession(
      CompiledPack pack,
      PackPlan plan,
      List<ReadCase> cases,
      PolicyProgram program,
      EngineOptions options) {
    this.pack = pack;
    this.plan = plan;
    this.cases = cases;
    this.program = program;
    this.options = options;
  }

  @Override
  public CaseResult run(int test) {
    ReadCase read = cases.get(test);
    CaseRun run = CaseRunner.run(program, read.phases());
    return new CaseResult(
        read.test(), run, Verification.of(plan, read.test().expected(), run), List.of());
  }

  @Override
  public List<Explanation> explain(int test, CaseRun run) throws PlanLoadException {
    Explainer asked = explainer;
    if (asked == null) {
      asked = new Explainer(plan, pack.rules(), options);
      explainer = asked;
    }
    List<Explanation> explanations = new ArrayList<>();
    for (CaseRun.JudgedPhase phase : run.phases()) {
      explanations.add(asked.explain(phase.content()));
    }
    return explanations;
  }

  @Override
  public void close() {
    program.close();
    if (explainer != null) {
      explainer.close();
    }
  }
}
