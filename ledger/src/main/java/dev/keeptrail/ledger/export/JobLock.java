package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.lock.HeldFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Keeps all others, in this process and elsewhere, from running the same job. */
final class JobLock implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final HeldFile held;

  private JobLock(HeldFile held) {
    this.held = held;
  }

  static JobLock acquire(Path file) throws ExportJobException, IOException {
    return new JobLock(
        HeldFile.take(file)
            .orElseThrow(() -> new ExportJobException("somebody else is writing this export")));
  }

  /**
   * As above, and waits for whoever has it to let go.
   *
   * @throws ExportJobException when he did not in that time
   */
  static JobLock acquire(Path file, Duration patience) throws ExportJobException, IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return acquire(file);
      } catch (ExportJobException busy) {
        if (System.nanoTime() - end >= 0) {
          throw busy;
        }
        rest(busy);
      }
    }
  }

  private static void rest(ExportJobException busy) throws ExportJobException {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      busy.addSuppressed(stopped);
      throw busy;
    }
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
