package dev.keeptrail.cli;

import dev.keeptrail.cli.PolicyTestCommand.TestFormat;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.coverage.ChangedParts;
import dev.keeptrail.engine.coverage.CoverageHtml;
import dev.keeptrail.engine.coverage.CoverageJson;
import dev.keeptrail.engine.coverage.CoverageTable;
import dev.keeptrail.engine.coverage.LcovReport;
import dev.keeptrail.engine.coverage.PackCoverage;
import dev.keeptrail.engine.packtest.TestFiles;
import dev.keeptrail.engine.packtest.TestFilter;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.engine.testreport.GithubReport;
import dev.keeptrail.engine.testreport.HumanReport;
import dev.keeptrail.engine.testreport.JsonReport;
import dev.keeptrail.engine.testreport.JunitReport;
import dev.keeptrail.engine.testreport.JunitReport.Suite;
import dev.keeptrail.engine.testreport.TapReport;
import dev.keeptrail.engine.testreport.TestPlan;
import dev.keeptrail.engine.testreport.TestRun;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One run of a pack's tests, from files to exit code. */
final class PackTesting {
  private final Invocation invocation;
  private final TestSettings settings;
  private final FromEvents events;
  private final PlugIns plugIns;

  PackTesting(Invocation invocation, TestSettings settings, FromEvents events, PlugIns plugIns) {
    this.invocation = invocation;
    this.events = events;
    this.settings = settings;
    this.plugIns = plugIns;
  }

  /** What came of the tests of a pack. */
  sealed interface Judged {
    /** For reports that know both. */
    default Suite suite() {
      return switch (this) {
        case Ran(TestRun run) -> new Suite.Ran(run);
        case Refused(String file, List<Diagnostic> problems) -> new Suite.Refused(file, problems);
      };
    }

    record Ran(TestRun run) implements Judged {}

    /** The pack or its tests have errors. */
    record Refused(String file, List<Diagnostic> problems) implements Judged {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  int run() throws CommandFailedException {
    return tell(judge());
  }

  /** Prints what came of the tests, and gives the exit code. */
  int tell(Judged judged) throws CommandFailedException {
    return switch (judged) {
      case Judged.Refused(_, var problems) -> problems(problems);
      case Judged.Ran(var run) -> report(run);
    };
  }

  /** The exit code alone. */
  int exitCode(Judged judged) {
    return switch (judged) {
      case Judged.Refused _ -> ExitCode.PACK_ERRORS;
      case Judged.Ran(var run) -> run.results().isEmpty() ? ExitCode.NO_TESTS : exitCode(run);
    };
  }

  /** Errors of pack and tests, for people beside a report that cannot hold them. */
  void showProblems(Judged judged) {
    switch (judged) {
      case Judged.Refused(_, var problems) ->
          invocation.err().print(new FrameRenderer(false).render(problems));
      case Judged.Ran _ -> {}
    }
  }

  Judged judge() throws CommandFailedException {
    CompiledPack pack = PackLoading.compile(invocation, settings.pack().layers(), plugIns);
    PackPlan plan = pack.plan();
    if (plan == null) {
      return new Judged.Refused(displayName(), pack.diagnostics());
    }
    AllTests tests =
        AllTests.read(settings.pack(), pack, plan, events.read(invocation, settings.golden()));
    if (tests.hasProblems()) {
      return new Judged.Refused(displayName(), tests.problems());
    }
    TestFilter filter = settings.filter();
    var testPlan =
        new TestPlan(
            displayName(),
            settings.engine(),
            filter,
            settings.failFast(),
            settings.wantsCoverage(),
            settings.golden(),
            settings.update(),
            TestFiles.goldenFolder(settings.pack().folder()),
            TestOptions.of(invocation, plugIns));
    try {
      return new Judged.Ran(testPlan.run(pack, plan, tests.sets()));
    } catch (PlanLoadException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    } catch (IOException e) {
      throw new CommandFailedException(
          "the golden files cannot be used: %s".formatted(Unwritable.place(e)), null);
    }
  }

  private String displayName() {
    return PackLoading.displayName(settings.pack().layers());
  }

