package dev.keeptrail.cli;

import dev.keeptrail.language.report.LintReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks a pack and reports every problem at once. */
@Command(
    name = "lint",
    description = "Check a pack and report every problem in it.",
    footer = {
      "",
      "The report goes to standard output, with or without problems; only a file that cannot be",
      "read is reported on standard error.",
      "",
      "Examples:",
      "  kt policy lint --file policy-config.yaml",
      "  kt policy lint --file policy-config.yaml --json",
      "  kt policy lint --file - --fail-level warning < policy-config.yaml",
      "",
      "Exit codes:",
      "  0    the pack is valid; it may have warnings",
      "  1    the command line is wrong, or the file cannot be read",
      "  2    the pack has errors, or warnings with --fail-level warning",
    })
final class PolicyLintCommand implements Callable<Integer> {
  @Option(
      names = "--file",
      paramLabel = "<path>",
      description = "The pack; `-` reads standard input. Default: policy-config.yaml.")
  private Path file = Path.of("policy-config.yaml");

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--fail-level",
      paramLabel = "error|warning",
      converter = Words.FailLevels.class,
      completionCandidates = Words.FailLevels.class,
      description = "From which severity on the exit code is 2. Default: error.")
  private FailLevel failLevel = FailLevel.ERROR;

  private final Invocation invocation;

  PolicyLintCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    var report =
        new LintReport(PackLoading.displayName(file), PackLoading.compile(invocation, file));
    invocation.out().print(json ? report.toJson() : report.toText(invocation.colour()));
    boolean failed = !report.isValid() || (failLevel == FailLevel.WARNING && report.hasWarnings());
    return failed ? ExitCode.PACK_ERRORS : ExitCode.OK;
  }

  /** From which severity on a pack counts as failed. */
  enum FailLevel {
    ERROR,
    WARNING
  }
}
