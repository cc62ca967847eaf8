package dev.keeptrail.cli;

import dev.keeptrail.repl.session.Surroundings;
import dev.keeptrail.repl.terminal.ShellTerminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a shell session finds around it.
 *
 * @param terminal null where lines come from a script or a pipe
 */
record ShellSurroundings(Invocation invocation, @Nullable ShellTerminal terminal)
    implements Surroundings {
  @Override
  public ArchivedPack archived(Path file) {
    try {
      return new ArchivedPack.Read(ArchiveFiles.plan(file, ArchiveFiles.read(file)));
    } catch (CommandFailedException refused) {
      return new ArchivedPack.Refused(String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public Optional<String> edit(Path file) throws InterruptedException {
    if (terminal == null) {
      return Optional.of("there is no terminal to edit in; change the file and `reload`");
    }
    Map<String, String> environment = invocation.environment();
    String editor = environment.getOrDefault("VISUAL", environment.getOrDefault("EDITOR", ""));
    return terminal.edit(editor.isBlank() ? "vi" : editor, file);
  }

  @Override
  public boolean isInterrupted() {
    if (terminal != null) {
      return terminal.isInterrupted();
    }
    try {
      return invocation.stop().await(Duration.ZERO);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
