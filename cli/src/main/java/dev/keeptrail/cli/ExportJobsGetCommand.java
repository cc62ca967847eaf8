package dev.keeptrail.cli;

import dev.keeptrail.ledger.export.ExportJob;
import dev.keeptrail.ledger.export.ExportJobJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is known of one export. */
@Command(
    name = "get",
    description = "Show one export as JSON: its filter, how far it is, its digest.",
    footer = {
      "",
      "Examples:",
      "  kt export-jobs get exp_01KAR3V0000000000000000000",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, or there is no such export",
    })
final class ExportJobsGetCommand implements Callable<Integer> {
  @Mixin private IdArgument named = new IdArgument();

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  ExportJobsGetCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt export-jobs list");
    ExportJob job =
        new ExportJobRuns(invocation, ledger).with((jobs, _) -> ExportJobRuns.find(jobs, id));
    invocation.out().println(ExportJobJson.write(job));
    return ExitCode.OK;
  }
}
