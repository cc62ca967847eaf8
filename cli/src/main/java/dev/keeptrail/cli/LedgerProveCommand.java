package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.event.EventIds;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.InclusionProof;
import dev.keeptrail.ledger.integrity.Salt;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Proves one event to somebody who has not got the ledger. */
@Command(
    name = "prove",
    description = "Print a proof that an event is in the ledger, for somebody without the ledger.",
    footer = {
      "",
      "The proof is a JSON object with the event itself, a path of hashes and a signed checkpoint.",
      "",
      "Examples:",
      "  kt ledger prove evt_01KAR3V0000000000000000000 > event.proof.json",
      "",
      "Exit codes:",
      "  0    printed",
      "  1    the command line is wrong, the ledger cannot be read, or there is no such event",
    })
final class LedgerProveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<id>", description = "The id of the event, or of its request.")
  private String id = "";

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  LedgerProveCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Path folder = ledger.folder(invocation);
    try (LedgerAudit audit = Ledgers.openForAudit(folder)) {
      InclusionProof proof =
          audit
              .prove(event(folder))
              .orElseThrow(() ->
                  new CommandFailedException(
                      "there is no event `"
                          + PrintableText.beginning(id)
                          + "` that a checkpoint vouches for",
                      "a gateway signs a checkpoint a second; see `kt events tail`"));
      invocation.out().println(json(proof));
      return ExitCode.OK;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  /** Entries of the trail can be proved too, so only requests are looked up. */
  private String event(Path folder) throws CommandFailedException, LedgerException {
    if (!id.startsWith(EventIds.REQUEST)) {
      return id;
    }
    try (EventReader reader = Ledgers.openForReading(folder)) {
      return NamedEvent.find(reader, id).id();
    }
  }

  private static JsonWriter json(InclusionProof proof) {
    JsonWriter json = JsonWriter.indented().beginObject();
    Salt salt = proof.salt();
    json.name("format").value(salt == null ? 1 : 2);
    json.name("sequence").value(proof.sequence());
    json.name("event").value(proof.event());
    if (salt != null) {
      json.name("salt").value(salt.toBase64());
    }
    json.name("path").beginArray();
    for (Hash hash : proof.path()) {
      json.value(hash.toBase64());
    }
    json.endArray();
    json.name("checkpoint").value(proof.checkpoint());
    return json.endObject();
  }
}
