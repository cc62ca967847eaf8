package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.export.EventExporter;
import dev.keeptrail.ledger.export.EventProgress;
import dev.keeptrail.ledger.export.ExportFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes recorded decisions for other programs. */
@Command(
    name = "export",
    description = "Write recorded decisions to a file, oldest first.",
    footer = {
      "",
      "Takes little memory, however many there are. A file is put in its place when it is whole.",
      "",
      "Examples:",
      "  kt events export --since 7d --output week.csv",
      "  kt events export --verdict block --format jsonl | gzip > blocked.jsonl.gz",
      "  kt events export --since 30d --output month.parquet",
      "",
      "Exit codes:",
      "  0    written",
      "  1    the command line is wrong, the ledger cannot be read, or the file cannot be written",
      "  3    written, and records that cannot be read were left out; standard error says which",
    })
final class EventsExportCommand implements Callable<Integer> {
  @Option(
      names = "--format",
      paramLabel = "<format>",
      converter = Words.ExportFormats.class,
      completionCandidates = Words.ExportFormats.class,
      description =
          "csv, json, jsonl or parquet. Default: what the ending of --output says, or csv where there"
              + " is no file.")
  private @Nullable ExportFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      description = "Where to write. Default: standard output.")
  private @Nullable Path output;

  @Mixin private EventFilter filter = new EventFilter();
  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  EventsExportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    var query = filter.query(invocation);
    ExportFormat wanted = ExportTarget.format(format, output, new Words.ExportFormats());
    var leftOut = new LeftOutRecords();
    try (EventReader reader = Ledgers.openForReading(ledger.folder(invocation))) {
      var exporter = new EventExporter(reader, leftOut, progress());
      ExportTarget.write(
          invocation,
          output,
          "events",
          out -> {
            long written = exporter.export(query, wanted, out);
            done();
            return written;
          });
      return LeftOutNote.tell(invocation, leftOut, ExitCode.OK);
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  private EventProgress progress() {
    if (!invocation.watched() || output == null) {
      return (_, _) -> {};
    }
    return (looked, total) -> {
      invocation
          .err()
          .printf(
              Locale.ROOT,
              "\r%3d %%  %,d of %,d",
              looked * 100 / Math.max(1, total),
              looked,
              total);
      invocation.err().flush();
    };
  }

  private void done() {
    if (invocation.watched() && output != null) {
      invocation.err().print("\r\u001b[K");
    }
  }
}
