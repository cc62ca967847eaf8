package dev.keeptrail.repl.saved;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.explain.Explanation;
import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.CaseRun;
import dev.keeptrail.engine.packtest.TestBench;
import dev.keeptrail.engine.packtest.TestSet;
import dev.keeptrail.engine.reference.RuleObserver;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.testfile.TestCase;
import dev.keeptrail.repl.judge.FindingsFrom;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.judge.Judgement;
import dev.keeptrail.repl.judge.ShownExplanations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Captured exchanges as tests of a pack: judged as a replay judges, counted as any other test. */
public final class SavedTestSet implements TestSet {
  private final List<SavedTest> saved;
  private final List<TestCase> tests;
  private final boolean kept;

  private SavedTestSet(Map<String, SavedTest> placed, String suite, boolean kept) {
    this.saved = List.copyOf(placed.values());
    this.tests =
        placed.entrySet().stream()
            .map(test -> SavedTestCase.of(test.getKey(), suite, test.getValue()))
            .toList();
    this.kept = kept;
  }

  /**
   * Tests that are saved beside a pack.
   *
   * @param placed by the file, in their order
   */
  public static SavedTestSet ofPack(Map<String, SavedTest> placed) {
    return new SavedTestSet(placed, "captured", true);
  }

  /**
   * Events that somebody named for one run.
   *
   * @param placed by the id, in their order
   */
  public static SavedTestSet ofEvents(Map<String, SavedTest> placed) {
    return new SavedTestSet(placed, "events", false);
  }

  public List<SavedTest> saved() {
    return saved;
  }

  @Override
  public List<TestCase> tests() {
    return tests;
  }

  @Override
  public boolean isKept() {
    return kept;
  }

  @Override
  public TestBench load(CompiledPack pack, PackPlan plan, String engine, EngineOptions options)
      throws PlanLoadException {
    return new Bench(pack, JudgedPack.load(plan, engine, FindingsFrom.AUTO, options.plugIns()));
  }

  @Override
  public TestBench observed(
      CompiledPack pack, PackPlan plan, EngineOptions options, RuleObserver observer)
      throws PlanLoadException {
    return new Bench(
        pack, JudgedPack.observed(plan, FindingsFrom.AUTO, options.plugIns(), observer));
  }

  private final class Bench implements TestBench {
    private final CompiledPack pack;
    private final JudgedPack judged;

    Bench(CompiledPack pack, JudgedPack judged) {
      this.pack = pack;
      this.judged = judged;
    }

    @Override
    public CaseResult run(int test) {
      return SavedTestCase.result(tests.get(test), saved.get(test).run(judged));
    }

    /** With placeholders for everything sensitive: reports end up in the logs of builds. */
    @Override
    public List<Explanation> explain(int test, CaseRun run) throws PlanLoadException {
      SavedTest explained = saved.get(test);
      List<Explanation> explanations = new ArrayList<>();
      return switch (judged.explain(
          explained.exchange(), explained.course(), pack.rules(), explanations::add)) {
        case Judgement.NotReplayable _ -> List.of();
        case Judgement.Judged _ -> ShownExplanations.of(explanations, explained.exchange());
      };
    }

    @Override
    public void close() {
      judged.close();
    }
  }
}
