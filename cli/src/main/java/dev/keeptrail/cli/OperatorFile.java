package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that tells commands of this user where a running gateway is; there while it runs. */
record OperatorFile(Invocation invocation, Path file) {
  static OperatorFile leave(Invocation invocation, OperatorAccess access)
      throws CommandFailedException {
    Path folder = KeeptrailHome.run(invocation.environment());
    try {
      return new OperatorFile(invocation, access.write(folder));
    } catch (IOException unwritable) {
      throw new CommandFailedException("`%s` cannot be written to".formatted(folder), null);
    }
  }

  void remove() {
    try {
      boolean ignored = Files.deleteIfExists(file);
    } catch (IOException left) {
      invocation.note("kt: `%s` could not be removed".formatted(file));
    }
  }
}
