package dev.keeptrail.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to do where a command failed because Keeptrail's own folder is none. */
final class HomeHint {
  /** Messages put what they name into back-ticks. */
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

  private HomeHint() {}

  /** A hint for a failure that names something in that folder; empty where the folder is sound. */
  static Optional<String> of(String message, Map<String, String> environment) {
    Path home = KeeptrailHome.folder(environment);
    boolean named = NAMED.matcher(message).results().anyMatch(name -> isIn(home, name.group(1)));
    return named && !canHoldFiles(home) ? Optional.of(KeeptrailHome.REMEDY) : Optional.empty();
  }

  private static boolean isIn(Path home, String name) {
    try {
      return Path.of(name).startsWith(home);
    } catch (InvalidPathException _) {
      return false;
    }
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
