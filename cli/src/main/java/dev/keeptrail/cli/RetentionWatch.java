package dev.keeptrail.cli;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerUpkeep;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.ledger.retention.Retention;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prunes the ledger of a running gateway: soon after the start, and once an hour. */
final class RetentionWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionWatch.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Path folder;
  private final Administration administration;
  private final Retention retention;
  private final Clock clock;

  RetentionWatch(Path folder, Administration administration, Retention retention, Clock clock) {
    this.folder = folder;
    this.administration = administration;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      Thread.sleep(FIRST);
      while (!retention.isForEver()) {
        prune();
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException _) {
      // The gateway stops.
    }
  }

  private void prune() throws InterruptedException {
    try (LedgerUpkeep upkeep = Ledgers.openForUpkeep(folder, administration, clock)) {
      // The gateway's own housekeeping takes the notice into the ledger.
      Pruning pruned;
      do {
        pruned = upkeep.prune(retention, new Actor(Actor.SYSTEM, "retention"), () -> {});
        if (!pruned.isNothing()) {
          LOG.info("{} decisions were pruned: {}", pruned.decisions(), retention.summary());
        }
      } while (pruned.more());
    } catch (LedgerException failed) {
      LOG.error("nothing is pruned now: {}", failed.getMessage());
    }
  }
}
