package dev.keeptrail.cli;

import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.repl.input.MissingFile;
import dev.keeptrail.repl.options.JudgingOptions;
import dev.keeptrail.repl.session.Answer;
import dev.keeptrail.repl.session.SessionOptions;
import dev.keeptrail.repl.session.ShellLine;
import dev.keeptrail.repl.session.ShellScript;
import dev.keeptrail.repl.session.ShellSession;
import dev.keeptrail.repl.session.Surroundings;
import dev.keeptrail.repl.terminal.ShellTerminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A shell over recorded traffic. */
@Command(
    name = "repl",
    description = "Go through recorded traffic event by event, with a pack at hand: a shell.",
    footer = {
      "",
      "In the shell, `help` lists the commands and `help next` explains one. TAB completes, Ctrl-R",
      "searches what was typed before, Ctrl-C stops a command, Ctrl-D ends the shell. Everything",
      "sensitive is shown with placeholders. Nothing is sent anywhere.",
      "",
      "With -c or -f, or where standard input is no terminal, lines are carried out one after the",
      "other, without a prompt and without colours; problems go to standard error.",
      "",
      "Examples:",
      "  kt repl --pack policy-config.yaml",
      "  kt repl --input traffic.jsonl --pack policy-config.yaml -c \"next flip; diff; why\"",
      "  kt repl --input traffic.jsonl --pack new.pack --baseline old.pack -f triage.kts",
      "",
      "Exit codes:",
      "  0    the shell was ended, or all lines were carried out",
      "  1    the command line is wrong, a file cannot be used, or a line could not be carried out",
      "  2    the pack has errors, or a compiled pack is refused",
      "  130  stopped by Ctrl-C while lines were carried out",
    })
final class ReplCommand implements Callable<Integer> {
  private static final String HISTORY = "repl-history";

  @Option(
      names = "--ledger",
      paramLabel = "<folder>",
      description = "Open this ledger. Default: the folder `ledger` in KEEPTRAIL_HOME.")
  private @Nullable String ledger;

  @Option(
      names = "--input",
      paramLabel = "<file>",
      description = "Open this file of captures, JSON Lines or Parquet, in the place of a ledger.")
  private @Nullable Path input;

  @Option(names = "--pack", paramLabel = "<pack>", description = "Load this pack to judge with.")
  private @Nullable Path pack;

  @Option(
      names = "--baseline",
      paramLabel = "<pack>",
      description = "Hold it against this pack. Default: against what was recorded.")
  private @Nullable Path baseline;

  @Option(
      names = {"-c", "--command"},
      paramLabel = "<commands>",
      description = "Carry these commands out, with semicolons between them, and end.")
  private @Nullable String commands;

  @Option(
      names = {"-f", "--script"},
      paramLabel = "<script>",
      description = "Carry the lines of this file out, and end.")
  private @Nullable Path script;

  @Mixin private JudgingOptions judging = new JudgingOptions();

  @Mixin private CaptureKeysOption keys = new CaptureKeysOption();

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  ReplCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    if (ledger != null && input != null) {
      throw new CommandFailedException("`--ledger` and `--input` exclude each other", null);
    }
    if (commands != null && script != null) {
      throw new CommandFailedException("`-c` and `-f` exclude each other", null);
    }
    try (PlugIns plugIns = detectors.open(invocation)) {
      return commands == null && script == null && invocation.terminal() != null
          ? talk(plugIns)
          : carryOut(plugIns);
    } catch (CharacterCodingException e) {
      throw new CommandFailedException(
          script == null
              ? "the lines are no UTF-8 text"
              : "`%s` is no UTF-8 text".formatted(script),
          null);
    } catch (IOException e) {
      throw new CommandFailedException(
          "the lines cannot be read: %s".formatted(Unwritable.place(e)), null);
    }
  }

  private int talk(PlugIns plugIns)
      throws CommandFailedException, IOException, InterruptedException {
    try (ShellTerminal terminal = ShellTerminal.open();
        ShellSession session =
            session(plugIns, new ShellSurroundings(invocation, terminal), invocation.colour())) {
      prepare(session);
      invocation.err().flush();
      terminal.run(session, history(), invocation.colour());
      return ExitCode.OK;
    }
  }

  private int carryOut(PlugIns plugIns)
      throws CommandFailedException, IOException, InterruptedException {
    invocation.stop().listen();
    var surroundings = new ShellSurroundings(invocation, null);
    try (ShellSession session = session(plugIns, surroundings, false);
        var lines = new BufferedReader(lines())) {
      prepare(session);
      boolean good =
          new ShellScript(session, invocation.out(), invocation.err(), surroundings::isInterrupted)
              .run(lines);
      return surroundings.isInterrupted()
          ? ExitCode.INTERRUPTED
          : good ? ExitCode.OK : ExitCode.USAGE_OR_IO;
    }
  }

  private Reader lines() throws CommandFailedException {
    if (commands != null) {
      return new StringReader(ShellScript.lines(commands));
    }
    Path file = script;
    if (file == null) {
      return new InputStreamReader(invocation.in(), StandardCharsets.UTF_8);
    }
    if (Files.isDirectory(file)) {
      throw new CommandFailedException("`%s` is a folder".formatted(file), "name a file");
    }
    try {
      return Files.newBufferedReader(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      throw new CommandFailedException(MissingFile.said(file), null);
    } catch (IOException e) {
      throw new CommandFailedException("`%s` cannot be read".formatted(file), Unwritable.reason(e));
    }
  }

  private ShellSession session(PlugIns plugIns, Surroundings surroundings, boolean colour)
      throws CommandFailedException {
    return new ShellSession(
        new SessionOptions(
            judging.engine(),
            judging.findings(),
            plugIns.all(),
            Runtime.getRuntime().availableProcessors(),
            keys.read(invocation),
            colour,
            Version.current().number()),
        surroundings);
  }

  /** Opens what the command line names; a ledger that nobody named may be missing. */
  private void prepare(ShellSession session) throws CommandFailedException, InterruptedException {
    Path standard = KeeptrailHome.ledger(invocation.environment());
    Path named = ledger == null ? null : LedgerOption.folder(ledger, invocation);
    Path opened = input != null ? input : named;
    if (opened != null || Files.isDirectory(standard)) {
      run(session, "open", opened == null ? standard : opened, ExitCode.USAGE_OR_IO);
    }
    if (baseline != null) {
      run(session, "baseline", baseline, ExitCode.PACK_ERRORS);
    }
    if (pack != null) {
      run(session, "pack", pack, ExitCode.PACK_ERRORS);
    }
  }

  private void run(ShellSession session, String command, Path file, int exitCode)
      throws CommandFailedException, InterruptedException {
    switch (session.run(command + " " + ShellLine.quoted(file.toString()))) {
      case Answer.Page(String text) -> invocation.err().print(text);
      case Answer.Problem(String message, @Nullable String hint) ->
          throw new CommandFailedException(
              Files.exists(file) ? exitCode : ExitCode.USAGE_OR_IO, message, hint);
      case Answer.Clear(), Answer.End() ->
          throw new IllegalStateException("a command that opens nothing");
    }
  }

  /** Made so that nobody else can read it: what people look for in traffic may be telling. */
  private Path history() throws CommandFailedException {
    Path folder = KeeptrailHome.folder(invocation.environment());
    Path file = folder.resolve(HISTORY);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        FileRights.createPrivate(file, "");
      }
      return file;
    } catch (IOException e) {
      throw Unwritable.file(file, e);
    }
  }
}
