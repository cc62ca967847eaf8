package dev.keeptrail.cli;

import dev.keeptrail.cli.FittedTable.Column;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.shadow.ShadowLog;
import dev.keeptrail.ledger.shadow.ShadowQuery;
import dev.keeptrail.ledger.shadow.ShadowRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what candidates of a gateway would have decided otherwise. */
@Command(
    name = "shadow",
    description = "Show what candidates would have decided otherwise.",
    footer = {
      "",
      "A candidate is the --shadow-pack of `kt gateway run`. The newest comes first. What it would",
      "have decided alike is counted (`kt gateway status`), not kept.",
      "",
      "Examples:",
      "  kt events shadow --since 1h",
      "  kt events shadow --change weakened,not_replayable --json",
      "",
      "Exit codes:",
      "  0    shown, also where there is no difference",
      "  1    the command line is wrong, or the file beside the ledger cannot be read",
    })
final class EventsShadowCommand implements Callable<Integer> {
  private static final int MAX_LIMIT = 10_000;

  @Mixin private PeriodOption period = new PeriodOption();

  @Option(
      names = "--change",
      paramLabel = "<change>",
      split = ",",
      converter = Words.ShadowChanges.class,
      completionCandidates = Words.ShadowChanges.class,
      description =
          "Only weakened, tightened, redaction, cost, reason_only or not_replayable; several with"
              + " commas.")
  private List<String> changes = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      description = "At most so many, 1 to 10000. Default: 50.")
  private int limit = 50;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  EventsShadowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new CommandFailedException("`--limit` must be 1 to 10000", null);
    }
    var asked =
        new ShadowQuery(
            null, period.from(invocation), period.to(invocation), Set.copyOf(changes), limit);
    List<ShadowRecord> records = records(ledger.standing(invocation), asked);
    if (json) {
      JsonWriter report = JsonWriter.indented().beginArray();
      records.forEach(record -> write(record, report));
      invocation.out().println(report.endArray());
    } else {
      print(records);
    }
    return ExitCode.OK;
  }

  /** Those of a ledger; none where there never was a candidate. */
  static List<ShadowRecord> records(Path folder, ShadowQuery asked) throws CommandFailedException {
    try {
      Optional<ShadowLog> log = Ledgers.openShadowForReading(folder);
      if (log.isEmpty()) {
        return List.of();
      }
      try (ShadowLog open = log.get()) {
        return open.query(asked);
      }
    } catch (LedgerException unreadable) {
      throw new CommandFailedException(String.valueOf(unreadable.getMessage()), null);
    }
  }

  private void print(List<ShadowRecord> records) {
    var table =
        new FittedTable(
            Column.whole("CHANGE"),
            Column.whole("EVENT"),
            Column.whole("WOULD BE"),
            Column.text("CANDIDATE", 10).spared(2),
            Column.text("WHY", 10).spared(1));
    for (ShadowRecord one : records) {
      table.add(
          one.change(),
          one.event(),
          one.verdict() == null ? "-" : one.verdict(),
          one.pack() + "@" + one.version(),
          why(one));
    }
    table.print(invocation, "no differences");
  }

  /** The reason of the candidate and the rule where the traces part, or what is missing. */
  static String why(ShadowRecord one) {
    if (!one.needs().isEmpty()) {
      return "needs " + one.needs();
    }
    String fires = one.firesNow() == null ? "" : ", fires " + one.firesNow();
    String fired = one.firedBefore() == null ? "" : ", where " + one.firedBefore() + " fired";
    return one.reasonCode() + fires + fired;
  }

  private static void write(ShadowRecord one, JsonWriter report) {
    report.beginObject();
    report.name("event").value(one.event());
    report.name("timestamp").value(EventTimestamp.format(one.at()));
    report.name("change").value(one.change());
    report.name("needs").value(one.needs());
    report.name("verdict").value(one.verdict());
    report.name("reason_code").value(one.reasonCode());
    report.name("policy").value(one.policy());
    report.name("fired_before").value(one.firedBefore());
    report.name("fires_now").value(one.firesNow());
    report.name("edits").beginArray();
    one.edits().forEach(report::value);
    report.endArray();
    report.name("candidate").beginObject();
    report.name("name").value(one.pack());
    report.name("version").value(one.version());
    report.name("digest").value(one.digest());
    report.endObject().endObject();
  }
}
