package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.lock.HeldFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The right to prune as a file's lock, which goes with the process that holds it. */
final class PruneLockFile implements PruneLock {
  private final Path file;
  private final HeldFile held;

  private PruneLockFile(Path file, HeldFile held) {
    this.file = file;
    this.held = held;
  }

  static PruneLock acquire(LedgerFiles files) throws LedgerException {
    Path file = files.pruneLock();
    try {
      Optional<HeldFile> held = HeldFile.take(file);
      if (held.isEmpty()) {
        throw PruneLock.held(files.database().toString());
      }
      return new PruneLockFile(file, held.get());
    } catch (IOException exception) {
      throw new LedgerException("`" + file + "` cannot be locked", exception);
    }
  }

  @Override
  public void close() throws LedgerException {
    try {
      held.close();
    } catch (IOException exception) {
      throw new LedgerException("`" + file + "` cannot be closed", exception);
    }
  }
}
