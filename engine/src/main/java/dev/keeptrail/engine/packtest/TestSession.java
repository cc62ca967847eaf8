package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.explain.Explainer;
import dev.keeptrail.engine.explain.Explanation;
import dev.keeptrail.engine.packtest.PackTests.ReadCase;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PackPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pack loaded once, for any number of its tests. One thread. */
public final class TestSession implements AutoCloseable {
  /** As every gateway does that is not told otherwise: a fault blocks. */
  public static final EngineOptions OPTIONS = new EngineOptions(FailMode.BLOCK, new TestSecrets());

  private final PackPlan plan;
  private final CompiledPack pack;
  private final PolicyProgram program;
  private final EngineOptions options;
  private @Nullable Explainer explainer;

  private TestSession(
      CompiledPack pack, PackPlan plan, PolicyProgram program, EngineOptions options) {
    this.pack = pack;
    this.plan = plan;
    this.program = program;
    this.options = options;
  }

  /**
   * Loads a pack without errors, with detectors beside the built-in ones.
   *
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  public static TestSession open(
      CompiledPack pack, PackPlan plan, String engine, EngineOptions options)
      throws PlanLoadException {
    PolicyProgram program = PolicyEngines.named(engine).load(plan, options);
    return new TestSession(pack, plan, program, options);
  }

  public PackPlan plan() {
    return plan;
  }

  public CaseResult run(ReadCase test) {
    CaseRun run = CaseRunner.run(program, test.phases());
    return new CaseResult(
        test.test(), run, Verification.of(plan, test.test().expected(), run), List.of());
  }

  /** Why a test came out as it did: one explanation for each phase that was judged. */
  public List<Explanation> explain(CaseRun run) throws PlanLoadException {
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
