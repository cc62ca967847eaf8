package dev.keeptrail.cli;

import dev.keeptrail.cli.PackTesting.Judged;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.engine.testreport.JsonReport;
import dev.keeptrail.engine.testreport.JunitReport;
import dev.keeptrail.engine.testreport.JunitReport.Suite;
import dev.keeptrail.engine.testreport.TapReport;
import dev.keeptrail.engine.testreport.TestRun;
import dev.keeptrail.language.PackReader;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.lint.PackFinder;
import dev.keeptrail.language.tree.PackFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of the tests of several packs, each as if it was tested alone. */
final class ManyPacksTesting {
  /** The exit codes of one pack that fail the run, the first that a pack has counts. */
  private static final List<Integer> WORST_FIRST =
      List.of(ExitCode.PACK_ERRORS, ExitCode.TEST_FAILED, ExitCode.COVERAGE_BELOW);

  private final Invocation invocation;
  private final TestSettings settings;
  private final PlugIns plugIns;

  /**
   * @param settings those of each pack but for its place
   */
  ManyPacksTesting(Invocation invocation, TestSettings settings, PlugIns plugIns) {
    this.invocation = invocation;
    this.settings = settings;
    this.plugIns = plugIns;
  }

  int run(List<Path> paths) throws CommandFailedException {
    List<Judged> judged = new ArrayList<>();
    List<Integer> exitCodes = new ArrayList<>();
    for (Path file : packs(paths)) {
      var testing =
          new PackTesting(
              invocation, settings.at(PackLocation.of(file, null)), new FromEvents(), plugIns);
      Judged one = testing.judge();
      judged.add(one);
      exitCodes.add(tell(testing, one));
      if (settings.failFast() && exitCodes.getLast() == ExitCode.TEST_FAILED) {
        break;
      }
    }
    conclude(judged, exitCodes);
    return exitCode(exitCodes);
  }

  private int tell(PackTesting testing, Judged one) throws CommandFailedException {
    return switch (settings.format()) {
      case HUMAN, GITHUB -> testing.tell(one);
      case JSON -> testing.exitCode(one);
      case JUNIT, TAP -> {
        testing.showProblems(one);
        yield testing.exitCode(one);
      }
    };
  }

  private void conclude(List<Judged> judged, List<Integer> exitCodes) {
    switch (settings.format()) {
      case HUMAN -> {
        long untested = exitCodes.stream().filter(code -> code == ExitCode.NO_TESTS).count();
        long passed = exitCodes.stream().filter(code -> code == ExitCode.OK).count();
        invocation
            .out()
            .printf(
                "%n%s, %d passed, %d failed, %d without tests%n",
                judged.size() == 1 ? "1 pack" : judged.size() + " packs",
                passed,
                judged.size() - passed - untested,
                untested);
      }
      case JSON -> invocation.out().print(json(judged, exitCodes));
      case JUNIT ->
          invocation.out().print(JunitReport.of(suites(judged), PackTesting.time(invocation)));
      case TAP -> invocation.out().print(TapReport.of(judged.stream().map(Judged::suite).toList()));
      case GITHUB -> {}
    }
  }

  private static String json(List<Judged> judged, List<Integer> exitCodes) {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("ok").value(exitCode(exitCodes) == ExitCode.OK);
    json.name("packs").beginArray();
    for (Judged one : judged) {
      switch (one) {
        case Judged.Ran(TestRun run) -> JsonReport.write(run, json);
        case Judged.Refused(var file, var problems) ->
            JsonReport.writeProblems(file, problems, json);
      }
    }
    return json.endArray().endObject() + "\n";
  }

  /** Those of packs with tests, and of packs whose errors keep them from being tested. */
  private static List<Suite> suites(List<Judged> judged) {
    return judged.stream()
        .map(Judged::suite)
        .filter(suite -> !(suite instanceof Suite.Ran(TestRun run) && run.results().isEmpty()))
        .toList();
  }

  /** A pack without tests fails nothing, as long as there is another that has some. */
  private static int exitCode(List<Integer> exitCodes) {
    return WORST_FIRST.stream()
        .filter(exitCodes::contains)
        .findFirst()
        .orElse(exitCodes.contains(ExitCode.OK) ? ExitCode.OK : ExitCode.NO_TESTS);
  }

  private List<Path> packs(List<Path> paths) throws CommandFailedException {
    List<Path> packs = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        packs.add(path);
        continue;
      }
      for (Path file : LintedPacks.below(path)) {
        if (PackFinder.isUsual(file) || !isLibrary(file)) {
          packs.add(file);
        }
      }
    }
    return packs.stream().distinct().toList();
  }

  /** What packs import is tested through them. */
  private boolean isLibrary(Path file) throws CommandFailedException {
    return PackReader.read(PackLoading.read(invocation, file), new Problems())
        .filter(PackFile::isLibrary)
        .isPresent();
  }
}
