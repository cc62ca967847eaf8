package dev.keeptrail.cli;

import dev.keeptrail.cli.FittedTable.Column;
import dev.keeptrail.ledger.export.ExportJob;
import dev.keeptrail.ledger.export.ExportJobJson;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows which exports there are. */
@Command(
    name = "list",
    description = "Show the exports of a ledger.",
    footer = {
      "",
      "Examples:",
      "  kt export-jobs list",
      "  kt export-jobs list --json | jq -r '.[].id'",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, or the ledger cannot be read",
    })
final class ExportJobsListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  ExportJobsListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    List<ExportJob> found = new ExportJobRuns(invocation, ledger).with((jobs, _) -> jobs.list());
    if (json) {
      String array =
          found.stream().map(ExportJobJson::write).collect(Collectors.joining(",\n", "[\n", "\n]"));
      invocation.out().println(array);
      return ExitCode.OK;
    }
    var table =
        new FittedTable(
            Column.whole("ID"),
            Column.whole("STATUS"),
            Column.whole("FORMAT").spared(2),
            Column.number("EVENTS"),
            Column.whole("MADE").spared(1));
    for (ExportJob job : found) {
      table.add(
          job.id(),
          job.state().word(),
          job.format().word(),
          String.format(Locale.ROOT, "%,d", job.events()),
          job.created());
    }
    table.print(invocation, "there is no export");
    return ExitCode.OK;
  }
}
