package dev.keeptrail.ledger.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings commits to the disk in the background: one fsync of SQLite's log in each interval that had
 * a commit. SQLite itself syncs the log before it folds it into the database file, so between the
 * two no commit stays unsynced for longer than an interval and one fsync.
 */
final class LogSync implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogSync.class);

  private final Path log;
  private final long intervalNanos;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean dirty;
  private volatile boolean healthy = true;

  LogSync(Path log, Duration interval) {
    this.log = log;
    this.intervalNanos = interval.toNanos();
    this.thread = Thread.ofPlatform().name("ledger-sync").daemon().unstarted(this::run);
    thread.start();
  }

  /** There is a commit to be synced. */
  void committed() {
    dirty = true;
  }

  /** False after a failed fsync until one succeeds. */
  boolean healthy() {
    return healthy;
  }

  private void run() {
    boolean open = true;
    while (open) {
      try {
        open = !closed.await(intervalNanos, TimeUnit.NANOSECONDS);
      } catch (InterruptedException exception) {
        // Nobody outside knows this thread; a stray interrupt must not stop the syncs.
        LOG.debug("the ledger's sync was interrupted and goes on", exception);
      }
      if (dirty) {
        sync();
      }
    }
  }

  private void sync() {
    dirty = false;
    // WHY: only the log may be opened here. Closing a channel of the database file would drop the
    // locks that SQLite holds on it; the log has none.
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.force(false);
      healthy = true;
    } catch (NoSuchFileException exception) {
      // SQLite removes its log only after everything in it is synced into the file.
      LOG.debug("the ledger's log is folded in already", exception);
      healthy = true;
    } catch (IOException exception) {
      if (healthy) {
        LOG.error("recorded events could not be synced to the disk: {}", exception.toString());
      }
      LOG.debug("recorded events could not be synced because of", exception);
      dirty = true;
      healthy = false;
    }
  }

  /** Syncs what is left and ends. */
  @Override
  public void close() {
    closed.countDown();
    Joining.join(thread);
  }
}