  private int problems(List<Diagnostic> problems) {
    if (settings.format() == TestFormat.JSON) {
      invocation.out().print(JsonReport.ofProblems(displayName(), problems));
    } else {
      var refused = new Suite.Refused(displayName(), problems);
      if (settings.format() == TestFormat.JUNIT) {
        invocation.out().print(junit(refused));
      } else if (settings.format() == TestFormat.TAP) {
        invocation.out().print(TapReport.of(refused));
      }
      invocation.err().print(new FrameRenderer(false).render(problems));
      invocation.note("kt: nothing was run, because of the errors above");
    }
    return ExitCode.PACK_ERRORS;
  }

  private int report(TestRun whole) throws CommandFailedException {
    TestRun run = changed(whole);
    PackCoverage coverage = run.coverage();
    if (run.results().isEmpty()) {
      return nothing(run);
    }
    invocation.out().print(text(run));
    if (coverage != null) {
      write(coverage, run.plan().pack().label());
      if (settings.showCoverage() && settings.format() == TestFormat.HUMAN) {
        if (settings.changedFrom() != null) {
          invocation.out().println("Of what differs from the earlier pack:");
        }
        invocation.out().print(CoverageTable.of(coverage));
      }
    }
    return exitCode(run);
  }

  private int exitCode(TestRun run) {
    if (!run.passed()) {
      return ExitCode.TEST_FAILED;
    }
    PackCoverage coverage = run.coverage();
    return coverage == null ? ExitCode.OK : threshold(coverage);
  }

  private TestRun changed(TestRun run) {
    PackPlan before = settings.changedFrom();
    PackCoverage coverage = run.coverage();
    return before == null || coverage == null
        ? run
        : run.covering(new ChangedParts(before, run.plan()).of(coverage));
  }

  private String text(TestRun run) {
    return switch (settings.format()) {
      case HUMAN -> new HumanReport(invocation.colour(), settings.verbose()).of(run);
      case JSON -> JsonReport.of(run);
      case JUNIT -> junit(new Suite.Ran(run));
      case GITHUB -> GithubReport.of(run);
      case TAP -> TapReport.of(new Suite.Ran(run));
    };
  }

  private String junit(Suite suite) {
    return JunitReport.of(List.of(suite), time(invocation));
  }

  /** Success by silence would be none. */
  private int nothing(TestRun run) {
    TestFilter filter = settings.filter();
    if (settings.format() == TestFormat.JSON) {
      invocation.out().print(JsonReport.of(run));
    } else if (settings.format() == TestFormat.JUNIT) {
      invocation.out().print(junit(new Suite.Ran(run)));
    } else if (settings.format() == TestFormat.TAP) {
      invocation.out().print(TapReport.of(new Suite.Ran(run)));
    }
    invocation.note(
        filter == null
            ? "kt: there are no tests: none in `%s`, none in the pack"
                .formatted(TestFiles.folder(settings.pack().folder()))
            : "kt: the filter `%s` leaves none of the tests, %d in all"
                .formatted(FrameRenderer.safe(filter.written()), run.found()));
    return ExitCode.NO_TESTS;
  }

  private int threshold(PackCoverage coverage) {
    Double threshold = settings.threshold();
    if (threshold == null || coverage.percent() >= threshold) {
      return ExitCode.OK;
    }
    invocation.note(
        String.format(
            Locale.ROOT,
            "kt: coverage of `%s` is %.1f %%, below the threshold of %.1f %%",
            FrameRenderer.safe(displayName()),
            coverage.percent(),
            threshold));
    return ExitCode.COVERAGE_BELOW;
  }

  private void write(PackCoverage coverage, String pack) throws CommandFailedException {
    TestSettings.CoverageFiles files = settings.coverageFiles();
    write(files.lcov(), LcovReport.of(coverage));
    write(files.html(), CoverageHtml.of(coverage, pack));
    write(files.json(), CoverageJson.of(coverage));
  }

  private static void write(@Nullable Path file, String text) throws CommandFailedException {
    if (file != null) {
      try {
        Files.writeString(file, text);
      } catch (IOException e) {
        throw Unwritable.file(file, e);
      }
    }
  }

  /** When a report is made. */
  static String time(Invocation invocation) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        invocation.clock().instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
  }
}
