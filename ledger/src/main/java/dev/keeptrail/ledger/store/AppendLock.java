package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerInUseException;
import dev.keeptrail.ledger.lock.HeldFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The right to append to a ledger, held by one process at a time. */
final class AppendLock implements AutoCloseable {
  private final Path file;
  private final HeldFile held;

  private AppendLock(Path file, HeldFile held) {
    this.file = file;
    this.held = held;
  }

  static AppendLock acquire(LedgerFiles files) throws LedgerException {
    Path file = files.lock();
    try {
      Optional<HeldFile> held = HeldFile.take(file);
      if (held.isEmpty()) {
        throw taken(files, HeldFile.holder(file));
      }
      return new AppendLock(file, held.get());
    } catch (IOException exception) {
      throw new LedgerException(
          "`" + file + "` cannot be locked",
          "check the folder's permissions, and whether its disk is full",
          exception);
    }
  }

  private static LedgerInUseException taken(LedgerFiles files, String holder) {
    return new LedgerInUseException(
        "the ledger in `"
            + files.directory()
            + "` is already open for appending by process "
            + holder
            + "; stop that process or choose another folder");
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
