package dev.keeptrail.cli;

import dev.keeptrail.engine.packtest.TestFilter;
import dev.keeptrail.language.plan.PackPlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code kt policy test} asks for.
 *
 * @param changedFrom an earlier pack: coverage is that of what differs from it; null for all
 */
record TestSettings(
    PackLocation pack,
    PolicyTestCommand.TestFormat format,
    @Nullable TestFilter filter,
    String engine,
    boolean verbose,
    boolean failFast,
    boolean showCoverage,
    CoverageFiles coverageFiles,
    @Nullable Double threshold,
    boolean golden,
    boolean update,
    @Nullable PackPlan changedFrom) {
  /** The same for a pack in another place. */
  TestSettings at(PackLocation place) {
    return new TestSettings(
        place,
        format,
        filter,
        engine,
        verbose,
        failFast,
        showCoverage,
        coverageFiles,
        threshold,
        golden,
        update,
        changedFrom);
  }

  boolean wantsCoverage() {
    return showCoverage || threshold != null || coverageFiles.any();
  }

  /** Where coverage is written to; null for forms that nobody asked for. */
  record CoverageFiles(@Nullable Path lcov, @Nullable Path html, @Nullable Path json) {
    boolean any() {
      return lcov != null || html != null || json != null;
    }
  }
}
