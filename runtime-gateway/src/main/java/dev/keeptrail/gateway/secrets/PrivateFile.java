package dev.keeptrail.gateway.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Files that from their first moment only their owner can read, where the system knows of owners.
 * Stateless but for the turns that threads of this process take.
 */
public final class PrivateFile {
  private static final ReentrantLock TURN = new ReentrantLock();
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /** What is done to a file while nobody else does anything to it. */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    void run() throws IOException, E;
  }

  /** Makes a file that is not there yet. */
  static void create(Path file, byte[] content) throws IOException {
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, fresh, ownerOnly())) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Replaces a file as a whole, so that a reader sees the old one or the new one. */
  public static void replace(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    create(next, content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Works on a file while no other thread and no other process that does so by this works on it.
   */
  public static <E extends Exception> void alone(Path file, Work<E> work) throws IOException, E {
    // A lock on a file keeps other processes out, and threads of this one not at all.
    TURN.lock();
    try {
      Files.createDirectories(file.resolveSibling(""));
      Path guard = file.resolveSibling(file.getFileName() + ".lock");
      Set<StandardOpenOption> made = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try (FileChannel channel = FileChannel.open(guard, made, ownerOnly());
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the file is not to be had for oneself");
        }
        work.run();
      }
    } finally {
      TURN.unlock();
    }
  }

  /** Whether anybody but the owner can read or write it. */
  static boolean isOpenToOthers(Path file) throws IOException {
    return isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
  }

  /** What a file is made with so that only its owner can read it; nothing where none are known. */
  public static FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  public static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
