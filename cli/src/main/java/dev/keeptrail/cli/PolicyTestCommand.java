package dev.keeptrail.cli;

import dev.keeptrail.engine.packtest.TestFilter;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.repl.options.EngineOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Runs the tests of a pack. */
@Command(
    name = "test",
    description = "Run the tests of a pack.",
    footer = {
      "",
      "Tests are tests/*.json, *.yaml and *.yml beside the pack, suites under `testing` and test",
      "blocks inside it. They need no network, no key and no gateway. The report goes to standard",
      "output; a filter takes a glob over the whole name, a part of it, or /a regular expression/.",
      "",
      "Captured exchanges in tests/captured, which the shell (`kt repl`) saves there, are tests too,",
      "and with --from-events captured events of a ledger: they are judged again, and expected to be",
      "decided as they were. They count for coverage and have golden files as the others.",
      "",
      "With paths, every pack is tested as if it was alone; packs without tests are told of, and fail",
      "the run only where none has any.",
      "",
      "With --golden, each test's decision and trace are held against the approved files in",
      "tests/golden; --update rewrites those that differ, and fails all the same.",
      "",
      "Examples:",
      "  kt policy test",
      "  kt policy test packs",
      "  kt policy test --pack-dir packs/audit-trail-example --json",
      "  kt policy test --pack-dir packs/audit-trail-example --filter 'mail*' --verbose",
      "  kt policy test --coverage --coverage-html coverage.html --threshold 90",
      "  kt policy test --golden --update",
      "  kt policy test --watch",
      "  kt policy test --from-events evt_01KAR3V0000000000000000000",
      "",
      "Exit codes:",
      "  0    all tests passed",
      "  1    the command line is wrong, or a file cannot be used",
      "  2    the pack or a test has errors; nothing was run",
      "  3    a test failed, or a golden file differs, is missing, surplus or was rewritten",
      "  4    there are no tests, or the filter leaves none",
      "  5    all tests passed, and coverage is below --threshold",
    })
final class PolicyTestCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "<path>",
      description =
          "Packs, and folders in which to look for policy-config.yaml and *.pack: each is tested.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--pack-dir",
      paramLabel = "<folder>",
      description = "The pack's folder: it holds the pack and tests/. Default: that of --file.")
  private @Nullable Path packFolder;

  @Option(
      names = "--file",
      paramLabel = "<path>",
      description =
          "The pack. Repeatable: each further file is laid over those before it. Default:"
              + " policy-config.yaml of the folder, or its only *.pack file.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "Short for --format json.")
  private boolean json;

  @Option(
      names = "--format",
      paramLabel = "human|json|junit|github|tap",
      converter = Words.TestFormats.class,
      completionCandidates = Words.TestFormats.class,
      description = "The form of the report. Default: human.")
  private @Nullable TestFormat format;

  @Option(
      names = "--filter",
      paramLabel = "<glob|/regex/>",
      converter = FilterConverter.class,
      description = "Run only tests whose name fits; `suite › name` is the name of a suite's test.")
  private @Nullable TestFilter filter;

  @Option(names = "--verbose", description = "List passed tests one by one.")
  private boolean verbose;

  @Option(names = "--fail-fast", description = "Stop at the first test that fails.")
  private boolean failFast;

  @Option(names = "--watch", description = "Run again when pack or tests change, until Ctrl-C.")
  private boolean watch;

  @Option(names = "--coverage", description = "Show what the tests exercised.")
  private boolean coverage;

  @Option(
      names = "--coverage-lcov",
      paramLabel = "<file>",
      description = "Write coverage of rules and conditions as LCOV.")
  private @Nullable Path lcov;

  @Option(
      names = "--coverage-html",
      paramLabel = "<file>",
      description = "Write coverage as one HTML page.")
  private @Nullable Path html;

  @Option(names = "--coverage-json", paramLabel = "<file>", description = "Write coverage as JSON.")
  private @Nullable Path coverageJson;

  @Option(
      names = "--threshold",
      paramLabel = "<percent>",
      description = "The least coverage, 0 to 100; below it the exit code is 5.")
  private @Nullable Double threshold;

  @Option(names = "--golden", description = "Hold decisions and traces against approved files.")
  private boolean golden;

  @Option(
      names = "--update",
      description = "With --golden: rewrite approved files that differ; the run still fails.")
  private boolean update;

  @Mixin private EngineOption engine = new EngineOption();

  @Mixin private FromEvents events = new FromEvents();

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  PolicyTestCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    checkOptions();
    var settings =
        new TestSettings(
            paths.isEmpty()
                ? PackLocation.of(files, packFolder)
                : PackLocation.of(paths.getFirst(), null),
            json ? TestFormat.JSON : format == null ? TestFormat.HUMAN : format,
            filter,
            engine.engine(),
            verbose,
            failFast,
            coverage,
            new TestSettings.CoverageFiles(lcov, html, coverageJson),
            threshold,
            golden,
            update,
            null);
    try (PlugIns plugIns = detectors.open(invocation)) {
      if (!paths.isEmpty()) {
        return new ManyPacksTesting(invocation, settings, plugIns).run(paths);
      }
      var runner = new PackTesting(invocation, settings, events, plugIns);
      return watch ? new TestWatch(invocation, settings.pack(), runner).run() : runner.run();
    }
  }

  private void checkOptions() throws CommandFailedException {
    if (json && format != null && format != TestFormat.JSON) {
      throw new CommandFailedException("`--json` and `--format` ask for two forms", null);
    }
    if (!paths.isEmpty()) {
      checkOptionsOfMany();
    }
    if (update && !golden) {
      throw new CommandFailedException("`--update` means nothing without `--golden`", null);
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 100)) {
      throw new CommandFailedException("`--threshold` is a number from 0 to 100", null);
    }
    if (filter != null && threshold != null) {
      throw new CommandFailedException(
          "`--threshold` and `--filter` exclude each other",
          "some tests alone say nothing about the coverage of all");
    }
  }

  private void checkOptionsOfMany() throws CommandFailedException {
    if (!files.isEmpty() || packFolder != null) {
      throw new CommandFailedException(
          "`--file` and `--pack-dir` name one pack, and paths several", "leave one of them out");
    }
    if (watch || events.isAsked() || lcov != null || html != null || coverageJson != null) {
      throw new CommandFailedException(
          "`--watch`, `--from-events` and files of coverage are for one pack",
          "name the pack with `--file` or `--pack-dir`");
    }
  }

  /** The form of the report. */
  enum TestFormat {
    HUMAN,
    JSON,
    JUNIT,
    GITHUB,
    TAP
  }

  /** {@code --filter}. */
  static final class FilterConverter implements ITypeConverter<TestFilter> {
    @Override
    public TestFilter convert(String text) {
      try {
        return TestFilter.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "not a regular expression that runs in linear time: " + e.getMessage());
      }
    }
  }
}
