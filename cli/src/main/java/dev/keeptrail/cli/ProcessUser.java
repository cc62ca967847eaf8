package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whoever runs this process, by number: in a container, a user need not have a name. */
final class ProcessUser {
  private ProcessUser() {}

  /** Null where the system does not tell, which is everywhere but on Linux. */
  static @Nullable Integer id() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer id
          ? id
          : null;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException noLinux) {
      return null;
    }
  }
}
