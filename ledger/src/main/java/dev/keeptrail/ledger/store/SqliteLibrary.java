package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.SQLiteOpenMode;

/**
 * SQLite's machine code, which its driver unpacks into a file before it loads it and deletes when
 * the process ends: killed processes would leave 1.5 MB behind each. Here it is unpacked into a
 * folder of its own, and deleted as soon as it is loaded, where the system allows that.
 */
public final class SqliteLibrary {
  private static final String FOLDER = "org.sqlite.tmpdir";
  private static final String UNPACKED = "org.sqlite.lib.path";

  /**
   * WHY: its driver lets one thread at a time into a connection, and SQLite need not lock it once
   * more for each column that is read. And nobody asks for generated keys, which the driver looks
   * for after each statement. What stands here overrules the parameters of an address.
   */
  private static final SQLiteConfig CONFIG = new SQLiteConfig();

  static {
    CONFIG.setOpenMode(SQLiteOpenMode.NOMUTEX);
    CONFIG.setGetGeneratedKeys(false);
  }

  private SqliteLibrary() {}

  /**
   * Loads it, the first time.
   *
   * @throws LedgerException when it cannot be loaded here
   */
  public static void load() throws LedgerException {
    try {
      Loaded.once();
    } catch (SQLException unloadable) {
      throw new LedgerException(String.valueOf(unloadable.getMessage()), unloadable);
    }
  }

  /**
   * A connection to the database in a file.
   *
   * @throws EmptiedException when nothing but its log is left
   */
  static Connection open(Path file, String parameters) throws SQLException {
    Loaded.once();
    EmptiedException.refuse(file);
    return DriverManager.getConnection(LedgerFiles.url(file, parameters), CONFIG.toProperties());
  }

  /** SQLite cannot be used at all, whatever the file. */
  static final class UnloadableException extends SQLException {
    private static final long serialVersionUID = 1L;

    UnloadableException(String what, Exception cause) {
      super(
          "SQLite's library is unpacked before it is used, and %s `%s`; name a folder that may be written to and run from: KEEPTRAIL_JAVA_OPTS=-Djava.io.tmpdir=FOLDER"
              .formatted(what, System.getProperty("java.io.tmpdir")),
          cause);
    }
  }

  private static final class Loaded {
    private static boolean done;

    static synchronized void once() throws SQLException {
      if (!done) {
        // Whoever says where it lies, or is to lie, has decided.
        boolean decided =
            System.getProperty(FOLDER) != null || System.getProperty(UNPACKED) != null;
        if (!decided) {
          inFolderOfItsOwn();
        }
        done = true;
      }
    }

    private static void inFolderOfItsOwn() throws SQLException {
      try {
        Path folder = Files.createTempDirectory("keeptrail-sqlite");
        // Files are deleted at the end in the reverse order, its contents before it.
        folder.toFile().deleteOnExit();
        System.setProperty(FOLDER, folder.toString());
        try {
          boolean ignored = SQLiteJDBCLoader.initialize();
        } finally {
          System.clearProperty(FOLDER);
          delete(folder);
        }
      } catch (IOException unwritable) {
        throw new UnloadableException("no folder can be made in", unwritable);
      } catch (Exception unloadable) {
        throw new UnloadableException("it cannot be loaded from", unloadable);
      }
    }

    private static void delete(Path folder) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.delete(file);
        }
        Files.delete(folder);
      } catch (IOException _) {
        // WHY: Windows keeps loaded files; the driver deletes them when the process ends.
        return;
      }
    }
  }
}
