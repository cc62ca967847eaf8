package dev.keeptrail.repl.session;

/** Ends the session. */
final class QuitCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of("quit", "", "end the shell, as `exit`, `q` and Ctrl-D do", "", "quit");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state) throws ProblemException {
    arguments.atMost(0, SHEET);
    return new Answer.End();
  }
}
