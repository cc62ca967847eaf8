package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.Recording;
import dev.keeptrail.repl.input.ReplayInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** Opens recorded traffic. */
final class OpenCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "open",
          "FILE|FOLDER",
          "open a file of captures, a table of them, or the folder of a ledger",
          "Nothing is read but what is asked for, however large it is. A gateway may go on writing.",
          "open traffic.jsonl",
          "open month.parquet",
          "open ~/.keeptrail/ledger");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public boolean takesFile(int position) {
    return position == 0;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException {
    arguments.atMost(1, SHEET);
    Path path = path(arguments.word(0));
    Recording recording = Recording.open(path, state.options().keys());
    state.open(recording);
    OptionalLong count = recording.count();
    return new Answer.Page(
        count.isPresent()
            ? String.format(Locale.ROOT, "opened `%s`: %,d events%n", path, count.getAsLong())
            : "opened `%s`\n".formatted(path));
  }

  /** A path as people type it, with their home folder in it. */
  static Path path(String word) throws ProblemException {
    if (word.isEmpty()) {
      throw new ProblemException("which file?", "name it behind the command");
    }
    try {
      String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home", ""));
      return Path.of(word.startsWith("~/") ? home + word.substring(1) : word);
    } catch (InvalidPathException _) {
      throw new ProblemException("`%s` is no path".formatted(word), null);
    }
  }
}
