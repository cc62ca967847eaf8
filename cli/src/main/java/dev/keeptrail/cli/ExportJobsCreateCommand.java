package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.export.ExportFormat;
import dev.keeptrail.ledger.export.ExportJob;
import dev.keeptrail.ledger.export.ExportJobJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins an export and, unless told otherwise, writes it. */
@Command(
    name = "create",
    description = "Begin an export and write it.",
    footer = {
      "",
      "Ctrl-C stops it; `kt export-jobs download` goes on with it, and so does a gateway that starts.",
      "",
      "Examples:",
      "  kt export-jobs create --format csv --since 30d",
      "  kt export-jobs create --format jsonl --verdict block --queue",
      "",
      "Exit codes:",
      "  0    made",
      "  1    the command line is wrong, the ledger cannot be read, or somebody cancelled it meanwhile",
      "  3    written, and records that cannot be read were left out",
    })
final class ExportJobsCreateCommand implements Callable<Integer> {
  @Option(
      names = "--type",
      paramLabel = "events",
      description = "What is exported; there is nothing but events yet. Default: events.")
  private String type = "events";

  @Option(
      names = "--format",
      paramLabel = "<format>",
      converter = Words.ExportFormats.class,
      completionCandidates = Words.ExportFormats.class,
      description = "csv, json, jsonl or parquet. Default: csv.")
  private ExportFormat format = ExportFormat.CSV;

  @Option(names = "--queue", description = "Only begin it; somebody else writes it.")
  private boolean queue;

  @Option(names = "--json", description = "Print what is known of it as JSON.")
  private boolean json;

  @Mixin private EventFilter filter = new EventFilter();
  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  ExportJobsCreateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (!type.equals("events")) {
      throw new CommandFailedException(
          "`%s` is not a value for `--type`".formatted(PrintableText.beginning(type)),
          "there is `events` only");
    }
    var query = filter.query(invocation);
    var runs = new ExportJobRuns(invocation, ledger);
    ExportJob job =
        runs.with((jobs, reader) -> {
          ExportJob made = jobs.create(query, format, reader, OpenAdministration.operator());
          return queue ? made : runs.run(jobs, reader, made.id());
        });
    ExportJobRuns.requireGoingOn(job);
    invocation
        .out()
        .println(
            json
                ? ExportJobJson.write(job)
                : "%s %s, %s"
                    .formatted(job.id(), job.state().word(), Counted.of(job.events(), "event")));
    return ExportJobRuns.told(invocation, job);
  }
}
