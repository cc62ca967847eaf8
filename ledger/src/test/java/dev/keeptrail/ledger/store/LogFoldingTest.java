package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.LedgerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is folded in beside a writer who never waits for it. */
final class LogFoldingTest {
  private static final int PAGE_BYTES = 4_096;
  private static final int FOLDED_PAGES = 64;

  /** Half of what is written meanwhile. */
  private static final long MUCH = 4L * FOLDED_PAGES * PAGE_BYTES;

  @TempDir Path folder;

  @Test
  void keepsTheLogSmallWhileTheWriterGoesOn() throws Exception {
    try (Connection writing = writer();
        var folding = new LogFolding(this::connect, FOLDED_PAGES)) {
      long largest = write(writing, folding, 0, 20 * FOLDED_PAGES);
      assertThat(largest).isLessThan(10L * FOLDED_PAGES * PAGE_BYTES);
    }
    assertThat(rows()).isEqualTo(20 * FOLDED_PAGES);
  }

  /** Whoever looks at what was needs the log, and the writer does not wait for them either. */
  @Test
  void waitsForReaders() throws Exception {
    try (Connection writing = writer();
        var folding = new LogFolding(this::connect, FOLDED_PAGES)) {
      write(writing, folding, 0, 8);
      int seen;
      try (Connection reading = connect();
          Statement statement = reading.createStatement()) {
        reading.setAutoCommit(false);
        seen = count(statement);
        long largest = write(writing, folding, 8, 4 * FOLDED_PAGES);
        assertThat(largest).isGreaterThan(4L * FOLDED_PAGES * PAGE_BYTES);
        assertThat(count(statement)).isEqualTo(seen);
      }
      write(writing, folding, 8 + 4 * FOLDED_PAGES, 8 * FOLDED_PAGES);
      long before = Files.size(log());
      write(writing, folding, 8 + 12 * FOLDED_PAGES, 8 * FOLDED_PAGES);
      assertThat(Files.size(log())).as("begun anew").isLessThan(before + MUCH);
    }
    assertThat(rows()).isEqualTo(8 + 20 * FOLDED_PAGES);
  }

  @Test
  void triesAgainAfterAFailure() throws Exception {
    var opened = new AtomicInteger();
    LogFolding.Opening opening =
        () ->
            switch (opened.incrementAndGet()) {
              case 1 -> throw new SQLException("no room");
              case 2 -> throw new LedgerException("gone");
              case 3 -> throw new OutOfMemoryError("no memory");
              default -> connect();
            };
    try (Connection writing = writer();
        var folding = new LogFolding(opening, FOLDED_PAGES)) {
      int row = 0;
      while (opened.get() < 4) {
        assertThat(row).as("rows until it was tried often enough").isLessThan(50 * FOLDED_PAGES);
        write(writing, folding, row, 8);
        row += 8;
      }
      write(writing, folding, row, 4 * FOLDED_PAGES);
      row += 4 * FOLDED_PAGES;
      long before = Files.size(log());
      write(writing, folding, row, 8 * FOLDED_PAGES);
      row += 8 * FOLDED_PAGES;
      assertThat(Files.size(log())).as("begun anew").isLessThan(before + MUCH);
      assertThat(rows()).isEqualTo(row);
    }
    assertThat(opened).hasValue(4);
  }

  /** How large the log was at most. */
  private long write(Connection writing, LogFolding folding, int first, int rows) throws Exception {
    long largest = 0;
    for (int row = first; row < first + rows; row++) {
      try (Statement statement = writing.createStatement()) {
        statement.execute("INSERT INTO kept VALUES (%d, zeroblob(3000))".formatted(row));
      }
      writing.commit();
      folding.settle(writing);
      long size = Files.size(log());
      if (size > largest) {
        largest = size;
        // So that a machine which has other things to do finds time for the folding, too.
        Thread.sleep(2);
      }
    }
    return largest;
  }

  private Connection writer() throws SQLException {
    Connection writing = connect();
    try (Statement statement = writing.createStatement()) {
      statement.execute("PRAGMA page_size = " + PAGE_BYTES);
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      statement.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, bytes BLOB)");
    }
    writing.setAutoCommit(false);
    return writing;
  }

  private Connection connect() throws SQLException {
    Connection connection = SqliteHome.connect(folder);
    try (Statement statement = connection.createStatement()) {
      // Nobody pulls the plug.
      statement.execute("PRAGMA synchronous = OFF");
    }
    return connection;
  }

  private Path log() {
    return folder.resolve("ledger.db-wal");
  }

  private int rows() throws SQLException {
    try (Connection reading = connect();
        Statement statement = reading.createStatement()) {
      return count(statement);
    }
  }

  private static int count(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM kept")) {
      row.next();
      return row.getInt(1);
    }
  }
}
