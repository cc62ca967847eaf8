package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.packtest.TestFiles;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.engine.testreport.HumanReport;
import dev.keeptrail.engine.testreport.TestPlan;
import dev.keeptrail.engine.testreport.TestRun;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.archive.TestAttestation;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.repl.saved.SavedTestSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Runs all tests of a pack that is to be built, so that its manifest can say that they passed. */
final class AttestedTests {
  private final Invocation invocation;
  private final PackLocation location;

  AttestedTests(Invocation invocation, Path file) throws CommandFailedException {
    this.invocation = invocation;
    this.location = PackLocation.of(file, null);
  }

  /**
   * What the tests came to.
   *
   * @throws CommandFailedException when a test failed or cannot be run, and when there is none
   */
  TestAttestation of(CompiledPack pack, PackPlan plan) throws CommandFailedException {
    TestRun run = run(pack, plan);
    int total = run.results().size();
    if (total == 0) {
      throw new CommandFailedException(
          ExitCode.NO_TESTS,
          "`%s` has no tests to attest and is not built".formatted(location.file()),
          "write some into `%s`, or build without --attest-tests"
              .formatted(TestFiles.folder(location.folder())));
    }
    if (!run.passed()) {
      invocation.err().print(new HumanReport(false, false).of(run));
      throw new CommandFailedException(
          ExitCode.TEST_FAILED,
          "%d of %d tests of `%s` failed, and it is not built"
              .formatted(run.failed(), total, location.file()),
          null);
    }
    return new TestAttestation(total, total, 0, PolicyEngines.DEFAULT);
  }

  private TestRun run(CompiledPack pack, PackPlan plan) throws CommandFailedException {
    try {
      AllTests tests = AllTests.read(location, pack, plan, SavedTestSet.ofEvents(Map.of()));
      if (tests.hasProblems()) {
        invocation.err().print(new FrameRenderer(false).render(tests.problems()));
        throw new CommandFailedException(
            ExitCode.PACK_ERRORS,
            "the tests of `%s` have errors, and it is not built".formatted(location.file()),
            null);
      }
      return plan(location).run(pack, plan, tests.sets());
    } catch (PlanLoadException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    } catch (IOException e) {
      throw new CommandFailedException(
          "the golden files cannot be used: %s".formatted(Unwritable.place(e)), null);
    }
  }

  private TestPlan plan(PackLocation location) throws CommandFailedException {
    return new TestPlan(
        PackLoading.displayName(location.file()),
        PolicyEngines.DEFAULT,
        null,
        false,
        false,
        false,
        false,
        TestFiles.goldenFolder(location.folder()),
        TestOptions.of(invocation, PlugIns.none()));
  }

  static String toText(TestAttestation tests) {
    return "%d of %d passed (%s)".formatted(tests.passed(), tests.total(), tests.engine());
  }

  static void write(TestAttestation tests, JsonWriter json) {
    json.name("tests").beginObject().name("total").value(tests.total());
    json.name("passed").value(tests.passed()).name("failed").value(tests.failed());
    json.name("engine").value(tests.engine()).endObject();
  }
}
