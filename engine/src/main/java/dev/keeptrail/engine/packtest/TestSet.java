package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.reference.RuleObserver;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.testfile.TestCase;
import java.util.List;

/**
 * Tests of a pack that are run in one way: requests that somebody wrote down, or exchanges that
 * were captured. Whatever counts tests takes sets, so that a test counts the same wherever it comes
 * from. Thread-safe.
 */
public interface TestSet {
  /** What they are called and where they stand, in their order. */
  List<TestCase> tests();

  /** Whether they stay beside the pack, rather than being named for one run. */
  boolean isKept();

  /**
   * Loads a pack to run them with.
   *
   * @param engine the word of an engine
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  TestBench load(CompiledPack pack, PackPlan plan, String engine, EngineOptions options)
      throws PlanLoadException;

  /**
   * Loads a pack to run them with under watch.
   *
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  TestBench observed(CompiledPack pack, PackPlan plan, EngineOptions options, RuleObserver observer)
      throws PlanLoadException;
}
