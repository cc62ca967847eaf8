package dev.keeptrail.repl.session;

import dev.keeptrail.ledger.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says what the commands do. */
final class HelpCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "help", "[COMMAND]", "list the commands, or explain one with examples", "", "help find");

  private final Map<String, ShellCommand> commands;

  /**
   * @param commands all there are, in the order of the list; read when help is asked for
   */
  HelpCommand(Map<String, ShellCommand> commands) {
    this.commands = commands;
  }

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public List<String> words(List<String> before, SessionState state) {
    return before.isEmpty() ? List.copyOf(commands.keySet()) : List.of();
  }

  @Override
  public Answer run(Arguments arguments, SessionState state) throws ProblemException {
    arguments.atMost(1, SHEET);
    if (arguments.size() == 0) {
      return new Answer.Page(list(state.paint()));
    }
    ShellCommand command = commands.get(arguments.word(0));
    if (command == null) {
      throw new ProblemException(
          "there is no command `%s`".formatted(PrintableText.beginning(arguments.word(0))),
          Nearest.hint(arguments.word(0), commands.keySet(), "commands"));
    }
    return new Answer.Page(page(command.sheet(), state.paint()));
  }

  private String list(Paint paint) {
    var text = new StringBuilder();
    for (ShellCommand command : commands.values()) {
      CommandSheet sheet = command.sheet();
      text.append("  ").append(paint.strong(Paint.padded(sheet.name(), 10)));
      text.append(sheet.summary()).append('\n');
    }
    text.append("\n`help COMMAND` says more, with examples.\n");
    return text.toString();
  }

  private static String page(CommandSheet sheet, Paint paint) {
    var text = new StringBuilder(paint.strong(sheet.name()));
    text.append(sheet.arguments().isEmpty() ? "" : " " + sheet.arguments()).append('\n');
    text.append("  ").append(sheet.summary()).append('\n');
    if (!sheet.details().isEmpty()) {
      sheet.details().lines().forEach(line -> text.append("\n  ").append(line));
      text.append('\n');
    }
    new TreeMap<>(sheet.options())
        .forEach((option, meaning) ->
            text.append("\n  ").append(Paint.padded(option, 10)).append(meaning).append('\n'));
    text.append("\nExamples:\n");
    sheet.examples().forEach(example -> text.append("  ").append(example).append('\n'));
    return text.toString();
  }
}
