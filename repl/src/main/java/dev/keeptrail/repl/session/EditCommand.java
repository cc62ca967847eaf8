package dev.keeptrail.repl.session;

import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.repl.input.ReplayInputException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the pack in an editor, and reads it again. */
final class EditCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "edit", "", "open the pack in $VISUAL or $EDITOR, then reload it", "", "edit");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException, InterruptedException {
    arguments.atMost(0, SHEET);
    Path file = state.pack().file();
    if (file.toString().endsWith(PackArchive.EXTENSION)) {
      throw new ProblemException(
          "`%s` is compiled and cannot be edited".formatted(file), "`pack` its source");
    }
    Optional<String> problem = state.surroundings().edit(file);
    if (problem.isPresent()) {
      throw new ProblemException(problem.get(), null);
    }
    return PackCommand.load(file, state);
  }
}
