package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventFollower;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.StoredEvent;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  kt events tail --since 2026-03-29 --until 2026-03-30 --zone Europe/Berlin",
      "  kt events tail --follow --json | jq -r .reason_code",
      "",
      "Exit codes:",
      "  0    done, or stopped by Ctrl-C while following",
      "  1    the command line is wrong, or the ledger cannot be read",
      "  3    shown, and records that cannot be read were left out; standard error says which",
    })
final class EventsTailCommand implements Callable<Integer> {
  private static final int DEFAULT_LIMIT = 50;

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      description = "At most so many, 1 to 10000. Default: 50.")
  private int limit = DEFAULT_LIMIT;

  @Option(names = "--follow", description = "Keep showing new ones until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "Print a JSON array; with --follow one object a line.")
  private boolean json;

  @Mixin private EventFilter filter = new EventFilter();
  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  EventsTailCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    // One more than is shown tells whether there are more.
    boolean asIs = follow || limit < 1 || limit >= EventQuery.MAX_LIMIT;
    EventQuery query = filter.query(invocation, asIs ? limit : limit + 1);
    var leftOut = new LeftOutRecords();
    try (EventReader reader = Ledgers.openForReading(ledger.folder(invocation))) {
      var listing = new EventListing(invocation, json, filter.zone());
      if (follow) {
        follow(new EventFollower(reader, query, leftOut), listing);
      } else {
        List<StoredEvent> found = find(reader, query, leftOut);
        print(found.subList(0, Math.min(limit, found.size())), listing);
        if (found.size() > limit) {
          invocation.note(
              "kt: these are the newest %,d; `--limit` and `--until` show older ones"
                  .formatted(limit));
        }
      }
      return LeftOutNote.tell(invocation, leftOut, ExitCode.OK);
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }

  /** In a ledger of millions this can take minutes where hardly any event fits. */
  private List<StoredEvent> find(EventReader reader, EventQuery query, LeftOutRecords leftOut)
      throws LedgerException {
    try (var progress = new ProgressLine(invocation)) {
      if (filter.readsAll()) {
        progress.begin("looking at every event, the newest first; `--since` sets a bound");
      }
      return reader.query(query, leftOut);
    }
  }

  private void print(List<StoredEvent> events, EventListing listing) {
    if (events.isEmpty() && !json) {
      listing.printNone(filter, "");
    } else {
      listing.printAll(events);
    }
  }

  private void follow(EventFollower follower, EventListing listing)
      throws LedgerException, InterruptedException {
    listing.printHeader();
    List<StoredEvent> events = follower.start();
    if (events.isEmpty()) {
      listing.printNone(filter, "; waiting for one, until Ctrl-C");
    }
    while (listing.printLines(events)) {
      events = follower.poll();
      if (events.isEmpty() && invocation.stop().await(EventFollower.INTERVAL)) {
        return;
      }
    }
  }
}
