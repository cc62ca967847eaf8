package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.EventQueries;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerPlace;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.retention.Hold;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps events of a time from being pruned. */
@Command(
    name = "hold",
    description = "Keep the events of a time from being pruned, or show what is held.",
    footer = {
      "",
      "Without a name, shows the holds that stand, and compares them with the trail. Both steps are on",
      "the trail.",
      "",
      "Examples:",
      "  kt ledger hold",
      "  kt ledger hold --json",
      "  kt ledger hold case-17 --since 2026-01-01T00:00:00Z --reason \"subpoena of 3 March\"",
      "  kt ledger hold case-17 --release",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong, there is no such hold, the ledger cannot be used, or the trail",
      "       tells of a hold that is not kept",
    })
final class LedgerHoldCommand implements Callable<Integer> {
  private static final int MOST_NAME = 256;
  private static final int MOST_REASON = 2_000;

  private static final String FORM =
      "kt ledger hold case-17 --since 2026-01-01T00:00:00Z --reason \"subpoena of 3 March\"";

  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

  @Parameters(paramLabel = "<name>", arity = "0..1", description = "What you call the hold.")
  private @Nullable String name;

  @Option(
      names = "--since",
      paramLabel = "<time>",
      description = "From then on: 5m, 1h, 24h, 7d before now, a date, or RFC 3339.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "<time>",
      description = "Before then. Default: whatever comes.")
  private @Nullable String until;

  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(names = "--reason", paramLabel = "<text>", description = "What it is for.")
  private @Nullable String reason;

  @Option(names = "--release", description = "Take the hold away.")
  private boolean release;

  @Option(names = "--json", description = "Show the holds as a JSON array.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  LedgerHoldCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Path folder = ledger.folder(invocation);
    String named = name;
    try (var open =
        named == null
            ? OpenAdministration.reading(folder, invocation)
            : OpenAdministration.existing(folder, invocation)) {
      if (named == null && isStep()) {
        throw new CommandFailedException("the hold has no name", FORM);
      } else if (named == null && json) {
        printJson(open.get().holds());
      } else if (named == null) {
        print(open.get().holds());
      } else if (release) {
        if (!open.get().release(named, OpenAdministration.operator())) {
          throw new CommandFailedException(
              "there is no hold `" + PrintableText.beginning(named) + "`",
              "`kt ledger hold` shows them");
        }
      } else {
        open.get().hold(hold(named), OpenAdministration.operator());
      }
      if (named == null) {
        compare(folder, open.get());
      } else {
        open.settle();
      }
      return ExitCode.OK;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  /**
   * What is shown is what a pruning would go by, unless the trail says otherwise. On a server both
   * are in one database, where neither is lost alone, and a reviewer need not have the right to
   * read the trail.
   */
  private void compare(Path folder, Administration administration) throws LedgerException {
    if (Ledgers.isIn(folder) && !LedgerPlace.isServer(folder)) {
      try (LedgerUpkeep upkeep =
          Ledgers.openForPlanning(folder, administration, invocation.clock())) {
        upkeep.requireHolds();
      }
    }
  }

  /** Whether something is to be held or released, and not shown. */
  private boolean isStep() {
    return release || since != null || until != null || reason != null;
  }

  private Hold hold(String named) throws CommandFailedException {
    requirePlain(named, MOST_NAME, "the name of a hold");
    if (since == null || reason == null || reason.isBlank()) {
      throw new CommandFailedException("a hold needs --since and --reason", FORM);
    }
    requirePlain(reason, MOST_REASON, "`--reason`");
    try {
      var times = new EventQueries(invocation.clock(), zone.zone());
      Instant from = times.parseTime(since);
      Instant to = until == null ? FAR : times.parseTime(until);
      if (!from.isBefore(to)) {
        throw new CommandFailedException("the start of the time range is not before its end", null);
      }
      return new Hold(named, from, to, reason);
    } catch (QueryFormatException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  private static void requirePlain(String text, int most, String what)
      throws CommandFailedException {
    if (text.isBlank() || text.length() > most || !PrintableText.of(text).equals(text)) {
      throw new CommandFailedException(
          what + " is 1 to %d characters that can be printed".formatted(most), FORM);
    }
  }

  private void print(List<Hold> holds) {
    if (holds.isEmpty()) {
      invocation.note("nothing is held");
    }
    for (Hold hold : holds) {
      invocation
          .out()
          .printf(
              "%s  %s to %s  %s%n",
              PrintableText.of(hold.name()),
              hold.since(),
              hold.until().equals(FAR) ? "whatever comes" : hold.until(),
              PrintableText.of(hold.reason()));
    }
  }

  private void printJson(List<Hold> holds) {
    JsonWriter report = JsonWriter.indented().beginArray();
    for (Hold hold : holds) {
      report.beginObject();
      report.name("name").value(hold.name());
      report.name("since").value(hold.since().toString());
      if (!hold.until().equals(FAR)) {
        report.name("until").value(hold.until().toString());
      }
      report.name("reason").value(hold.reason());
      report.endObject();
    }
    invocation.out().println(report.endArray());
  }
}
