package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is written beside a file until it can take its place, readable for its owner only: all that
 * is called {@code .kt-<number>.…}. It goes away when closed. A process that is killed leaves it
 * there, and the next one that writes into the folder removes it: a lock on {@code
 * .kt-<number>.lock}, which the system drops, tells that its writer is gone. What has no such file
 * beside it is nobody's business.
 */
final class Unfinished implements AutoCloseable {
  private static final String START = ".kt-";
  private static final String LOCK = ".lock";

  /** WHY: closing any channel of a file drops all locks that this process has on it. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path lock;
  private final @Nullable FileChannel held;
  private final Thread atEnd = new Thread(this::removeAtEnd);

  private Unfinished(Path lock, @Nullable FileChannel held) {
    this.lock = lock;
    this.held = held;
  }

  /** Room beside a file, on its disk. Removes what writers that are gone have left there. */
  static Unfinished beside(Path target) throws IOException {
    Path folder = target.toAbsolutePath().resolveSibling("");
    clear(folder);
    Path lock = Files.createTempFile(folder, START, LOCK);
    HELD_HERE.add(lock);
    var made = new Unfinished(lock, taken(lock));
    Runtime.getRuntime().addShutdownHook(made.atEnd);
    return made;
  }

  /** A new file. */
  Path file() throws IOException {
    return Files.createFile(named(".unfinished"), ownerOnly("rw-------"));
  }

  /** A new folder. */
  Path folder() throws IOException {
    return Files.createDirectory(named(".work"), ownerOnly("rwx------"));
  }

  private Path named(String ending) {
    return lock.resolveSibling(stem(lock) + ending);
  }

  private static String stem(Path lock) {
    String name = String.valueOf(lock.getFileName());
    return name.substring(0, name.length() - LOCK.length());
  }

  private FileAttribute<?>[] ownerOnly(String rights) {
    return lock.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  /** Null where somebody has it, or a disk knows no locks: then nobody removes anything there. */
  private static @Nullable FileChannel taken(Path lock) {
    FileChannel channel = null;
    FileLock taken = null;
    try {
      // A link that somebody put there leads nowhere, and nothing is written to what it is.
      channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      taken = channel.tryLock();
    } catch (IOException | OverlappingFileLockException unlockable) {
      taken = null;
    }
    if (taken == null) {
      release(channel);
      return null;
    }
    return channel;
  }

  private static void release(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException unclosed) {
      throw new IllegalStateException("a lock cannot be let go", unclosed);
    }
  }

  /** What cannot be removed is in nobody's way: what is to be written counts. */
  private static void clear(Path folder) {
    List<Path> locks = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, START + "*" + LOCK)) {
      found.forEach(locks::add);
    } catch (IOException | DirectoryIteratorException unlistable) {
      return;
    }
    for (Path lock : locks) {
      FileChannel abandoned = HELD_HERE.contains(lock) ? null : taken(lock);
      if (abandoned != null) {
        removeAll(lock, abandoned);
      }
    }
  }

  private static void removeAll(Path lock, FileChannel abandoned) {
    try {
      remove(lock);
    } catch (IOException inUse) {
      return;
    } finally {
      release(abandoned);
    }
  }

  /** All that belongs to a lock, and the lock last. */
  private static void remove(Path lock) throws IOException {
    Path folder = lock.resolveSibling("");
    List<Path> parts = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            folder, one -> String.valueOf(one.getFileName()).startsWith(stem(lock) + "."))) {
      found.forEach(parts::add);
    }
    for (Path part : parts) {
      if (!part.equals(lock)) {
        TemporaryFolder.remove(part);
      }
    }
    Files.deleteIfExists(lock);
  }

  /** Where the process is asked to end; one that is killed is cleared up behind later. */
  private void removeAtEnd() {
    try {
      remove(lock);
    } catch (IOException inUse) {
      System.err.println("kt: `" + lock + "` could not be removed, and what belongs to it");
    }
  }

  private void forget() {
    try {
      boolean ignored = Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException ending) {
      // It is running already, or about to.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    forget();
    try {
      if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
        remove(lock);
      }
    } finally {
      if (held != null) {
        held.close();
      }
      HELD_HERE.remove(lock);
    }
  }
}
