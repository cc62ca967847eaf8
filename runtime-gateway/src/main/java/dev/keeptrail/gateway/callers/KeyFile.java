package dev.keeptrail.gateway.callers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The file that keys are kept in. It is replaced as a whole, so that a reader sees the old keys or
 * the new ones; those who change it take turns by a lock on a file beside it. Made for its owner's
 * eyes only, and not read where others may write to it: whoever can write it can let himself in.
 */
public final class KeyFile {
  private static final ReentrantLock TURN = new ReentrantLock();
  private static final long MAX_BYTES = 64L << 20;
  private static final Set<PosixFilePermission> WRITE_BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final Path path;

  public KeyFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  public Path path() {
    return path;
  }

  /**
   * The keys in the order in which they were made; none when there is no file.
   *
   * @throws KeyFileException when the file is not what this version writes, or open to others
   */
  public List<ApiKey> read() throws KeyFileException {
    try {
      if (isPosix()
          && Files.getPosixFilePermissions(path).stream().anyMatch(WRITE_BY_OTHERS::contains)) {
        throw new KeyFileException("others may write to it; `chmod 600` it");
      }
      if (Files.size(path) > MAX_BYTES) {
        throw new KeyFileException("it is larger than a file of keys can be");
      }
      return KeyJson.read(Files.readAllBytes(path));
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException unreadable) {
      throw new KeyFileException("it cannot be read");
    }
  }

  /**
   * Reads the keys, changes them and writes them back, while nobody else does.
   *
   * @throws KeyFileException when the file cannot be read or written
   */
  public void change(UnaryOperator<List<ApiKey>> change) throws KeyFileException {
    // A lock on a file keeps other processes out, and threads of this one not at all.
    TURN.lock();
    try {
      Files.createDirectories(path.resolveSibling(""));
      Path guard = path.resolveSibling(path.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(
                  guard, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly());
          FileLock lock = channel.lock()) {
        if (lock.isValid()) {
          replace(KeyJson.write(change.apply(read())));
        }
      }
    } catch (IOException unwritable) {
      throw new KeyFileException("it cannot be written");
    } finally {
      TURN.unlock();
    }
  }

  private void replace(byte[] json) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".next");
    Files.deleteIfExists(next);
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(next, fresh, ownerOnly())) {
      ByteBuffer bytes = ByteBuffer.wrap(json);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
