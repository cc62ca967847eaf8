package dev.keeptrail.repl.session;

import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.repl.input.ReplayInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One session of the replay shell: takes a line, says something. Knows no terminal; opens no
 * socket, resolves no secret of a pack and moves no counter. One thread, but for {@link
 * Surroundings#isInterrupted}.
 */
public final class ShellSession implements AutoCloseable {
  /** What other shells call some commands, for fingers that are used to it. */
  private static final Map<String, String> ELSEWHERE = Map.of("exit", "quit", "q", "quit");

  private final Map<String, ShellCommand> commands = new LinkedHashMap<>();
  private final SessionState state;

  public ShellSession(SessionOptions options, Surroundings surroundings) {
    this.state = new SessionState(options, surroundings);
    List.of(
            new OpenCommand(),
            new PackCommand(),
            new BaselineCommand(),
            new NextCommand(),
            new PrevCommand(),
            new GoCommand(),
            new FindCommand(),
            new ListCommand(),
            new SampleCommand(),
            new ShowCommand(),
            new DiffCommand(),
            new WhyCommand(),
            new TraceCommand(),
            new WhatIfCommand(),
            new EditCommand(),
            new ReloadCommand(),
            new BisectCommand(),
            new SaveCommand(),
            new StatsCommand(),
            new ExportCommand(),
            new HelpCommand(commands),
            new ClearCommand(),
            new QuitCommand())
        .forEach(command -> commands.put(command.sheet().name(), command));
  }

  /**
   * Carries one line out. Empty lines and those that begin with {@code #} say nothing.
   *
   * @throws InterruptedException when the thread is interrupted, which nothing here does
   */
  public Answer run(String typed) throws InterruptedException {
    ShellLine line = ShellLine.parse(ShellLine.joined(typed));
    if (line.words().isEmpty() || line.text().strip().startsWith("#")) {
      return new Answer.Page("");
    }
    if (!line.isClosed()) {
      return new Answer.Problem("a quote is not closed", null);
    }
    String name = line.words().getFirst().text();
    ShellCommand command = commands.get(ELSEWHERE.getOrDefault(name, name));
    if (command == null) {
      return new Answer.Problem(
          "there is no command `%s`".formatted(PrintableText.beginning(name)), unknown(name));
    }
    try {
      return command.run(Arguments.of(line, command.sheet()), state);
    } catch (ProblemException problem) {
      return problem.problem();
    } catch (ReplayInputException unreadable) {
      return new Answer.Problem(String.valueOf(unreadable.getMessage()), null);
    }
  }

  private String unknown(String name) {
    if (name.endsWith(";")) {
      return "a line holds one command; semicolons go between those of `kt repl -c`";
    }
    String all = "`help` lists the commands";
    return NearestWord.of(name, commands.keySet()).map("did you mean `%s`?"::formatted).orElse(all);
  }

  /** The names of all commands. */
  public Set<String> commands() {
    return Set.copyOf(commands.keySet());
  }

  /** What could stand at the end of an unfinished line. */
  public Completion completion(String line) {
    return Completion.of(line, commands, state);
  }

  /** What a prompt says of where the session is; empty where it is nowhere. */
  public String place() {
    return state.position() == 0 ? "" : "#" + state.position();
  }

  /** An answer as text for people, safe for a terminal; empty for nothing to say. */
  public String text(Answer answer) {
    return switch (answer) {
      case Answer.Page(String text) -> text;
      case Answer.Problem(String message, @Nullable String hint) ->
          ProblemText.of(message, hint, state.paint());
      case Answer.Clear(), Answer.End() -> "";
    };
  }

  @Override
  public void close() {
    state.close();
  }
}
