package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SqliteProblemTest {
  @Test
  void aLibraryThatCannotBeUnpackedIsNoProblemOfTheLedger() {
    var unloadable =
        new SqliteLibrary.UnloadableException("no folder can be made in", new IOException("full"));

    assertThat(SqliteProblem.of(Path.of("ledger.db"), unloadable))
        .hasMessageContaining("`" + System.getProperty("java.io.tmpdir") + "`")
        .hasMessageContaining("-Djava.io.tmpdir=")
        .hasMessageNotContaining("ledger.db");
  }
}
