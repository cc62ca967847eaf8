package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.ReplayInputException;

/** Reads the pack again. */
final class ReloadCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "reload",
          "",
          "read the pack again and say which of the flips shown so far change",
          "A pack with errors is not taken: the one there was stays.",
          "reload");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException {
    arguments.atMost(0, SHEET);
    return PackCommand.load(state.pack().file(), state);
  }
}
