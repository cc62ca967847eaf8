package dev.keeptrail.cli;

import dev.keeptrail.gateway.imports.ImportedExchange;
import dev.keeptrail.gateway.imports.LogFormat;
import dev.keeptrail.gateway.imports.LogFormatException;
import dev.keeptrail.gateway.imports.LogText;
import dev.keeptrail.gateway.imports.LoggedPair;
import dev.keeptrail.gateway.imports.PairCapture;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.repl.input.CaptureLine;
import dev.keeptrail.repl.input.MissingFile;
import dev.keeptrail.repl.input.ReplayCase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a file of captures from a log of somebody else's. */
@Command(
    name = "import",
    description = "Make a file of captures from logged traffic, for `kt replay --input`.",
    footer = {
      "",
      "pairs    JSON Lines with `request` and `response`, bodies of OpenAI's or Anthropic's API",
      "har      an HTTP Archive; only entries that post to the address of a model count",
      "litellm  JSON Lines of LiteLLM's standard logging payload or its table of spending",
      "portkey  JSON Lines of Portkey's export of logs",
      "otel     OpenTelemetry spans (OTLP JSON) with the conventions for generative AI",
      "",
      "Nothing was decided on imported traffic, so a replay needs --baseline. In redacted captures,",
      "texts with placeholders answer only what placeholders stand for; full ones hold the texts in",
      "the clear, answer everything, and are to be guarded as the log is.",
      "",
      "Examples:",
      "  kt capture import --format pairs --output traffic.jsonl log.jsonl",
      "  kt capture import --format har --mode full --output traffic.jsonl session.har",
      "  kt capture import --format har --output traffic.jsonl session.har --json | jq .not_imported",
      "  kt capture import --format otel --output traffic.jsonl - < spans.json",
      "",
      "Exit codes:",
      "  0    imported; what could not be is counted, and a line of the file says why",
      "  1    the command line is wrong, a file cannot be read or written, the log is not of the",
      "       format, or nothing in it can be imported",
    })
final class CaptureImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<log>", description = "The log, or - for standard input.")
  private Path log = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "pairs|har|litellm|portkey|otel",
      required = true,
      converter = Words.ImportFormats.class,
      completionCandidates = Words.ImportFormats.class,
      description = "The form of the log.")
  private LogFormat format = LogFormat.PAIRS;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      required = true,
      description = "The file to write, readable by its owner only.")
  private Path output = Path.of("");

  @Option(
      names = "--mode",
      paramLabel = "redacted|full",
      converter = Words.CaptureModes.class,
      completionCandidates = Words.CaptureModes.class,
      description =
          "redacted puts placeholders where something sensitive stands; full keeps texts in the"
              + " clear. Default: redacted.")
  private CaptureMode mode = CaptureMode.REDACTED;

  @Option(names = "--json", description = "Print what was imported as JSON.")
  private boolean json;

  private final Invocation invocation;
  private final Map<String, Skipped> problems = new TreeMap<>();
  private long imported;
  private long unanswered;
  private long looked;

  CaptureImportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    try (Reader reader = reader()) {
      imported = WholeFile.<CommandFailedException>write(output, out -> read(reader, out));
    } catch (UncheckedIOException broken) {
      throw Unwritable.file(output, broken.getCause());
    } catch (IOException broken) {
      throw Unwritable.file(output, broken);
    }
    tell();
    if (imported == 0 && !problems.isEmpty()) {
      throw new CommandFailedException(
          "nothing in `%s` could be imported".formatted(log),
          "`--format` says which form the log is taken for");
    }
    return ExitCode.OK;
  }

  private void tell() {
    if (json) {
      printJson();
      return;
    }
    invocation
        .out()
        .printf("imported %d exchanges, %d of them without an answer%n", imported, unanswered);
    problems.forEach((problem, skipped) ->
        invocation.note(
            "kt: %d not imported, the first at %s: %s"
                .formatted(
                    skipped.count(),
                    FrameRenderer.safe(skipped.first()),
                    FrameRenderer.safe(problem))));
  }

  private void printJson() {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("file").value(output.toString());
    report.name("imported").value(imported);
    report.name("unanswered").value(unanswered);
    report.name("not_imported").beginArray();
    problems.forEach((problem, skipped) -> {
      report.beginObject();
      report.name("count").value(skipped.count());
      report.name("first").value(skipped.first());
      report.name("problem").value(problem);
      report.endObject();
    });
    invocation.out().println(report.endArray().endObject());
  }

  private long read(Reader reader, OutputStream out) throws IOException, CommandFailedException {
    var captures = new PairCapture(mode);
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try (var progress = new ProgressLine(invocation)) {
      format.read(
          new LogText(reader),
          pair -> {
            write(captures, pair, writer);
            progress.at(++looked, "entries of the log");
          },
          (problem, place) -> {
            count(problem, place);
            progress.at(++looked, "entries of the log");
          });
    } catch (LogFormatException other) {
      throw new CommandFailedException("`%s`: %s".formatted(log, other.getMessage()), null);
    } catch (IOException broken) {
      throw unreadable();
    }
    writer.flush();
    return imported;
  }

  private void write(PairCapture captures, LoggedPair pair, BufferedWriter writer) {
    ImportedExchange exchange = captures.of(pair);
    if (exchange.exchange() == null) {
      count(exchange.missing(), exchange.id());
    } else {
      imported++;
      unanswered += exchange.answered() ? 0 : 1;
    }
    try {
      writer.write(
          CaptureLine.write(
              new ReplayCase(exchange.id(), null, exchange.exchange(), exchange.missing())));
      writer.write('\n');
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private void count(String problem, String place) {
    problems.merge(
        problem,
        new Skipped(1, place),
        (before, _) -> new Skipped(before.count() + 1, before.first()));
  }

  /** How many exchanges have a problem, and where the first of them is. */
  private record Skipped(long count, String first) {}

  private Reader reader() throws CommandFailedException {
    try {
      InputStream in =
          PackLoading.isStandardInput(log) ? invocation.in() : Files.newInputStream(log);
      return new InputStreamReader(in, StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw Files.exists(log)
          ? unreadable()
          : new CommandFailedException(MissingFile.said(log), null);
    }
  }

  private CommandFailedException unreadable() {
    String problem = Files.isDirectory(log) ? "is a folder" : "cannot be read";
    return new CommandFailedException("`%s` %s".formatted(log, problem), null);
  }
}
