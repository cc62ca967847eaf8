package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

final class LedgerSchemaTest {
  @TempDir Path folder;

  @Test
  void aDiskThatIsFullIsSaidAndLeavesNoTable() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = 3");

      var full = catchThrowableOfType(SQLException.class, () -> LedgerSchema.create(connection));

      assertThat(full.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_FULL.code);
      assertThat(LedgerSchema.isEmpty(connection)).isTrue();
      assertThat(connection.getAutoCommit()).isTrue();
    }
  }
}
