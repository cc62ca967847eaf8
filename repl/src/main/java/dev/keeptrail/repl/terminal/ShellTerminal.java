package dev.keeptrail.repl.terminal;

import dev.keeptrail.repl.session.Answer;
import dev.keeptrail.repl.session.Completion;
import dev.keeptrail.repl.session.ShellLine;
import dev.keeptrail.repl.session.ShellSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/** A person at a terminal who talks to a session. One thread, but for Ctrl-C. */
public final class ShellTerminal implements AutoCloseable {
  private static final int HISTORY = 2_000;
  private static final String INTERRUPT = "INT";
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  private final Terminal terminal;
  private final AtomicBoolean interrupted = new AtomicBoolean();

  /** What Ctrl-C did before; null where this terminal takes it from the system by itself. */
  private final @Nullable Object before;

  private ShellTerminal(Terminal terminal) {
    this.terminal = terminal;
    terminal.handle(Signal.INT, _ -> interrupted.set(true));
    if (terminal.getSize().getColumns() < 1) {
      // WHY: JLine fits lines into no columns where a terminal does not say how many it has.
      terminal.setSize(Size.of(COLUMNS, ROWS));
    }
    // WHY: JLine listens for no signals at a terminal that it takes for one without abilities, so
    // that Ctrl-C would end the process.
    this.before =
        terminal.getType().startsWith(Terminal.TYPE_DUMB)
            ? Signals.register(INTERRUPT, () -> terminal.raise(Signal.INT))
            : null;
  }

  /**
   * Takes the terminal of the process.
   *
   * @throws IOException when there is none
   */
  public static ShellTerminal open() throws IOException {
    // WHY: with grapheme clusters JLine asks a break iterator about every character at every key,
    // and a pasted line of 2,000 characters takes three times as long.
    return new ShellTerminal(
        TerminalBuilder.builder().system(true).dumb(false).graphemeCluster(false).build());
  }

  /** Whether Ctrl-C was pressed while a command ran. */
  public boolean isInterrupted() {
    return interrupted.get();
  }

  /**
   * Runs an editor in this terminal.
   *
   * @param command as {@code $EDITOR} says it, which may have arguments
   * @return what went wrong; empty when it has ended well
   */
  public Optional<String> edit(String command, Path file) throws InterruptedException {
    try {
      terminal.pause(true);
      int exitCode =
          new ProcessBuilder("sh", "-c", command + " \"$1\"", "sh", file.toString())
              .inheritIO()
              .start()
              .waitFor();
      return exitCode == 0
          ? Optional.empty()
          : Optional.of("the editor ended with code %d; the pack is as it was".formatted(exitCode));
    } catch (IOException absent) {
      return Optional.of("the editor cannot be started");
    } finally {
      terminal.resume();
    }
  }

  /**
   * Reads lines and shows what the session says, until the user ends it.
   *
   * @param history where lines are kept from one session to the next
   * @param colour whether the line that is typed may be coloured
   * @throws IOException when the terminal is gone
   */
  public void run(ShellSession session, Path history, boolean colour)
      throws IOException, InterruptedException {
    LineReader reader = reader(session, history, colour);
    var page = new Page(terminal, reader::runMacro);
    while (true) {
      String line;
      try {
        line = reader.readLine("kt %s> ".formatted(session.place()).replace(" >", ">"));
      } catch (UserInterruptException _) {
        continue;
      } catch (EndOfFileException _) {
        return;
      }
      interrupted.set(false);
      for (String one : ShellLine.split(line)) {
        Answer answer = session.run(one);
        if (answer instanceof Answer.End) {
          return;
        }
        if (answer instanceof Answer.Clear) {
          terminal.puts(InfoCmp.Capability.clear_screen);
        }
        if (interrupted.get()) {
          // WHY: the terminal has shown the key, and stands behind it.
          terminal.writer().println();
        }
        page.show(session.text(answer));
        if (interrupted.get()) {
          break;
        }
      }
    }
  }

  private LineReader reader(ShellSession session, Path history, boolean colour) {
    var reader = new PastedLineReader(terminal, "kt");
    reader.setParser(new SessionParser());
    reader.setCompleter((_, line, candidates) -> complete(session, line, candidates));
    reader.setVariable(LineReader.HISTORY_FILE, history);
    reader.setVariable(LineReader.HISTORY_SIZE, HISTORY);
    reader.setVariable(LineReader.HISTORY_FILE_SIZE, HISTORY);
    reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "  > ");
    // It reads the file at once.
    reader.setHistory(new ShellHistory());
    reader.setOpt(Option.DISABLE_EVENT_EXPANSION);
    reader.setOpt(Option.HISTORY_IGNORE_SPACE);
    reader.setOpt(Option.CASE_INSENSITIVE);
    if (colour) {
      reader.setHighlighter(new LineColours(session.commands()));
    }
    return reader;
  }

  private static void complete(ShellSession session, ParsedLine line, List<Candidate> candidates) {
    Completion completion = session.completion(line.line().substring(0, line.cursor()));
    for (Completion.Candidate found : completion.candidates()) {
      candidates.add(
          new Candidate(
              found.word(),
              found.word(),
              null,
              found.about().isEmpty() ? null : found.about(),
              null,
              null,
              found.complete()));
    }
  }

  @Override
  public void close() throws IOException {
    if (before != null) {
      Signals.unregister(INTERRUPT, before);
    }
    terminal.close();
  }
}
