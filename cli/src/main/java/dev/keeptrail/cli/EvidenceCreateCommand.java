package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.EventQueries;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.evidence.EventFields;
import dev.keeptrail.ledger.evidence.EvidenceRequest;
import dev.keeptrail.ledger.evidence.EvidenceWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a bundle. */
@Command(
    name = "create",
    description = "Write the events of a time, and what proves them, into one file.",
    footer = {
      "",
      "In it: events, the packs in force, hashes of every leaf, a signed checkpoint, counts, gaps, a",
      "cover page to read and print, and a signed manifest. That it was made is on the trail.",
      "Of a field that is withheld its hash is in it: whoever is told the field later can check it.",
      "",
      "Examples:",
      "  kt evidence create --since 24h --reason \"incident 17\" --output incident-17.zip",
      "  kt evidence create --since 2026-10-01T00:00:00Z --until 2027-01-01T00:00:00Z \\",
      "    --reason \"fourth quarter\" --output q4.zip",
      "  kt evidence create --since 24h --reason audit --withhold caller,tags --output audit.zip",
      "  kt evidence create --since 24h --reason audit --output audit.zip --json | jq .gaps",
      "",
      "Exit codes:",
      "  0    written",
      "  1    the command line is wrong, the ledger cannot be read, no event is in this time, or the",
      "       file cannot be written",
      "  3    written, without events that are not what was recorded; the output says which",
    })
final class EvidenceCreateCommand implements Callable<Integer> {
  private static final int MOST_CHARACTERS = 2_000;
  private static final int SHOWN = 10;

  @Option(
      names = "--since",
      paramLabel = "<time>",
      required = true,
      description = "From then on: 5m, 1h, 24h, 7d before now, a date, or RFC 3339.")
  private String since = "";

  @Option(names = "--until", paramLabel = "<time>", description = "Before then. Default: now.")
  private @Nullable String until;

  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(
      names = "--reason",
      paramLabel = "<text>",
      required = true,
      description = "What it is for; on the cover page, and on the trail.")
  private String reason = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      required = true,
      description = "The file to write; one that is there is replaced.")
  private Path output = Path.of("");

  @Option(
      names = "--withhold",
      paramLabel = "<field>",
      split = ",",
      description =
          "Leave a field of events out, such as caller or tags; what is left stays provable."
              + " Several with commas.")
  private List<String> withheld = List.of();

  @Option(names = "--json", description = "Print what was written as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  EvidenceCreateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (reason.isBlank() || reason.length() > MOST_CHARACTERS) {
      throw new CommandFailedException(
          "`--reason` must be 1 to %d characters".formatted(MOST_CHARACTERS), null);
    }
    EvidenceRequest request = request();
    Path folder = ledger.folder(invocation);
    // The room for the file comes before the entry: the trail tells of no bundle that had no place.
    try (LedgerAudit audit = Ledgers.openForAudit(folder);
        Unfinished beside = Unfinished.beside(WholeFile.replaced(output));
        var open = OpenAdministration.of(folder, invocation)) {
      open.get()
          .note(
              "evidence.created",
              OpenAdministration.operator(),
              String.valueOf(output.getFileName()),
              details(request));
      boolean whole = write(audit, open.get(), request, beside.file());
      open.settle();
      return whole ? ExitCode.OK : ExitCode.BROKEN;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    } catch (IOException e) {
      throw Unwritable.file(output, e);
    }
  }

  private static Map<String, String> details(EvidenceRequest request) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("reason", request.reason());
    details.put("since", request.since().toString());
    details.put("until", request.until().toString());
    if (!request.withheld().isEmpty()) {
      details.put("withheld", String.join(",", request.withheld()));
    }
    return details;
  }

  /** Whether all that is there is what was recorded. */
  private boolean write(
      LedgerAudit audit, Administration administration, EvidenceRequest request, Path unfinished)
      throws LedgerException, IOException {
    var writer = new EvidenceWriter(audit, administration, request);
    long events = writer.write(unfinished);
    Files.move(unfinished, WholeFile.replaced(output), StandardCopyOption.REPLACE_EXISTING);
    tell(writer.gaps());
    if (json) {
      printJson(request, events, writer);
    } else {
      invocation.note("%s in %s".formatted(Counted.of(events, "record"), output));
    }
    return writer.isUntouched();
  }

  private void printJson(EvidenceRequest request, long records, EvidenceWriter writer) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("file").value(output.toString());
    report.name("records").value(records);
    report.name("since").value(request.since().toString());
    report.name("until").value(request.until().toString());
    report.name("withheld").beginArray();
    request.withheld().forEach(report::value);
    report.endArray();
    report.name("untouched").value(writer.isUntouched());
    report.name("gaps").beginArray();
    writer.gaps().forEach(report::value);
    invocation.out().println(report.endArray().endObject());
  }

  private void tell(List<String> gaps) {
    gaps.stream().limit(SHOWN).forEach(gap -> invocation.note("kt: " + gap));
    if (gaps.size() > SHOWN) {
      invocation.note(
          "kt: and %,d gaps more; `kt evidence show` lists them".formatted(gaps.size() - SHOWN));
    }
  }

  private EvidenceRequest request() throws CommandFailedException {
    Instant now = invocation.clock().instant();
    var times = new EventQueries(invocation.clock(), zone.zone());
    try {
      Instant from = times.parseTime(since);
      Instant to = until == null ? now : times.parseTime(until);
      if (!from.isBefore(to)) {
        throw new CommandFailedException("the start of the time range is not before its end", null);
      }
      return new EvidenceRequest(
          from, to, reason, OpenAdministration.operator().name(), now, withheld());
    } catch (QueryFormatException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  private SortedSet<String> withheld() throws CommandFailedException {
    Set<String> known = EventFields.names();
    SortedSet<String> names = new TreeSet<>();
    for (String word : withheld) {
      String name = word.strip();
      if (EventFields.ALWAYS_SHOWN.contains(name)) {
        throw new CommandFailedException(
            "`%s` is always shown: it is what events are told and counted by".formatted(name),
            null);
      }
      if (!known.contains(name)) {
        throw new CommandFailedException(
            "events have no field `%s`".formatted(name),
            NearestWord.of(name, known)
                .map("did you mean `%s`?"::formatted)
                .orElse("fields are those of `kt events show ID --json`, at the outermost level"));
      }
      names.add(name);
    }
    return names;
  }
}
