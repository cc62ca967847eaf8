package dev.keeptrail.ledger.store;

import java.io.File;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A database file was emptied or removed, and its log still has what was written last. SQLite never
 * leaves that behind. It takes the file for a new one and deletes the log, also when it only reads.
 */
final class EmptiedException extends SQLException {
  private static final long serialVersionUID = 1L;

  private EmptiedException(File log) {
    super(
        "is empty, and `%s` has what was written last; nothing was touched; copy both elsewhere, then put back a copy of the file that belongs to this log, or move both away and begin anew"
            .formatted(log));
  }

  /**
   * Looks at a file that is to be opened.
   *
   * @throws EmptiedException when nothing but its log is left
   */
  static void refuse(Path file) throws EmptiedException {
    File log = new File(file + "-wal");
    // The log first: while a database is made, it comes after what is in the file.
    if (log.isFile() && log.length() > 0 && file.toFile().length() == 0) {
      throw new EmptiedException(log);
    }
  }

  String description() {
    return String.valueOf(getMessage());
  }
}
