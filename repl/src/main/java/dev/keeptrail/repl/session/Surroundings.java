package dev.keeptrail.repl.session;

import dev.keeptrail.language.plan.PackPlan;
import java.nio.file.Path;
import java.util.Optional;

/** What a session cannot do by itself, because it depends on where it runs. */
public interface Surroundings {
  /** The plan of a compiled pack; a problem says why there is none. */
  ArchivedPack archived(Path file);

  /**
   * Lets the user change a file.
   *
   * @return what went wrong; empty when the editor has ended well
   */
  Optional<String> edit(Path file) throws InterruptedException;

  /** Whether the user wants a long command to end before its time. */
  boolean isInterrupted();

  /** What came of reading a compiled pack. */
  sealed interface ArchivedPack {
    record Read(PackPlan plan) implements ArchivedPack {}

    record Refused(String message) implements ArchivedPack {}
  }
}
