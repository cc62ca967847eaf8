package dev.keeptrail.cli;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerPlace;
import dev.keeptrail.ledger.PrintableText;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which ledger a command is about. */
final class LedgerOption {
  @Option(
      names = "--ledger",
      paramLabel = "<folder>",
      description =
          "The ledger: its folder, or postgresql://role@host/database. Default: the folder `ledger`"
              + " in KEEPTRAIL_HOME.")
  private @Nullable String ledger;

  boolean isGiven() {
    return ledger != null;
  }

  Path folder(Invocation invocation) throws CommandFailedException {
    Path folder = folder(ledger, invocation);
    if (Files.isRegularFile(folder)) {
      throw new CommandFailedException("`%s` is a file, not a folder".formatted(folder), null);
    }
    return folder;
  }

  /**
   * The same for commands that work before the first start of a gateway, when there is no ledger
   * yet: a folder that was named must be there, because a slip in its name would keep apart what
   * belongs beside a ledger.
   */
  Path standing(Invocation invocation) throws CommandFailedException {
    Path folder = folder(invocation);
    if (isGiven() && !Files.exists(folder) && !LedgerPlace.isServer(folder)) {
      throw new CommandFailedException(
          "there is no folder `%s`".formatted(PrintableText.of(folder.toString())),
          "a gateway makes its ledger's folder when it starts; make the folder where it is to come"
              + " first");
    }
    return folder;
  }

  /**
   * The folder of a ledger that somebody named. An empty name would be the folder at hand, where a
   * gateway would make one.
   *
   * @param named a folder or an address; null for the usual folder
   */
  static Path folder(@Nullable String named, Invocation invocation) throws CommandFailedException {
    if (named == null) {
      return KeeptrailHome.ledger(invocation.environment());
    }
    if (named.isBlank()) {
      throw new CommandFailedException("`--ledger` is empty", ProblemPrinter.EMPTY);
    }
    try {
      return LedgerPlace.folder(named, KeeptrailHome.servers(invocation.environment()));
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }
}
