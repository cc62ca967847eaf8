package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.EventFormatException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of the trail on their way into the ledger: written with what they speak of, and taken in
 * by whoever has the ledger open.
 */
final class Outbox {
  private static final int BATCH = 500;

  private final JdbcAdministration administration;

  private record Entry(long number, String json) {}

  Outbox(JdbcAdministration administration) {
    this.administration = administration;
  }

  /** Part of the transaction that it is called in. */
  void add(AdministrativeEvent event) throws SQLException {
    try (PreparedStatement insert =
        administration.connection().prepareStatement("INSERT INTO outbox (json) VALUES (?)")) {
      insert.setString(1, AdministrativeJson.write(event));
      insert.executeUpdate();
    }
  }

  /** Takes what waits into the ledger; says how much it was. */
  int drain(EventStore store) throws LedgerException {
    int drained = 0;
    List<Entry> entries = waiting(0);
    while (!entries.isEmpty()) {
      for (Entry entry : entries) {
        // First into the ledger, then out of here: twice is once there, because ids are unique.
        long ignored = store.record(event(entry));
        remove(entry);
        drained++;
      }
      entries = waiting(0);
    }
    return drained;
  }

  /** Whether an entry with this action waits. */
  boolean isWaiting(String action) throws LedgerException {
    List<Entry> entries = waiting(0);
    while (!entries.isEmpty()) {
      for (Entry entry : entries) {
        if (event(entry).action().equals(action)) {
          return true;
        }
      }
      entries = waiting(entries.getLast().number());
    }
    return false;
  }

  private List<Entry> waiting(long after) throws LedgerException {
    return administration.read(() -> {
      List<Entry> entries = new ArrayList<>();
      try (PreparedStatement select =
          administration
              .connection()
              .prepareStatement(
                  "SELECT number, json FROM outbox WHERE number > ? ORDER BY number LIMIT "
                      + BATCH)) {
        select.setLong(1, after);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            entries.add(new Entry(rows.getLong(1), rows.getString(2)));
          }
        }
      }
      return entries;
    });
  }

  private AdministrativeEvent event(Entry entry) throws LedgerException {
    try {
      return AdministrativeJson.read(entry.json().getBytes(StandardCharsets.UTF_8));
    } catch (EventFormatException damaged) {
      throw new LedgerException(
          "an entry of the trail in `%s` cannot be read: %s"
              .formatted(administration.place(), damaged.getMessage()),
          damaged);
    }
  }

  private void remove(Entry entry) throws LedgerException {
    administration.write(() -> {
      try (PreparedStatement delete =
          administration.connection().prepareStatement("DELETE FROM outbox WHERE number = ?")) {
        delete.setLong(1, entry.number());
        return delete.executeUpdate();
      }
    });
  }
}
