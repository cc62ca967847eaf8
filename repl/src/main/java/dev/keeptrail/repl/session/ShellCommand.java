package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.ReplayInputException;
import java.util.List;

/** One command of the shell. */
interface ShellCommand {
  CommandSheet sheet();

  /** Carries it out; what it throws leaves the session as it was. */
  Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException, InterruptedException;

  /** Words that could stand at a position behind the name; files are not among them. */
  default List<String> words(List<String> before, SessionState state) {
    return List.of();
  }

  /** Whether the word at a position behind the name is a file. */
  default boolean takesFile(int position) {
    return false;
  }
}
