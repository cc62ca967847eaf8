package dev.keeptrail.repl.session;

/** Empties the screen. */
final class ClearCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of("clear", "", "empty the screen, as Ctrl-L does", "", "clear");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state) throws ProblemException {
    arguments.atMost(0, SHEET);
    return new Answer.Clear();
  }
}
