package dev.keeptrail.cli;

import dev.keeptrail.cli.FittedTable.Column;
import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.export.ExportFormat;
import dev.keeptrail.ledger.export.TrailExporter;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what was done to gateways and their ledger. */
@Command(
    name = "trail",
    description =
        "Show what was done: packs loaded, keys made, escalations decided, events pruned.",
    footer = {
      "",
      "The newest comes first, and the oldest in what is written with --format or --output.",
      "These events are leaves of the same signed tree as decisions.",
      "",
      "Examples:",
      "  kt events trail --since 7d",
      "  kt events trail --action escalation --actor ana --json",
      "  kt events trail --action pack.loaded",
      "  kt events trail --subject key_0123456789abcdef",
      "  kt events trail --since 90d --output quarter.csv",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, the ledger cannot be read, or the file cannot be written",
      "  3    shown, and records that cannot be read were left out; standard error says which",
    })
final class EventsTrailCommand implements Callable<Integer> {
  private static final int DEFAULT_LIMIT = 50;

  /** Characters of one detail in the list. */
  private static final int MOST_SHOWN = 300;

  private static final int MOST = 10_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

  /** What is done to is often an id, to be copied. */
  private static final int LONGEST_ID = 30;

  @Mixin private PeriodOption period = new PeriodOption();

  @Option(
      names = "--action",
      paramLabel = "<word>",
      description = "Only this action, such as pack.loaded, or all that begin so, such as pack.")
  private @Nullable String action;

  @Option(
      names = "--actor",
      paramLabel = "<name>",
      description = "Only what this user, key or program did.")
  private @Nullable String actor;

  @Option(
      names = "--subject",
      paramLabel = "<word>",
      description = "Only what was done to this: a pack, the id of a key, of an escalation.")
  private @Nullable String subject;

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      description = "Show at most so many, 1 to 10000. Default: 50.")
  private @Nullable Integer shown;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      converter = Words.TextExportFormats.class,
      completionCandidates = Words.TextExportFormats.class,
      description =
          "Write all that fit, oldest first, as csv, json or jsonl. Default: what the ending of"
              + " --output says.")
  private @Nullable ExportFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      description = "Write all that fit there, oldest first.")
  private @Nullable Path output;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  EventsTrailCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (format != null || output != null) {
      return export();
    }
    int limit = shown == null ? DEFAULT_LIMIT : shown;
    AdministrationQuery query = query(limit);
    var leftOut = new LeftOutRecords();
    try (EventReader reader = Ledgers.openForReading(ledger.folder(invocation))) {
      List<StoredAdministrativeEvent> found = reader.administration(query, leftOut);
      List<StoredAdministrativeEvent> events = found.subList(0, Math.min(limit, found.size()));
      if (json) {
        invocation
            .out()
            .println(
                events.stream()
                    .map(stored -> AdministrativeJson.write(stored.event()))
                    .collect(Collectors.joining(",\n", "[\n", "\n]")));
      } else {
        print(events);
      }
      if (found.size() > limit) {
        invocation.note(
            "kt: these are the newest %,d; `--limit` and `--until` show older ones"
                .formatted(limit));
      }
      return LeftOutNote.tell(invocation, leftOut, ExitCode.OK);
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  private int export() throws CommandFailedException {
    if (shown != null || json) {
      throw new CommandFailedException(
          "`%s` goes with what is shown only".formatted(json ? "--json" : "--limit"),
          "leave it out; `--format` and `--output` write all that fit");
    }
    ExportFormat wanted = ExportTarget.format(format, output, new Words.TextExportFormats());
    AdministrationQuery query = query(MOST);
    var leftOut = new LeftOutRecords();
    try (EventReader reader = Ledgers.openForReading(ledger.folder(invocation))) {
      var exporter = new TrailExporter(reader, leftOut);
      ExportTarget.write(invocation, output, "entries", out -> exporter.export(query, wanted, out));
      return LeftOutNote.tell(invocation, leftOut, ExitCode.OK);
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  private AdministrationQuery query(int limit) throws CommandFailedException {
    if (limit < 1 || limit > MOST) {
      throw new CommandFailedException("--limit is 1 to " + MOST, null);
    }
    try {
      // One more than is shown tells whether there are more.
      return period
          .queries(invocation)
          .parseTrail(period.since(), period.until(), action, actor, subject, null, limit + 1);
    } catch (QueryFormatException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  private void print(List<StoredAdministrativeEvent> events) {
    var table =
        new FittedTable(
            Column.whole("TIME").spared(3),
            Column.text("ACTION", 12),
            Column.text("BY", 8).spared(2),
            Column.text("WHAT", LONGEST_ID),
            Column.text("DETAILS", 8).spared(1));
    for (StoredAdministrativeEvent stored : events) {
      AdministrativeEvent event = stored.event();
      table.add(
          TIME.format(event.timestamp().atZone(period.zone())),
          event.action(),
          event.actor().kind() + " " + event.actor().name(),
          event.subject(),
          details(event.details()));
    }
    table.print(invocation, "nothing that fits is on the trail");
  }

  private static String details(Map<String, String> details) {
    return Stream.concat(
            details.entrySet().stream().filter(entry -> !isDigest(entry.getValue())),
            details.entrySet().stream().filter(entry -> isDigest(entry.getValue())))
        .map(entry -> entry.getKey() + "=" + cut(entry.getValue()))
        .collect(Collectors.joining("  "));
  }

  /** What people compare and nobody reads comes last, where a narrow table cuts it. */
  private static boolean isDigest(String value) {
    return value.startsWith("sha256:");
  }

  /** A notice of a pruning can name thousands of numbers; all of it is in the entry itself. */
  private static String cut(String value) {
    return value.length() <= MOST_SHOWN
        ? value
        : value.substring(0, value.offsetByCodePoints(0, MOST_SHOWN / 2)) + "…";
  }

  /** Tells one of them. */
  static void print(Invocation invocation, AdministrativeEvent event) {
    line(invocation, "event", event.id());
    line(invocation, "time", event.timestamp().toString());
    line(invocation, "action", event.action());
    line(invocation, "by", event.actor().kind() + " " + event.actor().name());
    line(invocation, "what", event.subject());
    event.details().forEach((name, value) -> line(invocation, name, value));
  }

  private static void line(Invocation invocation, String name, String value) {
    invocation.out().printf("%-16s %s%n", PrintableText.of(name), PrintableText.of(value));
  }
}
