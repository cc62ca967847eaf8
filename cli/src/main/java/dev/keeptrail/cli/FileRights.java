package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may read a file, where the file system knows of owners, groups and others. */
final class FileRights {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private FileRights() {}

  /** Makes a new file that from its first moment only its owner can read. */
  static void createPrivate(Path file, String text) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix()
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel channel = Files.newByteChannel(file, fresh, attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** Makes a folder that only its owner can look into, where there is none. */
  static void createPrivateFolder(Path folder) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix()
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(folder, attributes);
  }

  static void everybodyReads(Path file) throws IOException {
    if (isPosix()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /** Whether anybody but the owner can read the file. */
  static boolean isOpenToOthers(Path file) throws IOException {
    return isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
  }

  /**
   * Whether whoever runs this cannot see what is in a folder, or not even whether there is one,
   * because it is somebody else's.
   */
  static boolean isClosed(Path folder) {
    try {
      return Files.readAttributes(folder, BasicFileAttributes.class).isDirectory()
          && !(Files.isReadable(folder) && Files.isExecutable(folder));
    } catch (AccessDeniedException ofAnother) {
      return true;
    } catch (IOException otherwise) {
      // It is not there, or no folder; whoever wants to read it says so.
      return false;
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
