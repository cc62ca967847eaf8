package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Says in the reader's words what SQLite reports. */
final class SqliteProblem {
  private static final int PRIMARY_CODE = 0xFF;

  /** How SQLite says that a table or a column is not there, with its name behind it. */
  private static final String LACKING = "no such ";

  private SqliteProblem() {}

  static LedgerException of(LedgerFiles files, SQLException exception) {
    return of("the ledger `" + files.database() + "` ", exception);
  }

  static LedgerException of(Path file, SQLException exception) {
    return of("`" + file + "` ", exception);
  }

  private static LedgerException of(String what, SQLException exception) {
    if (exception instanceof SqliteLibrary.UnloadableException) {
      return new LedgerException(String.valueOf(exception.getMessage()), exception);
    }
    return new LedgerException(what + description(exception), exception);
  }

  /** One row broke a rule of the table; the rest of the transaction is as it was. */
  static boolean isConstraint(SQLException exception) {
    return is(exception, SQLiteErrorCode.SQLITE_CONSTRAINT);
  }

  static boolean isUnreadable(SQLException exception) {
    return is(exception, SQLiteErrorCode.SQLITE_CANTOPEN)
        || is(exception, SQLiteErrorCode.SQLITE_READONLY)
        || is(exception, SQLiteErrorCode.SQLITE_IOERR);
  }

  /** What stands in the file is not what SQLite wrote. */
  static boolean isDamaged(SQLException exception) {
    return is(exception, SQLiteErrorCode.SQLITE_NOTADB)
        || is(exception, SQLiteErrorCode.SQLITE_CORRUPT);
  }

  private static boolean is(SQLException exception, SQLiteErrorCode code) {
    return (exception.getErrorCode() & PRIMARY_CODE) == code.code;
  }

  private static String description(SQLException exception) {
    if (exception instanceof DamagedTreeException tree) {
      return tree.description();
    }
    if (exception instanceof EmptiedException emptied) {
      return emptied.description();
    }
    if (isDamaged(exception)) {
      return "is damaged or not a ledger; it was left as it is; `kt ledger restore` puts a copy of"
          + " `kt ledger backup` into another folder";
    }
    String message = String.valueOf(exception.getMessage());
    int lacking = message.indexOf(LACKING);
    if (is(exception, SQLiteErrorCode.SQLITE_ERROR) && lacking >= 0) {
      return "is damaged ("
          + message.substring(lacking).replace(")", "")
          + "); it was left as it is; `kt ledger restore` puts a copy of `kt ledger backup` into"
          + " another folder";
    }
    if (is(exception, SQLiteErrorCode.SQLITE_FULL)) {
      return "cannot grow: the disk is full; make room";
    }
    if (is(exception, SQLiteErrorCode.SQLITE_BUSY)
        || is(exception, SQLiteErrorCode.SQLITE_LOCKED)) {
      return "is locked by another program";
    }
    if (isUnreadable(exception)) {
      return "cannot be read or written: check the disk, also for room and free inodes (`df -h`,"
          + " `df -i`), and the permissions";
    }
    return "failed with SQLite code " + exception.getErrorCode();
  }
}
