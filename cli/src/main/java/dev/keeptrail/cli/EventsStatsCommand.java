package dev.keeptrail.cli;

import dev.keeptrail.cli.FittedTable.Column;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.export.EventCounts;
import dev.keeptrail.ledger.export.EventCounts.By;
import dev.keeptrail.ledger.export.EventCounts.Group;
import dev.keeptrail.ledger.export.EventProgress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts recorded decisions. */
@Command(
    name = "stats",
    description = "Count recorded decisions by policy, reason, model, user, team or time.",
    footer = {
      "",
      "Examples:",
      "  kt events stats",
      "  kt events stats --by hour --since 24h",
      "  kt events stats --by month --team blue --zone Europe/Berlin",
      "  kt events stats --by reason --verdict block --json",
      "",
      "Exit codes:",
      "  0    counted",
      "  1    the command line is wrong, or the ledger cannot be read",
      "  3    counted, and records that cannot be read were left out; standard error says which",
    })
final class EventsStatsCommand implements Callable<Integer> {
  private static final double LEAST_SHOWN = 0.0001;
  private static final int BAR = 20;
  private static final String EIGHTHS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589";
  private static final int LEAST_NAME = 12;

  @Option(
      names = "--by",
      paramLabel = "<what>",
      converter = Words.Countings.class,
      completionCandidates = Words.Countings.class,
      description =
          "verdict, policy, reason, model, provider, route, user, team, pack, hour, day or"
              + " month. Default: verdict.")
  private By by = By.VERDICT;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private EventFilter filter = new EventFilter();
  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  EventsStatsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    var query = filter.query(invocation);
    var leftOut = new LeftOutRecords();
    try (EventReader reader = Ledgers.openForReading(ledger.folder(invocation))) {
      List<Group> groups = count(reader, leftOut, query);
      if (json) {
        printJson(groups);
      } else {
        print(groups);
      }
      return LeftOutNote.tell(invocation, leftOut, ExitCode.OK);
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  private List<Group> count(EventReader reader, LeftOutRecords leftOut, EventQuery query)
      throws LedgerException {
    try (var progress = new ProgressLine(invocation)) {
      EventProgress told =
          (done, total) -> progress.at(done, "of %,d events looked at".formatted(total));
      return new EventCounts(reader, leftOut, told).count(query, by, filter.zone());
    }
  }

  private void print(List<Group> groups) {
    var table =
        new FittedTable(
            Column.text(by.word().toUpperCase(Locale.ROOT), LEAST_NAME),
            Column.number("EVENTS"),
            Column.number("ALLOW"),
            Column.number("REDACT"),
            Column.number("ESCALATE"),
            Column.number("BLOCK"),
            Column.number("TOKENS").spared(2),
            Column.number("USD").spared(1),
            Column.ornament());
    long most = groups.stream().mapToLong(Group::events).max().orElse(1);
    for (Group group : groups) {
      table.add(
          group.name(),
          group.events(),
          group.allowed(),
          group.redacted(),
          group.escalated(),
          group.blocked(),
          group.tokens(),
          money(group.usd(), group.unpriced()),
          bar(group.events(), most));
    }
    table.print(invocation, EventListing.none(filter));
    long unpriced = groups.stream().mapToLong(Group::unpriced).sum();
    if (unpriced > 0) {
      invocation.note(
          String.format(
              Locale.ROOT,
              "USD is without %,d of these events, because no price was known for their models",
              unpriced));
    }
  }

  /** What costs something is not shown as what costs nothing. */
  static String money(double usd) {
    return usd > 0 && usd < LEAST_SHOWN ? "<0.0001" : String.format(Locale.ROOT, "%.4f", usd);
  }

  /** What no price is known for is not shown as what costs nothing. */
  static String money(double usd, long unpriced) {
    if (unpriced == 0) {
      return money(usd);
    }
    return usd > 0 ? money(usd) + "+?" : "?";
  }

  private static String bar(long events, long most) {
    long eighths = Math.max(1, events * BAR * 8 / most);
    String rest =
        eighths % 8 == 0 ? "" : EIGHTHS.substring((int) (eighths % 8), (int) (eighths % 8) + 1);
    return "\u2588".repeat((int) (eighths / 8)) + rest;
  }

  private void printJson(List<Group> groups) {
    JsonWriter report = JsonWriter.indented().beginArray();
    for (Group group : groups) {
      report.beginObject();
      report.name(by.word()).value(group.name());
      report.name("events").value(group.events());
      report.name("allow").value(group.allowed());
      report.name("redact").value(group.redacted());
      report.name("escalate").value(group.escalated());
      report.name("block").value(group.blocked());
      report.name("tokens").value(group.tokens());
      report.name("usd").value(group.usd());
      report.name("unpriced").value(group.unpriced());
      report.endObject();
    }
    invocation.out().println(report.endArray());
  }
}
