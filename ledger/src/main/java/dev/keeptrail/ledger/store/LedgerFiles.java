package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The files of one ledger and who may read them. */
record LedgerFiles(Path directory) {
  private static final FileAttribute<?>[] NOTHING_SPECIAL = {};

  LedgerFiles(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  Path database() {
    return directory.resolve("ledger.db");
  }

  /** SQLite's write-ahead log, which holds the newest commits. */
  Path log() {
    return directory.resolve("ledger.db-wal");
  }

  /** Escalations, packs, and the trail on its way: apart from events, so that nobody waits. */
  Path administration() {
    return directory.resolve("administration.db");
  }

  Path lock() {
    return directory.resolve("ledger.lock");
  }

  Path pruneLock() {
    return directory.resolve("prune.lock");
  }

  /** What candidates would have decided otherwise. */
  Path shadow() {
    return directory.resolve("shadow.db");
  }

  /** The form that SQLite reads as a URI, so that no character of the path has a second meaning. */
  static String url(Path database, String parameters) {
    return "jdbc:sqlite:" + database.toUri() + "?" + parameters;
  }

  void createDirectory() throws LedgerException {
    try {
      Files.createDirectories(directory, ownerOnly("rwx------"));
    } catch (FileAlreadyExistsException exception) {
      throw new LedgerException("`" + directory + "` is a file, not a folder", exception);
    } catch (IOException exception) {
      boolean hidden = !Files.exists(directory) && !Files.notExists(directory);
      throw new LedgerException(
          "the folder `"
              + directory
              + (hidden ? "` cannot be reached by this user" : "` cannot be created"),
          "point KEEPTRAIL_HOME, or --ledger, at a folder of yours",
          exception);
    }
  }

  /** Makes an empty file with mode 0600 unless it is there; SQLite gives its log the same mode. */
  void createFile(Path file) throws LedgerException {
    try {
      if (!Files.exists(file)) {
        Files.createFile(file, ownerOnly("rw-------"));
      }
    } catch (FileAlreadyExistsException exception) {
      // Somebody else was faster: it is there, which is all that was asked for.
      return;
    } catch (IOException exception) {
      throw new LedgerException(
          "`" + file + "` cannot be created",
          "check the permissions of the folder, and the disk for room and free inodes (`df -h`,"
              + " `df -i`)",
          exception);
    }
  }

  private FileAttribute<?>[] ownerOnly(String permissions) {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return NOTHING_SPECIAL;
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
