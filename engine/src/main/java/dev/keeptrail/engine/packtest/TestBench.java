package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.explain.Explanation;
import java.util.List;

/** A pack loaded once, for any number of tests of one {@link TestSet}. One thread. */
public interface TestBench extends AutoCloseable {
  /** Runs one test, by its position in the set. */
  CaseResult run(int test);

  /**
   * Why a test came out as it did: one explanation for each phase that was judged.
   *
   * @param run what came of it
   * @throws PlanLoadException when the plan asks for what this installation lacks
   */
  List<Explanation> explain(int test, CaseRun run) throws PlanLoadException;

  @Override
  void close();
}
