package dev.keeptrail.cli;

import dev.keeptrail.engine.decision.Approval;
import dev.keeptrail.gateway.archive.PackText;
import dev.keeptrail.gateway.repeat.RefusedRequests;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a decision is as it is. */
@Command(
    name = "why",
    description = "Say why a decision is as it is, with the place in the pack that was in force.",
    footer = {
      "",
      "Shows the policies that made the decision what it is, where they stand in the pack, what was",
      "found, and what would have had to be different for another decision.",
      "",
      "Examples:",
      "  kt events why evt_01KAR3V0000000000000000000",
      "  kt events why req_01KAR3V0000000000000000000",
      "  kt events why evt_01KAR3V0000000000000000000 --json | jq '.policies[].places'",
      "",
      "Exit codes:",
      "  0    said",
      "  1    the command line is wrong, the ledger cannot be read, or there is no such event",
      "  3    said, without entries of the trail that cannot be read",
    })
final class EventsWhyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "<id>",
      description = "The event's id, or its request's: the gateway's or the caller's own.")
  private String id = "";

  @Option(names = "--json", description = "Print it as one JSON object.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  EventsWhyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Path folder = ledger.folder(invocation);
    try (EventReader reader = Ledgers.openForReading(folder)) {
      DecisionEvent event = NamedEvent.find(reader, id);
      var leftOut = new LeftOutRecords();
      EscalationTale tale = EscalationTale.of(reader, event, leftOut);
      PackFrames frames = PackFrames.of(reader, folder, invocation, event.pack().digest());
      PackInForce inForce = PackInForce.of(reader, event, leftOut);
      if (json) {
        invocation.out().println(WhyJson.write(event, frames, inForce, tale));
      } else {
        print(event, frames, inForce, tale);
      }
      return LeftOutNote.tell(invocation, leftOut, ExitCode.OK);
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  /** The policies that made it what it is. */
  static List<PolicyResult> made(DecisionEvent event) {
    if (repeated(event) != null) {
      return List.of();
    }
    return event.policyResults().stream().filter(PackText::matters).toList();
  }

  private void print(
      DecisionEvent event,
      @Nullable PackFrames frames,
      @Nullable PackInForce inForce,
      EscalationTale tale) {
    say("%s: %s, %s".formatted(event.id(), event.verdict(), event.reasonCode()));
    say(
        "pack %s %s, %s%s"
            .formatted(
                event.pack().name(),
                event.pack().version(),
                event.pack().digest(),
                frames == null ? ", which was not kept" : ""));
    if (inForce != null) {
      say("  in force " + inForce.words());
      String change = inForce.change();
      if (change != null) {
        say("  " + change);
      }
    }
    List<PolicyResult> made = made(event);
    for (PolicyResult result : made) {
      print(event, result, frames);
    }
    event
        .faults()
        .forEach(fault -> say("fault in %s: %s".formatted(fault.phase(), fault.problem())));
    if (!tale.entries().isEmpty()) {
      say("");
      say(tale.id());
      tale.entries().forEach(entry -> say("  " + EscalationTale.words(entry)));
    }
    say("");
    if (made.isEmpty()) {
      say(withoutPolicies(event));
    } else {
      say("for an `allow`, these would all have had to find nothing, or to allow it:");
      made.forEach(result ->
          say(
              "  %s in phase %s%s"
                  .formatted(
                      result.policy(),
                      result.phase(),
                      result.rules().isEmpty()
                          ? ""
                          : ", rule " + String.join(", ", result.rules()))));
    }
  }

  /** The event whose refusal was given again; null where this one was decided by itself. */
  private static @Nullable String repeated(DecisionEvent event) {
    return event.reasonCode().equals(RefusedRequests.REASON)
        ? event.tags().get(RefusedRequests.TAG)
        : null;
  }

  static String withoutPolicies(DecisionEvent event) {
    String repeated = repeated(event);
    if (repeated != null) {
      return "the answer to the same request had just been refused, and no model was asked again;"
          + " `kt events why %s` says why".formatted(repeated);
    }
    if (event.reasonCode().equals(Approval.REASON)) {
      return "a person approved what `%s` escalated".formatted(event.decisivePolicy());
    }
    if (event.policyResults().isEmpty()) {
      return "no policy was asked: the gateway itself decided";
    }
    return event.verdict().equals("allow")
        ? "every policy of the chain allowed it"
        : "no policy of the chain stood in the way: the gateway itself decided";
  }

  private void print(DecisionEvent event, PolicyResult result, @Nullable PackFrames frames) {
    say("");
    say(
        "%s (%s) said %s in phase %s: %s"
            .formatted(
                result.policy(),
                result.kind(),
                result.verdict(),
                result.phase(),
                result.reasonCode()));
    if (frames != null) {
      invocation.out().print(frames.of(result.policy(), result.rules()));
    }
    event.findings().stream()
        .filter(finding -> finding.place().phase().equals(result.phase()))
        .limit(10)
        .forEach(finding ->
            say(
                "  found %s at %s [%d, %d), score %s, by %s"
                    .formatted(
                        finding.category(),
                        finding.place().pointer(),
                        finding.start(),
                        finding.end(),
                        score(finding.score()),
                        finding.detector())));
  }

  private static String score(double score) {
    return String.format(Locale.ROOT, "%.2f", score);
  }

  private void say(String line) {
    invocation.out().println(PrintableText.of(line));
  }
}
