package dev.keeptrail.cli;

import dev.keeptrail.engine.packtest.PackTests;
import dev.keeptrail.engine.packtest.TestFiles;
import dev.keeptrail.engine.packtest.TestSet;
import dev.keeptrail.gateway.chat.JudgedBodies;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.repl.saved.SavedTest;
import dev.keeptrail.repl.saved.SavedTestException;
import dev.keeptrail.repl.saved.SavedTestFiles;
import dev.keeptrail.repl.saved.SavedTestSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All tests of a pack, in one place for whatever runs or counts them: those that are written in
 * files and in the pack itself, and the exchanges that were saved beside it.
 *
 * @param problems what is wrong with written ones; nothing is run then
 */
record AllTests(List<TestSet> sets, List<Diagnostic> problems) {
  AllTests {
    sets = List.copyOf(sets);
    problems = List.copyOf(problems);
  }

  /**
   * Reads them.
   *
   * @param events those that somebody named for this run
   * @throws CommandFailedException when files cannot be read, or two tests have one name
   */
  static AllTests read(PackLocation place, CompiledPack pack, PackPlan plan, SavedTestSet events)
      throws CommandFailedException {
    try {
      PackTests written =
          PackTests.read(pack, plan, TestFiles.read(place.folder()), new JudgedBodies());
      List<TestSet> sets =
          Stream.of(written, saved(place), events).filter(set -> !set.tests().isEmpty()).toList();
      checkNames(sets);
      return new AllTests(sets, written.problems());
    } catch (IOException e) {
      throw new CommandFailedException(
          "the tests cannot be read: %s".formatted(Unwritable.place(e)), null);
    }
  }

  /**
   * The exchanges that were saved beside a pack.
   *
   * @throws CommandFailedException when one cannot be read
   */
  static SavedTestSet saved(PackLocation place) throws CommandFailedException {
    try {
      Map<String, SavedTest> tests = new LinkedHashMap<>();
      for (Map.Entry<Path, SavedTest> test : SavedTestFiles.read(place.folder()).entrySet()) {
        tests.put(test.getKey().toString(), test.getValue());
      }
      return SavedTestSet.ofPack(tests);
    } catch (SavedTestException unusable) {
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS, String.valueOf(unusable.getMessage()), null);
    }
  }

  boolean isEmpty() {
    return sets.isEmpty();
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Files of tests see to their own names; captured exchanges are held against them here. */
  private static void checkNames(List<TestSet> sets) throws CommandFailedException {
    Set<String> titles = new HashSet<>();
    for (TestSet set : sets) {
      for (var test : set.tests()) {
        if (!titles.add(test.title())) {
          throw new CommandFailedException(
              ExitCode.PACK_ERRORS,
              "two tests are called `%s`".formatted(FrameRenderer.safe(test.title())),
              "the second is `%s`; its `name` can be changed"
                  .formatted(FrameRenderer.safe(test.span().source().name())));
        }
      }
    }
  }
}
