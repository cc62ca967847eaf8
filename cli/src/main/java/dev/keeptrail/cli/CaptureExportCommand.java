package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.repl.input.CaptureExport;
import dev.keeptrail.repl.input.FileSource;
import dev.keeptrail.repl.input.MissingFile;
import dev.keeptrail.repl.input.ReplayInputException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes recorded traffic as a table, for a replay elsewhere. */
@Command(
    name = "export",
    description = "Write captures as a table in Apache Parquet, to be replayed elsewhere.",
    footer = {
      "",
      "Each row is an event and its capture. What is sealed in the ledger is sealed in the table, and",
      "opens with the same key; a file of captures is in the clear, and so is a table of it. `kt replay",
      "--input` reads a table, and so does Apache Spark for more traffic than one machine can judge.",
      "",
      "Examples:",
      "  kt capture export --since 30d --output month.parquet",
      "  kt capture export --input traffic.jsonl --output traffic.parquet",
      "",
      "Exit codes:",
      "  0    written",
      "  1    the command line is wrong, or the ledger or a file cannot be read or written",
      "  3    written, and records that cannot be read were left out; standard error says which",
    })
final class CaptureExportCommand implements Callable<Integer> {
  /** What is written by `kt events export`, and no table: whoever reads it would be misled. */
  private static final List<String> OTHERS = List.of(".csv", ".json", ".jsonl");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      required = true,
      description = "The file to write, readable by its owner only.")
  private Path output = Path.of("");

  @Option(
      names = "--input",
      paramLabel = "<file>",
      description = "A file of captures to take in place of a ledger's.")
  private @Nullable Path input;

  @Option(names = "--json", description = "Print what was written as JSON.")
  private boolean json;

  @Mixin private EventFilter filter = new EventFilter();
  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  CaptureExportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String name = output.toString().toLowerCase(Locale.ROOT);
    if (OTHERS.stream().anyMatch(name::endsWith)) {
      throw new CommandFailedException(
          "captures are written as a table in Parquet, and `%s` ends like a text"
              .formatted(PrintableText.of(output.toString())),
          "name a file that ends in .parquet");
    }
    var leftOut = new LeftOutRecords();
    long written = input == null ? ledger(leftOut) : file(input);
    if (json) {
      JsonWriter report = JsonWriter.indented().beginObject();
      report.name("file").value(output.toString());
      report.name("exchanges").value(written);
      report.name("left_out").value(leftOut.count());
      invocation.out().println(report.endObject());
    } else {
      invocation.note("%s in %s".formatted(Counted.of(written, "exchange"), output));
    }
    return LeftOutNote.tell(invocation, leftOut, ExitCode.OK);
  }

  private long ledger(LeftOutRecords leftOut) throws CommandFailedException {
    EventQuery query = filter.query(invocation);
    var progress = new ReplayProgressLine(invocation);
    try (EventReader reader = Ledgers.openForReading(ledger.folder(invocation))) {
      long last = reader.lastSequence();
      long written =
          WholeFile.<LedgerException>write(
              output,
              out ->
                  new CaptureExport(out, at -> progress.at(at, last))
                      .ledger(reader, query, leftOut));
      progress.end();
      return written;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    } catch (IOException e) {
      throw Unwritable.file(output, e);
    }
  }

  private long file(Path file) throws CommandFailedException {
    if (filter.isGiven() || ledger.isGiven()) {
      throw new CommandFailedException(
          "`--input` takes a whole file; which events, and of which ledger, goes without it", null);
    }
    var progress = new ReplayProgressLine(invocation);
    try (var source = new FileSource("`" + file + "`", reader(file), line -> true)) {
      long written =
          WholeFile.<ReplayInputException>write(
              output, out -> new CaptureExport(out, at -> progress.at(at, -1)).file(source));
      progress.end();
      return written;
    } catch (ReplayInputException unreadable) {
      throw new CommandFailedException(String.valueOf(unreadable.getMessage()), null);
    } catch (IOException e) {
      throw Unwritable.file(output, e);
    }
  }

  private static Reader reader(Path file) throws CommandFailedException {
    if (Files.isDirectory(file)) {
      throw new CommandFailedException("`%s` is a folder".formatted(file), null);
    }
    try {
      return new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      throw new CommandFailedException(MissingFile.said(file), null);
    } catch (IOException unreadable) {
      throw new CommandFailedException(
          "`%s` cannot be read".formatted(file), Unwritable.reason(unreadable));
    }
  }
}
