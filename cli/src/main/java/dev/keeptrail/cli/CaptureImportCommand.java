package dev.keeptrail.cli;

import dev.keeptrail.gateway.imports.ImportedExchange;
import dev.keeptrail.gateway.imports.LogFormat;
import dev.keeptrail.gateway.imports.LogFormatException;
import dev.keeptrail.gateway.imports.LogReader;
import dev.keeptrail.gateway.imports.LogText;
import dev.keeptrail.gateway.imports.LoggedPair;
import dev.keeptrail.gateway.imports.PairCapture;
import dev.keeptrail.gateway.imports.Skipped;
import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.repl.input.CaptureLine;
import dev.keeptrail.repl.input.ReplayCase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a file of captures from logs of somebody else's. */
@Command(
    name = "import",
    description = "Make a file of captures from logged traffic, for `kt replay --input`.",
    footer = {
      "",
      "pairs        JSON Lines with `request` and `response`, bodies of a provider's API",
      "har          an HTTP Archive; only entries that post to the address of a model count",
      "litellm      JSON Lines of LiteLLM's standard logging payload or its table of spending",
      "portkey      JSON Lines of Portkey's export of logs",
      "helicone     rows of Helicone's requests, exported with their bodies",
      "langfuse     observations of Langfuse, from its export or its API",
      "bedrock      Amazon Bedrock's log of invocations, from S3 or CloudWatch",
      "batch        both files of a batch of OpenAI's or Anthropic's: requests and answers",
      "claude-code  transcripts of Claude Code, in ~/.claude/projects",
      "codex        transcripts of Codex, in ~/.codex/sessions",
      "otel         OpenTelemetry spans (OTLP JSON) with the messages of chats",
      "",
      "A log may be compressed with gzip. Several logs become one file of captures.",
      "",
      "Nothing was decided on imported traffic, so a replay needs --baseline. In redacted captures,",
      "texts with placeholders answer only what placeholders stand for; full ones hold the texts in",
      "the clear, answer everything, and are to be guarded as the log is.",
      "",
      "Examples:",
      "  kt capture import --format pairs --output traffic.jsonl log.jsonl",
      "  kt capture import --format har --mode full --output traffic.jsonl session.har",
      "  kt capture import --format har --output traffic.jsonl session.har --json | jq .not_imported",
      "  kt capture import --format batch --output traffic.jsonl batch.jsonl batch_output.jsonl",
      "  kt capture import --format claude-code --output traffic.jsonl ~/.claude/projects/*/*.jsonl",
      "  kt capture import --format otel --output traffic.jsonl - < spans.json",
      "",
      "Exit codes:",
      "  0    imported; what could not be is counted, and a line of the file says why",
      "  1    the command line is wrong, a file cannot be read or written, the log is not of the",
      "       format, or nothing in it can be imported",
    })
final class CaptureImportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "<log>",
      arity = "1..*",
      description = "The logs, or - for standard input.")
  private List<Path> logs = List.of();

  @Option(
      names = "--format",
      paramLabel = "<form>",
      required = true,
      converter = Words.ImportFormats.class,
      completionCandidates = Words.ImportFormats.class,
      description = "The form of the logs, see below.")
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
  private final Map<String, Problem> problems = new TreeMap<>();
  private long imported;
  private long unanswered;
  private long looked;
  private boolean empty = true;

  CaptureImportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    try {
      imported = WholeFile.<CommandFailedException>write(output, this::read);
    } catch (UncheckedIOException broken) {
      throw Unwritable.file(output, broken.getCause());
    } catch (IOException broken) {
      throw Unwritable.file(output, broken);
    }
    tell();
    if (imported == 0 && !empty) {
      throw new CommandFailedException(
          "nothing in %s could be imported"
              .formatted(logs.size() == 1 ? "`%s`".formatted(logs.getFirst()) : "any of the logs"),
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
        .printf(
            "imported %s, %d of them without an answer%n",
            Counted.of(imported, "exchange"), unanswered);
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

  private long read(OutputStream out) throws IOException, CommandFailedException {
    var captures = new PairCapture(mode);
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    LogReader reader = format.reader();
    try (var progress = new ProgressLine(invocation)) {
      Consumer<LoggedPair> pairs =
          pair -> {
            write(captures, pair, writer);
            progress.at(++looked, "entries of the log");
          };
      Skipped skipped =
          (problem, place) -> {
            count(problem, place);
            progress.at(++looked, "entries of the log");
          };
      for (Path log : logs) {
        read(log, reader, pairs, skipped);
      }
      reader.end(pairs, skipped);
    }
    writer.flush();
    return imported;
  }

  private void read(Path log, LogReader reader, Consumer<LoggedPair> pairs, Skipped skipped)
      throws CommandFailedException {
    try (Reader text = LogFile.open(log, invocation)) {
      var whole = new LogText(text, logs.size() == 1 ? "" : log.toString());
      reader.read(whole, pairs, skipped);
      empty &= whole.isEmpty();
    } catch (LogFormatException other) {
      throw new CommandFailedException("`%s`: %s".formatted(log, other.getMessage()), null);
    } catch (IOException broken) {
      throw LogFile.unreadable(log, broken);
    }
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
        new Problem(1, place),
        (before, _) -> new Problem(before.count() + 1, before.first()));
  }

  /** How many exchanges have a problem, and where the first of them is. */
  private record Problem(long count, String first) {}
}
