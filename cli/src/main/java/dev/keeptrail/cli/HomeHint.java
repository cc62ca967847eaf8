package dev.keeptrail.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What to do where a command failed because Keeptrail's own folder is none. */
final class HomeHint {
  private HomeHint() {}

  /** A hint for a failure that names something in that folder; empty where the folder is sound. */
  static Optional<String> of(String message, Map<String, String> environment) {
    Path home = KeeptrailHome.folder(environment);
    return message.contains(home.toString()) && !canHoldFiles(home)
        ? Optional.of(KeeptrailHome.REMEDY)
        : Optional.empty();
  }

  /** Whether the folder is there or can be made, with the rights that it takes. */
  private static boolean canHoldFiles(Path home) {
    Path there = home;
    while (there != null && !Files.exists(there)) {
      if (Files.isSymbolicLink(there)) {
        return false;
      }
      there = there.getParent();
    }
    return there != null && Files.isDirectory(there) && Files.isWritable(there);
  }
}
