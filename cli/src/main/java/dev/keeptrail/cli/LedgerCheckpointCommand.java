package dev.keeptrail.cli;

import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what a ledger is now, signed. */
@Command(
    name = "checkpoint",
    description =
        "Print the newest checkpoint: how many records there are, and their root, signed.",
    footer = {
      "",
      "Kept elsewhere, it shows later whether anything was taken back. A gateway signs one a second",
      "while events come.",
      "",
      "Examples:",
      "  kt ledger checkpoint > yesterday.checkpoint",
      "",
      "Exit codes:",
      "  0    printed",
      "  1    the command line is wrong, the ledger cannot be read, or it holds no event",
    })
final class LedgerCheckpointCommand implements Callable<Integer> {
  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  LedgerCheckpointCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    try (LedgerAudit audit = Ledgers.openForAudit(ledger.folder(invocation))) {
      String note =
          audit
              .checkpoint()
              .orElseThrow(() ->
                  new CommandFailedException(
                      "the ledger has no checkpoint: it holds no event", null));
      invocation.out().print(note);
      invocation.out().flush();
      return ExitCode.OK;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }
}
