package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.Verification;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a ledger, event by event, against what was signed. */
@Command(
    name = "verify",
    description = "Check that no event was changed, removed, moved or cut off.",
    footer = {
      "",
      "Without --key, the keys beside the ledger are believed. Whoever can write there can put others",
      "in their place: keep a key, or a checkpoint, somewhere else.",
      "",
      "Examples:",
      "  kt ledger verify",
      "  kt ledger verify --from 1000 --to 2000 --json",
      "  kt ledger verify --checkpoint yesterday.checkpoint --key ledger.keys",
      "",
      "Exit codes:",
      "  0    the ledger is as it was recorded",
      "  1    the command line is wrong, or the ledger cannot be read",
      "  3    something was done to it; the output says to which records",
    })
final class LedgerVerifyCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Option(
      names = "--from",
      paramLabel = "<n>",
      description = "The first record to look at, by its number. Default: 1.")
  private long from = 1;

  @Option(
      names = "--to",
      paramLabel = "<n>",
      description = "The last record to look at. Default: the newest.")
  private @Nullable Long to;

  @Option(
      names = "--checkpoint",
      paramLabel = "<file>",
      description = "A checkpoint that was kept elsewhere: the ledger must have grown from it.")
  private @Nullable Path checkpoint;

  @Option(
      names = "--events-only",
      description = "What is administered may be missing, as beside a copy of the events alone.")
  private boolean eventsOnly;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Mixin private TrustedKeys keys = new TrustedKeys();
  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  LedgerVerifyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (from < 1 || (to != null && to < from)) {
      throw new CommandFailedException("--from is at least 1, and --to no less than --from", null);
    }
    String kept = checkpoint == null ? null : read(checkpoint);
    try (LedgerAudit audit = Ledgers.openForAudit(ledger.folder(invocation))) {
      List<NoteKey> named = keys.named();
      List<NoteKey> believed = named.isEmpty() ? audit.keys() : named;
      Verification found =
          audit.verify(new LedgerAudit.Request(from, to, believed, kept, eventsOnly), progress());
      if (json) {
        printJson(found);
      } else {
        print(found);
      }
      if (!found.isIntact() && !believed.containsAll(audit.keys())) {
        invocation.note(
            "kt: the ledger has keys that you did not name; `kt events trail --action"
                + " ledger.key_rotated` says when one was made, and `kt ledger keys` prints all");
      }
      return found.isIntact() ? ExitCode.OK : ExitCode.BROKEN;
    } catch (LedgerException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e.remedy().orElse(null));
    }
  }

  /** A file with a signed note, such as {@code kt ledger checkpoint} prints. */
  static String read(Path file) throws CommandFailedException {
    byte[] bytes = SmallFile.read(file);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new CommandFailedException(
          "`" + file + "` is no text",
          "`kt ledger checkpoint` and `kt ledger prove` write such files");
    }
  }

  private LongConsumer progress() {
    if (!invocation.watched()) {
      return _ -> {};
    }
    return looked -> {
      invocation.err().printf(Locale.ROOT, "\r%,d records", looked);
      invocation.err().flush();
    };
  }

  private void print(Verification found) {
    if (invocation.watched()) {
      invocation.err().print("\r\u001b[K");
    }
    invocation
        .out()
        .printf(
            Locale.ROOT,
            "%s  records %d to %d (%,d), %s compared, signed up to record %d%n",
            found.isIntact() ? "intact" : "BROKEN",
            found.first(),
            found.last(),
            found.events(),
            Counted.of(found.checkpoints(), "checkpoint"),
            found.signed());
    Hash root = found.root();
    if (root != null) {
      invocation.out().println("root " + root);
    }
    List<Breach> breaches = found.breaches();
    for (Breach breach : breaches.subList(0, Math.min(SHOWN, breaches.size()))) {
      invocation.out().printf("  %-12s %s%n", breach.kind().word(), breach.message());
    }
    long more = found.furtherBreaches() + Math.max(0, breaches.size() - SHOWN);
    if (more > 0) {
      invocation.out().printf(Locale.ROOT, "  and %,d more; --json lists up to 1,000%n", more);
    }
    if (found.pruned() > 0) {
      invocation
          .out()
          .printf(
              Locale.ROOT, "  %,d of them were pruned, as signed notices say%n", found.pruned());
    }
    if (found.noticesPassedOver() > 0) {
      invocation
          .out()
          .printf(
              Locale.ROOT,
              "  notices of prunings without a signature by the ledger's keys, which count for"
                  + " nothing: %,d; events that only they name were not pruned, but removed%n",
              found.noticesPassedOver());
    }
    if (found.unprovenHours() > 0) {
      invocation
          .out()
          .printf(
              Locale.ROOT,
              "  the counts of %,d hours are only held within bounds: notices of prunings do not say"
                  + " what had been counted%n",
              found.unprovenHours());
    }
    if (found.isIntact() && !found.administration()) {
      invocation.out().println("  nothing that is administered was compared");
    }
    if (found.events() > 0 && found.signed() < found.last() && found.isIntact()) {
      invocation.out().println("  no checkpoint vouches for the records behind it yet");
    }
  }

  private void printJson(Verification found) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("intact").value(found.isIntact());
    report.name("pruned").value(found.pruned());
    report.name("notices_passed_over").value(found.noticesPassedOver());
    report.name("unproven_hours").value(found.unprovenHours());
    report.name("administration_compared").value(found.administration());
    report.name("first").value(found.first());
    report.name("last").value(found.last());
    report.name("events").value(found.events());
    report.name("checkpoints").value(found.checkpoints());
    report.name("signed").value(found.signed());
    Hash root = found.root();
    report.name("root").value(root == null ? null : root.toString());
    report.name("breaches").beginArray();
    for (Breach breach : found.breaches()) {
      report.beginObject();
      report.name("kind").value(breach.kind().word());
      report.name("first").value(breach.first());
      report.name("last").value(breach.last());
      report.name("message").value(breach.message());
      report.endObject();
    }
    report.endArray();
    report.name("further_breaches").value(found.furtherBreaches());
    invocation.out().println(report.endObject());
  }
}
