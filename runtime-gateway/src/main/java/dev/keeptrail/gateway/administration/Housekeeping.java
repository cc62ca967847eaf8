package dev.keeptrail.gateway.administration;

import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a second, away from requests: takes the administrative trail into the ledger, and settles
 * escalations that are too old or used. Once a minute, and at the end, it writes down what was
 * refused without an event. What fails is tried again.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** How often it is written what was refused. */
  private static final Duration TALLY = Duration.ofMinutes(1);

  private final Administration administration;
  private final EventStore store;
  private final RefusalTally refusals;
  private final Runnable besides;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private long written = System.nanoTime();
  private boolean failing;

  private Housekeeping(
      Administration administration, EventStore store, RefusalTally refusals, Runnable besides) {
    this.besides = besides;
    this.refusals = refusals;
    this.administration = administration;
    this.store = store;
    this.thread = Thread.ofPlatform().name("keeptrail-housekeeping").daemon().unstarted(this::run);
  }

  /**
   * Begins.
   *
   * @param besides what else is done once a second; must not throw
   */
  public static Housekeeping start(
      Administration administration, EventStore store, RefusalTally refusals, Runnable besides) {
    var housekeeping = new Housekeeping(administration, store, refusals, besides);
    housekeeping.thread.start();
    return housekeeping;
  }

  private void run() {
    boolean open = true;
    while (open) {
      try {
        open = !closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        // Nobody outside knows this thread; a stray interrupt must not end it.
        LOG.debug("housekeeping was interrupted and goes on", interrupted);
      }
      once(!open);
    }
  }

  private void once(boolean last) {
    try {
      besides.run();
      if (last || System.nanoTime() - written > TALLY.toNanos()) {
        written = System.nanoTime();
        refusals.write(administration);
      }
      int ignored = administration.escalations().expire();
      int drained = administration.drain(store);
      if (drained > 0) {
        LOG.debug("{} entries of the trail are in the ledger", drained);
      }
      failing = false;
    } catch (LedgerException failed) {
      tell(failed.getMessage());
    } catch (RuntimeException | Error failed) {
      // WHY: nobody else does this work, so what fails once, for want of memory or of files, must
      // not be its end.
      tell(Sketch.of(failed));
    }
  }

  private void tell(@Nullable String why) {
    if (!failing) {
      LOG.error("the administrative trail waits: {}", why);
    }
    failing = true;
  }

  /** Takes in what is left, and ends. */
  @Override
  public void close() {
    closed.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException exception) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
