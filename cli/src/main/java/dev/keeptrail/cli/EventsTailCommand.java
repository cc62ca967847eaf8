package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventFollower;
import dev.keeptrail.ledger.EventQueries;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.StoredEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the ledger holds, also while a gateway is writing to it. */
@Command(
    name = "tail",
    description = "Show recorded decisions.",
    footer = {
      "",
      "The newest comes first; with --follow the oldest does, and new ones follow as they happen.",
      "",
      "Examples:",
      "  kt events tail --limit 5 --json",
      "  kt events tail --since 1h --verdict block,escalate",
      "  kt events tail --follow --json | jq -r .reason_code",
      "",
      "Exit codes:",
      "  0    done, or stopped by Ctrl-C while following",
      "  1    the command line is wrong, or the ledger cannot be read",
    })
final class EventsTailCommand implements Callable<Integer> {
  private static final int DEFAULT_LIMIT = 50;

  @Option(
      names = "--since",
      paramLabel = "<time>",
      description = "From then on: 5m, 1h, 24h, 7d before now, or RFC 3339.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "<time>", description = "Before then.")
  private @Nullable String until;

  @Option(
      names = "--verdict",
      paramLabel = "<verdict>",
      split = ",",
      description = "Only allow, block, redact or escalate; several with commas.")
  private List<String> verdicts = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "<name>",
      description = "Only decisions that this policy settled.")
  private @Nullable String policy;

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      description = "At most so many, 1 to 10000. Default: 50.")
  private int limit = DEFAULT_LIMIT;

  @Option(names = "--follow", description = "Keep showing new ones until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "Print a JSON array; with --follow one object a line.")
  private boolean json;

  @Option(
      names = "--ledger",
      paramLabel = "<folder>",
      description = "The ledger. Default: the folder `ledger` in KEEPTRAIL_HOME.")
  private @Nullable Path ledger;

  private final Invocation invocation;

  EventsTailCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    Path folder = ledger == null ? KeeptrailHome.ledger(invocation.environment()) : ledger;
    EventQuery query = query();
    try (EventReader reader = Ledgers.openForReading(folder)) {
      var listing = new EventListing(invocation, json);
      if (follow) {
        follow(new EventFollower(reader, query), listing);
      } else {
        listing.printAll(reader.query(query));
      }
      return ExitCode.OK;
    } catch (LedgerException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  private EventQuery query() throws CommandFailedException {
    try {
      return new EventQueries(invocation.clock()).parse(since, until, verdicts, policy, limit);
    } catch (QueryFormatException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  private void follow(EventFollower follower, EventListing listing)
      throws LedgerException, InterruptedException {
    listing.printHeader();
    List<StoredEvent> events = follower.start();
    while (listing.printLines(events)) {
      events = follower.poll();
      if (events.isEmpty() && invocation.stop().await(EventFollower.INTERVAL)) {
        return;
      }
    }
  }
}
