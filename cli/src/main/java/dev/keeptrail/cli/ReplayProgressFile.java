package dev.keeptrail.cli;

import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayOutcome;
import dev.keeptrail.repl.run.ReplayState;
import dev.keeptrail.repl.run.UnfitStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Runs a replay from where a file says that it was stopped, and leaves it there when it is. */
final class ReplayProgressFile {
  private ReplayProgressFile() {}

  /**
   * Runs it.
   *
   * @param file null for a replay that begins anew and leaves nothing
   */
  static ReplayReport run(
      Replay replay,
      ReplaySource source,
      @Nullable Path file,
      Invocation invocation,
      ReplayProgressLine progress)
      throws CommandFailedException, ReplayInputException, InterruptedException {
    if (file == null) {
      return replay.run(source, () -> invocation.stop().isAsked(), progress);
    }
    try {
      ReplayState from = read(file);
      ReplayOutcome outcome =
          replay.resume(source, from, () -> invocation.stop().isAsked(), progress);
      keep(file, outcome);
      return outcome.report();
    } catch (UnfitStateException unfit) {
      throw new CommandFailedException(
          "`%s` cannot be gone on from: %s".formatted(file, unfit.getMessage()),
          "remove it to begin anew");
    }
  }

  private static @Nullable ReplayState read(Path file)
      throws CommandFailedException, UnfitStateException {
    try {
      return ReplayState.read(Files.readString(file));
    } catch (NoSuchFileException first) {
      return null;
    } catch (IOException unreadable) {
      throw new CommandFailedException("`%s` cannot be read".formatted(file), null);
    }
  }

  private static void keep(Path file, ReplayOutcome outcome) throws CommandFailedException {
    ReplayState state = outcome.state();
    if (state != null) {
      TextFiles.replace(file, state.text());
    } else if (!outcome.report().partial()) {
      try {
        boolean ignored = Files.deleteIfExists(file);
      } catch (IOException left) {
        throw new CommandFailedException("`%s` cannot be removed".formatted(file), null);
      }
    }
  }
}
