package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.integrity.NoteKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the public keys of a ledger, or makes a new one. */
@Command(
    name = "keys",
    description = "Print the public keys that check the ledger's checkpoints, oldest first.",
    footer = {
      "",
      "Keep them somewhere else: they are what others believe the ledger by. --rotate makes a new",
      "private key; what the old one signed can still be checked by its public half.",
      "",
      "Examples:",
      "  kt ledger keys > ledger.keys",
      "  kt ledger keys --json | jq -r '.[].id'",
      "  kt ledger keys --rotate",
      "",
      "Exit codes:",
      "  0    printed",
      "  1    the command line is wrong, the ledger cannot be read, or a gateway has it open",
    })
final class LedgerKeysCommand implements Callable<Integer> {
  @Option(names = "--rotate", description = "Make a new key first; the gateway must be stopped.")
  private boolean rotate;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  LedgerKeysCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Afterwards, because a gateway that has the ledger open keeps the key as it is. */
  private void note(NoteKey made) throws CommandFailedException {
    Path folder = ledger.folder(invocation);
    if (Ledgers.isAdministered(folder)) {
      OpenAdministration.note(
          invocation, folder, "ledger.key_rotated", "ledger", Map.of("key", made.id()));
    }
  }

  @Override
  public Integer call() throws CommandFailedException {
    try {
      if (rotate) {
        NoteKey made = Ledgers.rotateKey(ledger.folder(invocation));
        note(made);
        invocation.note("checkpoints are signed by " + made.id() + " from now on");
      }
      try (LedgerAudit audit = Ledgers.openForAudit(ledger.folder(invocation))) {
        if (json) {
          invocation.out().println(toJson(audit.keys()));
        } else {
          audit.keys().forEach(invocation.out()::println);
        }
      }
      return ExitCode.OK;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  private static String toJson(List<NoteKey> keys) {
    JsonWriter report = JsonWriter.indented().beginArray();
    for (NoteKey key : keys) {
      report.beginObject();
      report.name("id").value(key.id());
      report.name("name").value(key.name());
      report.name("key").value(key.toString());
      report.endObject();
    }
    return report.endArray().toString();
  }
}
