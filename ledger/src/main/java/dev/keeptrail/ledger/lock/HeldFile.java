package dev.keeptrail.ledger.lock;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file that one holder has at a time, in this process and elsewhere, until it is closed. The
 * operating system drops the lock when the process dies, so nothing stale can remain; the process
 * id in the file is only for messages.
 */
public final class HeldFile implements AutoCloseable {
  /** Far behind the text, so that the text stays readable where locks are mandatory. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int MAX_HOLDER_BYTES = 32;

  /**
   * WHY: closing any channel of a file drops all locks that this process has on it (POSIX, {@code
   * fcntl}), so a second holder inside the process must be refused before it touches the file.
   * Guarded by itself.
   */
  private static final Set<Path> HELD_HERE = new HashSet<>();

  private final Path file;
  private final RandomAccessFile opened;
  private boolean closed;

  private HeldFile(Path file, RandomAccessFile opened) {
    this.file = file;
    this.opened = opened;
  }

  /**
   * Takes a file, or says that somebody has it. One that is not there is made, for its owner alone.
   *
   * @throws IOException when the file cannot be written or locked
   */
  public static Optional<HeldFile> take(Path file) throws IOException {
    synchronized (HELD_HERE) {
      Path real = realPath(file);
      if (HELD_HERE.contains(real)) {
        return Optional.empty();
      }
      Optional<HeldFile> taken = lock(real);
      taken.ifPresent(held -> HELD_HERE.add(held.file));
      return taken;
    }
  }

  private static Optional<HeldFile> lock(Path file) throws IOException {
    create(file);
    // Unlike a channel of its own, this one is written by threads that were interrupted too.
    var opened = new RandomAccessFile(file.toFile(), "rw");
    boolean taken = false;
    try {
      if (opened.getChannel().tryLock(LOCKED_BYTE, 1, false) == null) {
        return Optional.empty();
      }
      opened.setLength(0);
      opened.write((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8));
      taken = true;
      return Optional.of(new HeldFile(file, opened));
    } catch (OverlappingFileLockException otherName) {
      // A hard link is another path to what is held here.
      return Optional.empty();
    } finally {
      if (!taken) {
        opened.close();
      }
    }
  }

  private static void create(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        Files.createFile(file, ownerOnly(file));
      }
    } catch (FileAlreadyExistsException exception) {
      // Somebody else was faster: it is there, which is all that was asked for.
      return;
    }
  }

  /**
   * The id of the process that has the file, or had it last; {@code unknown} where none says so.
   */
  public static String holder(Path file) throws IOException {
    synchronized (HELD_HERE) {
      if (HELD_HERE.contains(realPath(file))) {
        return Long.toString(ProcessHandle.current().pid());
      }
      try (InputStream in = new FileInputStream(file.toFile())) {
        String text = new String(in.readNBytes(MAX_HOLDER_BYTES), StandardCharsets.UTF_8).strip();
        boolean number =
            !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return number ? text : "unknown";
      }
    }
  }

  private static Path realPath(Path file) throws IOException {
    return Files.exists(file)
        ? file.toRealPath()
        : file.toAbsolutePath().resolveSibling("").toRealPath().resolve(file.getFileName());
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD_HERE) {
      if (closed) {
        return;
      }
      closed = true;
      try {
        opened.close();
      } finally {
        HELD_HERE.remove(file);
      }
    }
  }
}
