package dev.keeptrail.cli;

import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.diagnostic.DiagnosticPage;
import dev.keeptrail.language.report.LintReport;
import dev.keeptrail.language.report.ReportContext;
import dev.keeptrail.language.report.ReportFormat;
import dev.keeptrail.ledger.PrintableText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks packs and reports every problem at once. */
@Command(
    name = "lint",
    description = "Check packs and report every problem in them.",
    footer = {
      "",
      "The report goes to standard output, with or without problems; only a file that cannot be",
      "read is reported on standard error.",
      "",
      "Examples:",
      "  kt policy lint --file policy-config.yaml",
      "  kt policy lint --file policy-config.yaml --file production.yaml",
      "  kt policy lint packs/",
      "  kt policy lint --format sarif packs/ > lint.sarif",
      "  kt policy lint --fix --dry-run policy-config.yaml",
      "  kt policy lint --explain W615",
      "  kt policy lint --file - --fail-level warning < policy-config.yaml",
      "",
      "Exit codes:",
      "  0    the packs are valid; they may have warnings",
      "  1    the command line is wrong, or a file cannot be read or written",
      "  2    a pack has errors, or warnings with --fail-level warning",
    })
final class PolicyLintCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "<path>",
      arity = "0..*",
      description =
          "Packs, files that packs import, and folders in which to look for policy-config.yaml and"
              + " *.pack.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "<path>",
      description =
          "The pack; `-` reads standard input. Repeatable: each further file is laid over those"
              + " before it. Default: policy-config.yaml, or the only *.pack file here.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "Short for --format json.")
  private boolean json;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      converter = Words.Formats.class,
      completionCandidates = Words.Formats.class,
      description = "human, json, sarif, github or junit. Default: human.")
  private @Nullable ReportFormat format;

  @Option(
      names = "--fail-level",
      paramLabel = "error|warning",
      converter = Words.FailLevels.class,
      completionCandidates = Words.FailLevels.class,
      description = "From which severity on the exit code is 2. Default: error.")
  private FailLevel failLevel = FailLevel.ERROR;

  @Option(names = "--fix", description = "Mend what can be mended without changing a decision.")
  private boolean fix;

  @Option(names = "--dry-run", description = "With --fix: print the changes, make none.")
  private boolean dryRun;

  @Option(
      names = "--explain",
      paramLabel = "<code>",
      completionCandidates = Candidates.Codes.class,
      description = "Print the page of a code, such as W615, and check nothing.")
  private @Nullable String explain;

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  PolicyLintCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (explain != null) {
      invocation.out().print(page(explain));
      return ExitCode.OK;
    }
    if (json && format != null && format != ReportFormat.JSON) {
      throw new CommandFailedException("`--json` and `--format` exclude each other", null);
    }
    if (dryRun && !fix) {
      throw new CommandFailedException("`--dry-run` needs `--fix`", null);
    }
    List<LintReport> reports = reports();
    invocation.out().print(format().render(reports, context()));
    boolean failed = reports.stream().anyMatch(this::fails);
    return failed ? ExitCode.PACK_ERRORS : ExitCode.OK;
  }

  private List<LintReport> reports() throws CommandFailedException {
    if (fix && files.size() > 1) {
      throw new CommandFailedException(
          "`--fix` mends one file at a time", "a layer alone is no whole pack: mend it by hand");
    }
    List<Path> wanted = new ArrayList<>(paths);
    Set<Path> named = Set.of();
    if (files.size() == 1 || (files.isEmpty() && paths.isEmpty())) {
      Path pack = PackLocation.layers(files).getFirst();
      named = Set.of(pack);
      wanted.addFirst(pack);
    }
    try (PlugIns plugIns = detectors.open(invocation)) {
      var packs = new LintedPacks(invocation, plugIns, named);
      if (fix) {
        return packs.mended(wanted, dryRun, format() == ReportFormat.HUMAN);
      }
      List<LintReport> reports = new ArrayList<>();
      if (files.size() > 1) {
        reports.add(packs.layered(files));
      }
      reports.addAll(packs.all(wanted));
      return reports;
    }
  }

  private ReportFormat format() {
    if (json) {
      return ReportFormat.JSON;
    }
    return format == null ? ReportFormat.HUMAN : format;
  }

  private ReportContext context() {
    return new ReportContext(
        Version.current().number(),
        invocation.colour(),
        failLevel == FailLevel.WARNING,
        invocation.clock().instant());
  }

  private boolean fails(LintReport report) {
    return !report.isValid() || (failLevel == FailLevel.WARNING && report.hasWarnings());
  }

  /** The page of a code, as it is printed. */
  static String page(String code) throws CommandFailedException {
    return DiagnosticPage.of(code)
        .orElseThrow(() ->
            new CommandFailedException(
                "there is no code `%s`".formatted(PrintableText.beginning(code)),
                MeantCode.hint(code)));
  }

  /** From which severity on a pack counts as failed. */
  enum FailLevel {
    ERROR,
    WARNING
  }
}
