package dev.keeptrail.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which ledger a command is about. */
final class LedgerOption {
  @Option(
      names = "--ledger",
      paramLabel = "<folder>",
      description = "The ledger. Default: the folder `ledger` in KEEPTRAIL_HOME.")
  private @Nullable Path ledger;

  boolean isGiven() {
    return ledger != null;
  }

  Path folder(Invocation invocation) {
    return ledger == null ? KeeptrailHome.ledger(invocation.environment()) : ledger;
  }
}
