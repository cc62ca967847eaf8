package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.export.ExportJob;
import dev.keeptrail.ledger.export.ExportJobException;
import dev.keeptrail.ledger.export.ExportJobs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What the commands about export jobs have in common. */
final class ExportJobRuns {
  private final Invocation invocation;
  private final Path ledger;

  ExportJobRuns(Invocation invocation, LedgerOption ledger) throws CommandFailedException {
    this.invocation = invocation;
    this.ledger = ledger.folder(invocation);
  }

  @FunctionalInterface
  interface Work<T> {
    T with(ExportJobs jobs, EventReader reader)
        throws LedgerException, ExportJobException, IOException, CommandFailedException;
  }

  <T> T with(Work<T> work) throws CommandFailedException {
    var jobs = new ExportJobs(ledger, invocation.clock(), this::note);
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      return work.with(jobs, reader);
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    } catch (ExportJobException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    } catch (IOException e) {
      throw new CommandFailedException(
          "the exports of `%s` cannot be read or written".formatted(ledger), Unwritable.reason(e));
    }
  }

  /** Opened for an entry only: who just looks needs no right to write. */
  private void note(String action, Actor actor, String job, Map<String, String> details)
      throws LedgerException {
    try (var open = OpenAdministration.orThrow(ledger, invocation)) {
      open.get().note(action, actor, job, details);
      open.settleOrThrow();
    }
  }

  static ExportJob find(ExportJobs jobs, String id) throws CommandFailedException, IOException {
    return jobs.find(id)
        .orElseThrow(() ->
            new CommandFailedException(
                "there is no export of this id", "`kt export-jobs list` lists those there are"));
  }

  /** Fails where somebody has cancelled it. */
  static void requireGoingOn(ExportJob job) throws CommandFailedException {
    if (job.state() == ExportJob.State.CANCELLED) {
      throw new CommandFailedException(
          "the export `%s` was cancelled".formatted(job.id()),
          "`kt events trail --action export` says by whom; make another one");
    }
  }

  /** Says what it is without; the exit code. */
  static int told(Invocation invocation, ExportJob job) {
    if (job.leftOut() == 0) {
      return ExitCode.OK;
    }
    invocation.note(
        String.format(
            Locale.ROOT,
            "kt: the export is without %,d that cannot be read; `kt ledger verify` says what was done"
                + " to the ledger",
            job.leftOut()));
    return ExitCode.BROKEN;
  }

  /** Writes the rest of it, until it is whole or somebody stops the command. */
  ExportJob run(ExportJobs jobs, EventReader reader, String id)
      throws LedgerException, ExportJobException, IOException {
    invocation.stop().listen();
    ExportJob reached = jobs.run(id, reader, this::tell);
    if (invocation.watched()) {
      invocation.err().print("\r\u001b[K");
    }
    return reached;
  }

  private boolean tell(ExportJob job) {
    if (invocation.watched()) {
      invocation
          .err()
          .printf(
              Locale.ROOT,
              "\r%3d %%  %,d events",
              job.position() * 100 / Math.max(1, job.last()),
              job.events());
      invocation.err().flush();
    }
    return !stopped();
  }

  private boolean stopped() {
    try {
      return invocation.stop().await(Duration.ZERO);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
