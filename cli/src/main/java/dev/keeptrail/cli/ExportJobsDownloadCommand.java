package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.ledger.export.ExportJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts the file of an export where somebody wants it; writes the rest of it first. */
@Command(
    name = "download",
    description = "Put the file of an export somewhere, writing what is missing of it first.",
    footer = {
      "",
      "Examples:",
      "  kt export-jobs download exp_01KAR3V0000000000000000000 --output events.csv",
      "",
      "Exit codes:",
      "  0    the file is there, whole",
      "  1    the command line is wrong, there is no such export or it was cancelled, or the file cannot",
      "       be written",
      "  3    the file is there, and records that cannot be read were left out",
      "  130  stopped before the export was whole; the same command goes on with it",
    })
final class ExportJobsDownloadCommand implements Callable<Integer> {
  @Mixin private IdArgument named = new IdArgument();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      description = "Where to put it. Default: its id and format, here.")
  private @Nullable Path output;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  ExportJobsDownloadCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt export-jobs list");
    var runs = new ExportJobRuns(invocation, ledger);
    return runs.with((jobs, reader) -> {
      ExportJob job = ExportJobRuns.find(jobs, id);
      if (job.state() != ExportJob.State.COMPLETED) {
        job = runs.run(jobs, reader, id);
      }
      ExportJobRuns.requireGoingOn(job);
      if (job.state() != ExportJob.State.COMPLETED) {
        invocation.note("kt: stopped; the same command goes on with it");
        return ExitCode.INTERRUPTED;
      }
      Path target = output == null ? Path.of(job.fileName()) : output;
      copy(jobs.take(job, OpenAdministration.operator()), target.toAbsolutePath());
      invocation.note(
          "%s in %s, sha256 %s".formatted(Counted.of(job.events(), "event"), target, job.digest()));
      return ExportJobRuns.told(invocation, job);
    });
  }

  private static void copy(Path from, Path target) throws CommandFailedException {
    try {
      long ignored = WholeFile.<IOException>write(target, out -> Files.copy(from, out));
    } catch (IOException unwritable) {
      throw Unwritable.file(target, unwritable);
    }
  }
}
