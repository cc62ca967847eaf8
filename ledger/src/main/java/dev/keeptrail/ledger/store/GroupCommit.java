package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.SaltedLeaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects events from many threads into transactions of one writer thread. The writer takes
 * whatever waits, commits it, lets the appenders go and looks again: one event alone is committed
 * at once, and under load the batch grows to what arrived during the commit before. Where commits
 * are quick, events that come side by side are waited for a moment, because a transaction costs
 * more than an event in it. No event is ever dropped: when the queue is full, appenders wait, and
 * are refused when their time is up.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final long IDLE_MILLIS = 1_000;
  private static final PendingEvent LAST =
      new PendingEvent("", 0, "", Set.of(), new byte[0], SaltedLeaf.NONE);

  private final CommitTarget target;
  private final BlockingQueue<PendingEvent> queue;
  private final int batchLimit;
  private final long gatheringNanos;
  private final long timeoutNanos;
  private final Thread writer;
  private final AppendDeadlines deadlines = new AppendDeadlines();

  /** How many events in the queue end the writer's wait for more; 0 while it does not wait. */
  private volatile int wanted;

  private volatile boolean healthy = true;

  /** Since when the writer has been busy with one batch; 0 while it is not. */
  private volatile long busySince;

  private volatile boolean closing;
  private volatile boolean finished;

  GroupCommit(CommitTarget target, StoreOptions options) {
    this.target = target;
    this.queue = new ArrayBlockingQueue<>(options.queueCapacity());
    this.batchLimit = options.batchLimit();
    this.gatheringNanos = options.gathering().toNanos();
    this.timeoutNanos = options.appendTimeout().toNanos();
    this.writer = Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::write);
    writer.start();
  }

  /**
   * Hands an event to the writer and waits until it is durable. An interrupted or late appender
   * gets an exception; its event is withdrawn if the writer has not begun with it, and otherwise
   * the interrupted one still waits for the outcome. The interrupt flag is kept.
   */
  long append(PendingEvent event) throws LedgerException {
    long deadline = System.nanoTime() + timeoutNanos;
    enqueue(event, deadline);
    if (finished && event.withdraw()) {
      throw closed();
    }
    try (AppendDeadlines.Deadline _ = deadlines.of(event, deadline - System.nanoTime())) {
      if (!await(event)) {
        judgeDelay();
        throw new LedgerException("the ledger did not confirm the event in time");
      }
    }
    return event.outcome();
  }

  boolean healthy() {
    return healthy && !closing;
  }

  /** How many events wait for the writer. */
  int waiting() {
    return queue.size();
  }

  /** Writes what was handed over before, then ends the writer. Later appends are refused. */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        if (queue.offer(LAST, 100, TimeUnit.MILLISECONDS)) {
          writer.join();
        }
      } catch (InterruptedException exception) {
        interrupted = true;
      }
    }
    deadlines.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void enqueue(PendingEvent event, long deadline) throws LedgerException {
    if (closing) {
      throw closed();
    }
    try {
      if (!queue.offer(event, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new LedgerException("the ledger is overloaded: no room for the event in time");
      }
      int enough = wanted;
      if (enough > 0 && queue.size() >= enough) {
        LockSupport.unpark(writer);
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted before the event was recorded", exception);
    }
  }

  /**
   * WHY: a disk or a server that hangs fails nothing, and whoever asks would go on paying for
   * answers that cannot be recorded. The next commit that comes to an end says that it is over.
   */
  private void judgeDelay() {
    long since = busySince;
    if (since != 0 && System.nanoTime() - since >= timeoutNanos / 2 && healthy) {
      healthy = false;
      LOG.error(
          "a commit has not come to its end for {} s: the disk or the server of the ledger hangs",
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since));
    }
  }

  /** Whether the event is settled; false where its time is up. */
  private static boolean await(PendingEvent event) throws LedgerException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          boolean settled = event.await();
          if (!settled) {
            event.withdraw();
          }
          return settled;
        } catch (InterruptedException exception) {
          interrupted = true;
          if (event.withdraw()) {
            throw new LedgerException("interrupted before the event was recorded", exception);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void write() {
    List<PendingEvent> batch = new ArrayList<>(batchLimit);
    boolean open = true;
    int before = 0;
    while (open) {
      try {
        open = collect(batch, before);
        if (!batch.isEmpty()) {
          busySince = System.nanoTime();
          commit(batch);
          target.settle();
        }
      } catch (OutOfMemoryError exhausted) {
        // WHY: a dead writer would leave every later appender to its deadline.
        failed(batch, new LedgerException("the ledger's writer ran out of memory", exhausted));
      }
      busySince = 0;
      before = batch.size();
      batch.clear();
    }
    finished = true;
    refuseTheRest();
    target.close();
  }

  /**
   * Fills the batch with what waits; false when the last event is in it.
   *
   * @param before how many were in the batch before
   */
  private boolean collect(List<PendingEvent> batch, int before) {
    try {
      PendingEvent first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
      if (first == null) {
        busySince = System.nanoTime();
        judge(target.idle());
        return true;
      }
      batch.add(first);
      if (first != LAST) {
        gather(before - 1);
      }
    } catch (InterruptedException exception) {
      // Nobody outside knows this thread; a stray interrupt must not stop the ledger.
      LOG.debug("the ledger's writer was interrupted and goes on", exception);
      return true;
    }
    queue.drainTo(batch, batchLimit - 1);
    boolean last = batch.removeIf(event -> event == LAST);
    batch.removeIf(event -> !event.take());
    return !last;
  }

  /** Waits until so many are in the queue, or its time is up. */
  private void gather(int enough) {
    if (gatheringNanos == 0 || enough < 1) {
      return;
    }
    long deadline = System.nanoTime() + gatheringNanos;
    wanted = enough;
    long left = gatheringNanos;
    while (queue.size() < enough && left > 0 && !Thread.interrupted()) {
      LockSupport.parkNanos(this, left);
      left = deadline - System.nanoTime();
    }
    wanted = 0;
  }

  private void commit(List<PendingEvent> batch) {
    try {
      List<PendingEvent> durable = target.commit(batch);
      recovered();
      durable.forEach(PendingEvent::succeed);
    } catch (LedgerException exception) {
      failed(batch, exception);
    } catch (RuntimeException | Error exception) {
      // WHY: also errors such as a full heap, because a dead writer would leave appenders hanging.
      failed(batch, new LedgerException("the ledger's writer failed", exception));
    }
  }

  private void judge(CommitTarget.Condition condition) {
    switch (condition) {
      case UNKNOWN -> {}
      case WRITABLE -> recovered();
      case LOST -> {
        if (healthy) {
          LOG.error("the ledger cannot be reached");
          healthy = false;
        }
      }
    }
  }

  private void recovered() {
    if (!healthy) {
      LOG.warn("the ledger records events again");
      healthy = true;
    }
  }

  private void failed(List<PendingEvent> batch, LedgerException problem) {
    if (healthy) {
      LOG.error("{} events were not recorded: {}", batch.size(), problem.getMessage());
    } else {
      LOG.debug("{} more events were not recorded: {}", batch.size(), problem.getMessage());
    }
    healthy = false;
    batch.forEach(event -> event.fail(problem));
  }

  private void refuseTheRest() {
    List<PendingEvent> rest = new ArrayList<>();
    queue.drainTo(rest);
    for (PendingEvent event : rest) {
      if (event.take()) {
        event.fail(closed());
      }
    }
  }

  private static LedgerException closed() {
    return new LedgerException("the ledger is closed");
  }
}
