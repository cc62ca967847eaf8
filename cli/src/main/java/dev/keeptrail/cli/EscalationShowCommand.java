package dev.keeptrail.cli;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.Cover;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.EscalationJson;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Requester;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one escalation, and what it is about. */
@Command(
    name = "show",
    description = "Show one escalation, and with --content what was held back.",
    footer = {
      "",
      "What was held back is there until the escalation is denied, used or expired.",
      "",
      "Examples:",
      "  kt escalation show esc_01KAR3V0000000000000000000 --content",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, or there is no such escalation",
    })
final class EscalationShowCommand implements Callable<Integer> {
  @Mixin private IdArgument named = new IdArgument();

  @Option(names = "--content", description = "Print the request, and the answer, as they came.")
  private boolean content;

  @Option(names = "--json", description = "Print a JSON object, without the content.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  EscalationShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt escalation list");
    try (var open = OpenAdministration.reading(ledger.folder(invocation), invocation)) {
      var queue = open.get().escalations();
      Escalation found =
          queue
              .find(id)
              .orElseThrow(() ->
                  new CommandFailedException(
                      "there is no escalation `" + PrintableText.beginning(id) + "`",
                      "`kt escalation list` shows those that wait"));
      if (json) {
        invocation.out().println(EscalationJson.tree(found).toPrettyString());
      } else {
        print(found);
      }
      if (content) {
        print(queue.content(id));
      }
      return ExitCode.OK;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  private void print(Escalation found) {
    EscalationDraft about = found.draft();
    line("escalation", found.id());
    line("state", found.state().word());
    line("since", found.created().toString());
    line("until", found.expires().toString());
    line("event", about.eventId());
    line("request", about.requestId() + " on " + about.route() + " at " + about.gatewayId());
    line("model", about.model());
    line("pack", about.pack().name() + " " + about.pack().version() + ", " + about.pack().digest());
    line("escalated by", about.policy() + " in phase " + about.phase());
    line("reason", about.reasonCode());
    for (Cover cover : found.covers()) {
      line(
          "lets through",
          cover.policy() + " in phase " + cover.phase() + ", " + cover.reasonCode());
    }
    Assignee assignee = about.assignee();
    line("for", assignee == null ? null : assignee.kind() + " " + assignee.name());
    line("requested by", requester(about.requester()));
    line("content", found.contentHeld() ? "held, sealed" : "not held");
    Escalation.Claim claim = found.claim();
    line("claimed by", claim == null ? null : claim.by() + " at " + claim.at());
    Escalation.Resolution resolution = found.resolution();
    line("decided by", resolution == null ? null : resolution.by() + " at " + resolution.at());
    line("because", resolution == null ? null : resolution.reason());
    Escalation.Use use = found.use();
    line("used by", use == null ? null : use.eventId() + " at " + use.at());
  }

  private static String requester(Requester requester) {
    var text = new StringBuilder();
    if (requester.user() != null) {
      text.append("user ").append(requester.user()).append(' ');
    }
    if (requester.team() != null) {
      text.append("team ").append(requester.team()).append(' ');
    }
    if (requester.key() != null) {
      text.append("key ").append(requester.key());
    }
    return text.isEmpty() ? "nobody knows: the gateway asks for no keys" : text.toString().strip();
  }

  private void print(Optional<HeldContent> held) {
    if (held.isEmpty()) {
      invocation.out().println("nothing is held back");
      return;
    }
    line("the request", text(held.get().request()));
    line(
        "the answer",
        held.get().answer().map(EscalationShowCommand::text).orElse("not asked for, or not whole"));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private void line(String name, @Nullable String value) {
    if (value != null) {
      invocation.out().printf("%-14s %s%n", name, PrintableText.of(value));
    }
  }
}
