package dev.keeptrail.gateway.archive;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.export.ExportJob;
import dev.keeptrail.ledger.export.ExportJobException;
import dev.keeptrail.ledger.export.ExportJobs;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs export jobs one after the other, beside the traffic; those that an earlier process left
 * unfinished come first. Removes those whose time is over.
 */
public final class ExportWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExportWorker.class);

  /** How often files are looked for whose time is over. */
  private static final Duration LOOK = Duration.ofHours(1);

  private final Archive archive;
  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean running = true;

  public ExportWorker(Archive archive) {
    this.archive = archive;
    this.thread = Thread.ofPlatform().daemon().name("keeptrail-exports").start(this::work);
  }

  /** Has a job run when its turn comes. */
  public void run(ExportJob job) {
    waiting.add(job.id());
  }

  private void work() {
    try {
      takeUpUnfinished();
      removeExpired();
      while (running) {
        String id = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (id == null) {
          removeExpired();
        } else {
          runOne(id);
        }
      }
    } catch (InterruptedException _) {
      // The gateway stops; what is unfinished is taken up by the next one.
    }
  }

  private void takeUpUnfinished() {
    try {
      archive.jobs().list().reversed().stream()
          .filter(job ->
              job.state() == ExportJob.State.QUEUED || job.state() == ExportJob.State.RUNNING)
          .forEach(this::run);
    } catch (IOException unreadable) {
      LOG.warn("exports that were begun cannot be read: {}", unreadable.getMessage());
    }
  }

  /** Files are kept as long as is promised, also where nobody makes another one. */
  private void removeExpired() {
    try {
      archive.jobs().removeExpired();
    } catch (LedgerException | IOException failed) {
      LOG.warn("exports whose time is over cannot be removed: {}", failed.getMessage());
    }
  }

  private void runOne(String id) {
    try (EventReader reader = archive.reader()) {
      ExportJob done = archive.jobs().run(id, reader, ExportJobs.Progress.whilst(() -> running));
      LOG.info("export {} is {}", id, done.state().word());
    } catch (ExportJobException busy) {
      LOG.info("export {} is left alone: {}", id, busy.problem());
    } catch (LedgerException | IOException failed) {
      LOG.error("export {} failed: {}", id, failed.getMessage());
    }
  }

  @Override
  public void close() {
    running = false;
    if (waiting.isEmpty()) {
      thread.interrupt();
    }
    try {
      thread.join(5_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
