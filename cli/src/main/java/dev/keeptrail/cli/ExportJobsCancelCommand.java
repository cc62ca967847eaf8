package dev.keeptrail.cli;

import dev.keeptrail.ledger.export.ExportJob;
import dev.keeptrail.ledger.export.ExportJobJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops an export and removes what was written of it. */
@Command(
    name = "cancel",
    description = "Stop an export that is not whole, and remove what was written of it.",
    footer = {
      "",
      "Whoever writes it stops: a gateway, or another command. It stays in the list as cancelled, for",
      "a week.",
      "",
      "Examples:",
      "  kt export-jobs cancel exp_01KAR3V0000000000000000000",
      "",
      "Exit codes:",
      "  0    cancelled, or about to be: it stops after the page that it is reading",
      "  1    the command line is wrong, there is no such export, or it is whole",
    })
final class ExportJobsCancelCommand implements Callable<Integer> {
  @Mixin private IdArgument named = new IdArgument();

  @Option(names = "--json", description = "Print what is known of it as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  ExportJobsCancelCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt export-jobs list");
    ExportJob job =
        new ExportJobRuns(invocation, ledger)
            .with((jobs, _) -> {
              ExportJob found = ExportJobRuns.find(jobs, id);
              return jobs.cancel(id, OpenAdministration.operator()).orElse(found);
            });
    String state =
        job.state() == ExportJob.State.CANCELLED ? job.state().word() : "is being stopped";
    invocation.out().println(json ? ExportJobJson.write(job) : job.id() + " " + state);
    return ExitCode.OK;
  }
}
