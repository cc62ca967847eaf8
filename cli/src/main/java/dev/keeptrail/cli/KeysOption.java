package dev.keeptrail.cli;

import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --keys}, for every command that has to do with callers' keys. */
final class KeysOption {
  @Option(
      names = "--keys",
      paramLabel = "<file>",
      description = "The file of callers' keys. Default: `keys.json` in KEEPTRAIL_HOME.")
  private @Nullable Path file;

  KeyFile file(Invocation invocation) {
    return new KeyFile(file == null ? KeeptrailHome.keys(invocation.environment()) : file);
  }

  boolean isGiven() {
    return file != null;
  }

  /** Puts on the trail of a ledger what was done to a key. */
  static void note(
      Invocation invocation, Path ledger, String action, String key, Map<String, String> details)
      throws CommandFailedException {
    OpenAdministration.note(invocation, ledger, action, key, details);
  }

  /** What a user is told about a file that cannot be used. */
  static CommandFailedException failed(KeyFile file, KeyFileException unusable) {
    return new CommandFailedException(
        "`%s` cannot be used: %s".formatted(file.path(), unusable.problem()), null);
  }
}
