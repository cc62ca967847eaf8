package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerInUseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to append to a ledger, held by one process at a time. The operating system drops it
 * when the process dies, so nothing stale can remain; the process id in the file is only for the
 * message.
 */
final class AppendLock implements AutoCloseable {
  /** Far behind the text, so that the text stays readable where locks are mandatory. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int MAX_HOLDER_BYTES = 32;

  /**
   * WHY: closing any channel of a file drops all locks that this process has on it, so a second
   * opening inside the process must be refused before it touches the file.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private AppendLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static AppendLock acquire(LedgerFiles files) throws LedgerException {
    files.createFile(files.lock());
    Path file = realPath(files.lock());
    if (!HELD_HERE.add(file)) {
      throw held(files, Long.toString(ProcessHandle.current().pid()));
    }
    boolean acquired = false;
    try {
      AppendLock lock = new AppendLock(file, lockedChannel(files, file));
      acquired = true;
      return lock;
    } finally {
      if (!acquired) {
        HELD_HERE.remove(file);
      }
    }
  }

  private static FileChannel lockedChannel(LedgerFiles files, Path file) throws LedgerException {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = holder(channel);
        channel.close();
        throw held(files, holder);
      }
      writeHolder(channel);
      return channel;
    } catch (IOException exception) {
      throw new LedgerException("`" + file + "` cannot be locked", exception);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    return channel.tryLock(LOCKED_BYTE, 1, false);
  }

  private static void writeHolder(FileChannel channel) throws IOException {
    String holder = ProcessHandle.current().pid() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_HOLDER_BYTES);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
    boolean number =
        !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return number ? text : "unknown";
  }

  private static LedgerInUseException held(LedgerFiles files, String holder) {
    return new LedgerInUseException(
        "the ledger in `"
            + files.directory()
            + "` is already open for appending by process "
            + holder
            + "; stop that process or choose another folder");
  }

  private static Path realPath(Path file) throws LedgerException {
    try {
      return file.toRealPath();
    } catch (IOException exception) {
      throw new LedgerException("`" + file + "` cannot be opened", exception);
    }
  }

  @Override
  public void close() throws LedgerException {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException exception) {
      throw new LedgerException("`" + file + "` cannot be closed", exception);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
