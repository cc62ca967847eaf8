package dev.keeptrail.cli;

import dev.keeptrail.cli.FittedTable.Column;
import dev.keeptrail.gateway.archive.PackText;
import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.Reviews;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.shadow.ShadowQuery;
import dev.keeptrail.ledger.shadow.ShadowRecord;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells the story of one decision. */
@Command(
    name = "show",
    description = "Show everything that is on record of one decision, or of one act of the trail.",
    footer = {
      "",
      "Examples:",
      "  kt events show evt_01KAR3V0000000000000000000",
      "  kt events show evt_01KAR3V0000000000000000000 --json | jq .findings",
      "  kt events show req_01KAR3V0000000000000000000",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, the ledger cannot be read, or there is no such event",
    })
final class EventsShowCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "<id>",
      description = "The event's id, or its request's: the gateway's or the caller's own.")
  private String id = "";

  @Option(names = "--json", description = "Print the event as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  EventsShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Path folder = ledger.folder(invocation);
    try (EventReader reader = Ledgers.openForReading(folder)) {
      List<StoredAdministrativeEvent> done = reader.administration(AdministrationQuery.of(id));
      if (!done.isEmpty()) {
        return show(done.getFirst().event());
      }
      DecisionEvent event = NamedEvent.find(reader, id);
      if (json) {
        invocation.out().println(EventJson.write(event));
      } else {
        print(event, folder, PackInForce.of(reader, event, new LeftOutRecords()));
        frames(reader, folder, event);
        EventsShadowCommand.records(folder, ShadowQuery.of(event.id())).forEach(this::shadow);
      }
      return ExitCode.OK;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  private Integer show(AdministrativeEvent event) {
    if (json) {
      invocation.out().println(AdministrativeJson.write(event));
    } else {
      EventsTrailCommand.print(invocation, event);
    }
    return ExitCode.OK;
  }

  private void print(DecisionEvent event, Path folder, @Nullable PackInForce inForce) {
    line("event", event.id());
    line("time", event.timestamp().toString());
    line("verdict", event.verdict() + " (" + event.reasonCode() + ")");
    line("decided by", event.decisivePolicy());
    line("outcome", event.outcome().word() + ", status " + event.httpStatus());
    line(
        "request",
        event.requestId() + " on " + event.route() + (event.stream() ? ", streamed" : ""));
    line("client's id", event.clientRequestId());
    line("model", event.model());
    line("provider", provider(event));
    line(
        "pack",
        "%s %s, %s".formatted(event.pack().name(), event.pack().version(), event.pack().digest()));
    line("in force", inForce == null ? null : inForce.words());
    line("judged by", event.build() == null ? null : event.build().told());
    line("caller", caller(event));
    line("usage", usage(event));
    line("cost", cost(event));
    line(
        "took",
        String.format(
                Locale.ROOT,
                "%.1f ms, %.1f of them at the provider",
                event.latency().totalMicros() / 1_000.0,
                event.latency().upstreamMicros() / 1_000.0)
            + held(event.latency().heldMicros()));
    event.tags().forEach((name, value) -> line("tag", name + " = " + value));
    DecisionEvent.RecordedAssignee assignee = event.assignee();
    line("for review by", assignee == null ? null : assignee.kind() + " " + assignee.name());
    reviews(folder, event);
    chain(event);
    places(event);
  }

  /** Whether somebody was asked, and what became of it. */
  private void reviews(Path folder, DecisionEvent event) {
    if (!Reviews.mayBe(event) || !Ledgers.isAdministered(folder)) {
      return;
    }
    try (var open = OpenAdministration.reading(folder, invocation)) {
      for (Escalation one : Reviews.of(open.get().escalations(), event)) {
        line("review", one.id() + ": " + Reviews.told(one));
      }
    } catch (CommandFailedException | LedgerException unreadable) {
      // The event is whole without it, as for who may read events and nothing beside them.
      line("review", "cannot be read: " + unreadable.getMessage());
    }
  }

  private static String held(long micros) {
    return micros == 0
        ? ""
        : String.format(Locale.ROOT, "; text held back for up to %.1f ms", micros / 1_000.0);
  }

  private static String provider(DecisionEvent event) {
    DecisionEvent.Upstream upstream = event.upstream();
    if (upstream == null) {
      return event.provider() + ", not asked";
    }
    String said = upstream.error() == null ? "answered" : String.valueOf(upstream.error());
    return event.provider()
        + (upstream.simulated() ? ", simulated, " : ", ")
        + said
        + (upstream.model() == null ? "" : " as " + upstream.model());
  }

  private static @Nullable String caller(DecisionEvent event) {
    DecisionEvent.RecordedCaller caller = event.caller();
    if (caller == null) {
      return null;
    }
    return caller.key()
        + (caller.user() == null ? "" : ", user " + caller.user())
        + (caller.team() == null ? "" : ", team " + caller.team());
  }

  private static @Nullable String usage(DecisionEvent event) {
    DecisionEvent.Usage usage = event.usage();
    if (usage == null) {
      return null;
    }
    return "%d tokens in, %d out%s"
        .formatted(
            usage.inputTokens(), usage.outputTokens(), usage.estimated() ? ", estimated" : "");
  }

  /** What no price is known for did not cost nothing. */
  private static @Nullable String cost(DecisionEvent event) {
    DecisionEvent.Cost cost = event.cost();
    if (cost == null) {
      return null;
    }
    Double usd = cost.totalUsd();
    return usd == null
        ? "not known: no price for it in the table of " + cost.priceTableDate()
        : String.format(Locale.ROOT, "%.6f USD", usd)
            + (cost.pricedAs() == null ? "" : ", at the price of " + cost.pricedAs());
  }

  private void chain(DecisionEvent event) {
    out().println();
    var table =
        new FittedTable(
            Column.whole("PHASE"),
            Column.text("POLICY", 12),
            Column.whole("STATUS").spared(1),
            Column.whole("ACTION"),
            Column.text("REASON", 12));
    for (DecisionEvent.PolicyResult result : event.policyResults()) {
      table.add(
          result.phase(),
          result.policy(),
          result.status(),
          action(event, result),
          result.reasonCode()
              + (result.rules().isEmpty() ? "" : "  by " + String.join(", ", result.rules())));
    }
    table.print(invocation, "no policy judged it");
  }

  /** What a policy said and what was done are two things in shadow mode, and after an approval. */
  private static String action(DecisionEvent event, DecisionEvent.PolicyResult result) {
    if (result.mode().equals("shadow")) {
      return "(shadow)";
    }
    boolean approved =
        Reviews.isApproved(event)
            && result.verdict().equals("escalate")
            && result.action().equals("allow");
    return approved ? "allow (approved)" : result.action();
  }

  /** Where the policies that made it what it is stand in the pack that was in force. */
  private void frames(EventReader reader, Path folder, DecisionEvent event) {
    List<DecisionEvent.PolicyResult> made =
        event.policyResults().stream().filter(PackText::matters).toList();
    if (made.isEmpty()) {
      return;
    }
    try {
      PackFrames frames = PackFrames.of(reader, folder, invocation, event.pack().digest());
      for (DecisionEvent.PolicyResult result : made) {
        if (frames != null) {
          out().println();
          out().print(frames.of(result.policy(), result.rules()));
        }
      }
    } catch (CommandFailedException | LedgerException unreadable) {
      // The event is whole without it, as for who may read events and nothing beside them.
      line("pack's text", "cannot be read: " + unreadable.getMessage());
    }
  }

  private void shadow(ShadowRecord one) {
    out()
        .printf(
            "shadow   %s %s: %s%s%n",
            PrintableText.of(one.pack() + "@" + one.version()),
            one.change(),
            one.verdict() == null ? "" : one.verdict() + " ",
            PrintableText.of(EventsShadowCommand.why(one)));
    one.edits().forEach(edit -> out().printf("         %s%n", PrintableText.of(edit)));
  }

  private void places(DecisionEvent event) {
    for (DecisionEvent.RecordedFinding finding : event.findings()) {
      out()
          .printf(
              "found    %s at %s %s [%d, %d)%n",
              PrintableText.of(finding.category()),
              finding.place().phase(),
              PrintableText.of(finding.place().pointer()),
              finding.start(),
              finding.end());
    }
    for (DecisionEvent.RecordedRedaction edit : event.redactions()) {
      out()
          .printf(
              "masked   %s at %s %s [%d, %d) by %s%n",
              PrintableText.of(edit.category()),
              edit.place().phase(),
              PrintableText.of(edit.place().pointer()),
              edit.start(),
              edit.end(),
              PrintableText.of(edit.policy()));
    }
    for (DecisionEvent.RecordedFault fault : event.faults()) {
      out()
          .printf(
              "FAULT    %s in %s: %s%n",
              PrintableText.of(fault.source()), fault.phase(), PrintableText.of(fault.problem()));
    }
    for (DecisionEvent.PhaseCoverage coverage : event.coverage()) {
      for (DecisionEvent.UnscannedPart part : coverage.unscanned()) {
        out()
            .printf(
                "unread   %s at %s %s%n",
                PrintableText.of(part.reason()),
                coverage.phase(),
                PrintableText.of(part.pointer()));
      }
    }
  }

  private PrintStream out() {
    return invocation.out();
  }

  private void line(String name, @Nullable String value) {
    if (value != null) {
      out().printf("%-14s %s%n", name, PrintableText.of(value));
    }
  }
}
