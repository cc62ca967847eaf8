package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.EventFormatException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An administrative event as it is kept. */
final class AdministrativeRow {
  /** What to do about a record that cannot be read. */
  static final String UNREADABLE =
      "`kt ledger verify` says whether it was changed since it was recorded, and `kt ledger prove`"
          + " prints it as it stands";

  private final long sequence;
  private final byte @Nullable [] json;
  private final long at;
  private final @Nullable String id;

  /**
   * @param json null where SQLite has no bytes of it, because it is a text without characters
   */
  AdministrativeRow(long sequence, byte @Nullable [] json, long at, @Nullable String id) {
    this.sequence = sequence;
    this.json = json;
    this.at = at;
    this.id = id;
  }

  long sequence() {
    return sequence;
  }

  /** As the table says it beside the event; empty where it says nothing. */
  String id() {
    return id == null ? "" : id;
  }

  EventPosition position() {
    return new EventPosition(at, sequence);
  }

  /** The event; empty where it cannot be read. */
  Optional<StoredAdministrativeEvent> read() {
    try {
      return Optional.of(event());
    } catch (EventFormatException _) {
      return Optional.empty();
    }
  }

  StoredAdministrativeEvent orThrow() throws LedgerException {
    try {
      return event();
    } catch (EventFormatException damaged) {
      throw new LedgerException(
          "entry number %d of the trail cannot be read: %s"
              .formatted(sequence, damaged.getMessage()),
          UNREADABLE,
          damaged);
    }
  }

  StoredAdministrativeEvent event() throws EventFormatException {
    return new StoredAdministrativeEvent(
        sequence, AdministrativeJson.read(json == null ? new byte[0] : json));
  }
}
