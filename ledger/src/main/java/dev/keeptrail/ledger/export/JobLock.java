package dev.keeptrail.ledger.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps all others, in this process and elsewhere, from running the same job. */
final class JobLock implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final FileChannel channel;

  private JobLock(FileChannel channel) {
    this.channel = channel;
  }

  static JobLock acquire(Path file) throws ExportJobException, IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            ExportJobs.ownerOnly("rw-------"));
    boolean held = false;
    try {
      held = lock(channel) != null;
    } finally {
      if (!held) {
        channel.close();
      }
    }
    if (!held) {
      throw new ExportJobException("somebody else is writing this export");
    }
    return new JobLock(channel);
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

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
