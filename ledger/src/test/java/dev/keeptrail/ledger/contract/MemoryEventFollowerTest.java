package dev.keeptrail.ledger.contract;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

final class MemoryEventFollowerTest extends EventFollowerContract {
  private final MemoryEventStore.Contents contents = new MemoryEventStore.Contents();

  @Override
  protected void place(Path folder) {
    // It is nowhere.
  }

  @Override
  protected Connection connect() throws SQLException {
    throw new SQLException("there are no tables");
  }

  @Override
  protected EventStore open(Durability durability) {
    return new MemoryEventStore(contents);
  }

  @Override
  protected EventReader read() {
    return new MemoryEventStore(contents);
  }
}
