package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.ledger.retention.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes out what is too old. */
@Command(
    name = "prune",
    description = "Take events out that are too old; their leaves stay, and proofs hold as before.",
    footer = {
      "",
      "A signed notice of what goes is in the ledger before it does. Nothing under a hold goes. Works",
      "beside a running gateway, which prunes by itself once an hour where its environment says how",
      "long events are kept.",
      "",
      "Examples:",
      "  kt ledger prune --older-than 1095d --dry-run --json",
      "  kt ledger prune --keep allow=90d --keep capture=7d",
      "",
      "Exit codes:",
      "  0    done, or nothing is too old",
      "  1    the command line is wrong, nobody says how long events are kept, or the ledger cannot be",
      "       used",
    })
final class LedgerPruneCommand implements Callable<Integer> {
  @Option(
      names = "--older-than",
      paramLabel = "<time>",
      converter = LifetimeConverter.class,
      description =
          "How long decisions are kept: 720h, 1095d. Default: KEEPTRUSTS_EVENT_RETENTION_HOURS.")
  private @Nullable Duration age;

  @Option(
      names = "--keep",
      paramLabel = "<rule>",
      description =
          "How long one kind is kept: allow, redact, escalate, block, capture or administration, as"
              + " in allow=90d. Repeatable. Default: KEEPTRAIL_RETENTION.")
  private List<String> keep = new ArrayList<>();

  @Option(names = "--dry-run", description = "Say what would go, and leave it there.")
  private boolean dryRun;

  @Option(
      names = "--json",
      description = "Print a JSON array of what goes, an object for each notice.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  LedgerPruneCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    Retention retention = RetentionRules.of(invocation.environment(), age, keep);
    if (retention.isForEver()) {
      throw new CommandFailedException(
          "nobody says how long events are kept",
          "say so with --older-than or --keep, or set " + RetentionRules.HOURS);
    }
    Path folder = ledger.folder(invocation);
    try (var open =
            dryRun
                ? OpenAdministration.reading(folder, invocation)
                : OpenAdministration.existing(folder, invocation);
        LedgerUpkeep upkeep =
            dryRun
                ? Ledgers.openForPlanning(folder, open.get(), invocation.clock())
                : Ledgers.openForUpkeep(folder, open.get(), invocation.clock())) {
      var report = JsonWriter.indented().beginArray();
      if (dryRun) {
        print("would go", upkeep.plan(retention), report);
      } else {
        Pruning pruned;
        do {
          pruned = upkeep.prune(retention, OpenAdministration.operator(), open::settleOrThrow);
          print("gone", pruned, report);
        } while (pruned.more());
      }
      if (json) {
        invocation.out().println(report.endArray());
      }
      return ExitCode.OK;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  private void print(String what, Pruning pruning, JsonWriter report) {
    if (json) {
      write(pruning, report.beginObject());
      report.endObject();
      return;
    }
    invocation
        .out()
        .printf(
            Locale.ROOT,
            "%s: %s, %s of the trail, %s; held: %,d%n",
            what,
            Counted.of(pruning.decisions(), "decision"),
            Counted.of(pruning.administrative(), "entry", "entries"),
            Counted.of(pruning.captures(), "capture"),
            pruning.held());
    if (pruning.more()) {
      invocation.out().println("there is more than one notice can speak of; further ones follow");
    }
  }

  private void write(Pruning pruning, JsonWriter report) {
    report.name("dry_run").value(dryRun);
    report.name("decisions").value(pruning.decisions());
    report.name("administrative").value(pruning.administrative());
    report.name("captures").value(pruning.captures());
    report.name("held").value(pruning.held());
    report.name("more").value(pruning.more());
  }
}
