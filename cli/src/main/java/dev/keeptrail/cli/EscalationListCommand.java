package dev.keeptrail.cli;

import dev.keeptrail.cli.FittedTable.Column;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.Escalation.State;
import dev.keeptrail.ledger.escalation.EscalationJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the queue. */
@Command(
    name = "list",
    description = "Show escalations, the newest first.",
    footer = {
      "",
      "Without --state, those that nobody has decided yet.",
      "",
      "Examples:",
      "  kt escalation list --assignee treasury",
      "  kt escalation list --state approved,denied --json",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, or there is no queue",
    })
final class EscalationListCommand implements Callable<Integer> {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 10_000;

  @Option(
      names = "--state",
      paramLabel = "<state>",
      split = ",",
      converter = Words.EscalationStates.class,
      completionCandidates = Words.EscalationStates.class,
      description =
          "queued, claimed, approved, denied, used or expired; several with commas. Default: queued"
              + " and claimed.")
  private List<State> states = new ArrayList<>();

  @Option(
      names = "--assignee",
      paramLabel = "<name>",
      description = "Only those for this team or user: a name, team:<name> or user:<name>.")
  private @Nullable String assignee;

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      description = "At most so many, 1 to 10000. Default: 50.")
  private int limit = DEFAULT_LIMIT;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  EscalationListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (limit < 1 || limit > MOST) {
      throw new CommandFailedException("--limit is 1 to " + MOST, null);
    }
    Set<State> wanted =
        states.isEmpty() ? EnumSet.of(State.QUEUED, State.CLAIMED) : EnumSet.copyOf(states);
    try (var open = OpenAdministration.reading(ledger.folder(invocation), invocation)) {
      List<Escalation> found = open.get().escalations().list(wanted, assignee, limit);
      if (json) {
        invocation.out().println(EscalationJson.tree(found).toPrettyString());
      } else {
        print(found);
      }
      return ExitCode.OK;
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  private void print(List<Escalation> found) {
    var table =
        new FittedTable(
            Column.whole("ID"),
            Column.whole("STATE"),
            Column.whole("TIME"),
            Column.text("FOR", 6).spared(2),
            Column.text("CLAIMED BY", 10).spared(1),
            Column.text("DECIDED BY", 10).spared(4),
            Column.whole("DECIDED").spared(3),
            Column.text("REASON", 6));
    Instant now = invocation.clock().instant();
    for (Escalation one : found) {
      Escalation.Claim claim = one.claim();
      Escalation.Resolution resolution = one.resolution();
      table.add(
          one.id(),
          one.state().word(),
          left(one, now),
          meant(one.draft().assignee()),
          claim == null ? "-" : claim.by(),
          resolution == null ? "-" : resolution.by(),
          resolution == null ? "-" : resolution.at().truncatedTo(ChronoUnit.SECONDS),
          one.draft().reasonCode());
    }
    boolean chosen = assignee != null || !states.isEmpty();
    table.print(invocation, chosen ? "no escalation fits" : "nothing waits for anybody");
  }

  private static String meant(@Nullable Assignee assignee) {
    return assignee == null ? "-" : assignee.name();
  }

  /** How long it still waits, or is good. */
  static String left(Escalation one, Instant now) {
    boolean counts = one.state().isOpen() || one.state() == State.APPROVED;
    if (!counts) {
      return "-";
    }
    Duration left = Duration.between(now, one.expires());
    if (left.toHours() >= 48) {
      return left.toDays() + "d";
    }
    return left.toHours() > 0
        ? "%dh %02dm".formatted(left.toHours(), left.toMinutesPart())
        : "%dm".formatted(Math.max(0, left.toMinutes()));
  }
}
