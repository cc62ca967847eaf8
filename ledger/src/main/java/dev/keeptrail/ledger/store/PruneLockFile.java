package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to prune as a file's lock, which goes with the process that holds it. */
final class PruneLockFile implements PruneLock {
  private final Path file;
  private final FileChannel channel;

  private PruneLockFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static PruneLock acquire(LedgerFiles files) throws LedgerException {
    Path file = files.pruneLock();
    files.createFile(file);
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw PruneLock.held(files.database().toString());
      }
      return new PruneLockFile(file, channel);
    } catch (IOException exception) {
      throw new LedgerException("`" + file + "` cannot be locked", exception);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  @Override
  public void close() throws LedgerException {
    try {
      channel.close();
    } catch (IOException exception) {
      throw new LedgerException("`" + file + "` cannot be closed", exception);
    }
  }
}
