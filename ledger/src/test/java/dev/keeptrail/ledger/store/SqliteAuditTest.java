package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.contract.LedgerAuditContract;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Verification;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteAuditTest extends LedgerAuditContract {
  @Override
  protected void place(Path folder) {
    // The ledger is in the folder itself.
  }

  @Override
  protected Connection connect() throws SQLException {
    return SqliteHome.connect(folder());
  }

  /** SQLite keeps what it is given; no query that compares with it finds it. */
  @Test
  void findsColumnsOfAnotherType() throws Exception {
    List<String> filed =
        List.of(
            "event SET id = CAST(id AS BLOB)",
            "event SET verdict = CAST(verdict AS BLOB)",
            "event SET at = CAST(at AS BLOB)",
            "event SET at = at || 'x'",
            "event SET at = at + 0.25",
            "filed SET at = at || 'x'",
            "filed SET reason = CAST(reason AS BLOB)",
            "filed SET model = CAST(model AS BLOB)",
            "filed SET provider = CAST(provider AS BLOB)",
            "deciding_policy SET policy = CAST(policy AS BLOB)");
    List<String> counted =
        List.of(
            "kind = CAST(kind AS BLOB)",
            "name = CAST(name AS BLOB)",
            "verdict = CAST(verdict AS BLOB)",
            "hour = hour || 'x'",
            "events = events || 'x'",
            "tokens = tokens + 0.25");
    try (EventStore store = Impatient.open(folder())) {
      for (int at = 1; at <= filed.size(); at++) {
        Instant hour = SampleEvents.NOON.plus(Duration.ofHours(at));
        store.append(SampleEvents.decided("evt_" + at, hour, "block", "dlp"));
      }
    }
    long noon = SampleEvents.NOON.getEpochSecond() / 3_600;
    for (int at = 0; at < counted.size(); at++) {
      tamper("UPDATE tally SET %s WHERE hour = %d".formatted(counted.get(at), noon + at + 1));
    }
    assertThat(verify().breaches())
        .filteredOn(breach -> breach.first() == breach.last())
        .extracting(Breach::kind, Breach::first)
        .containsExactly(
            LongStream.rangeClosed(1, counted.size())
                .mapToObj(at -> tuple(Breach.Kind.MISCOUNTED, at))
                .toArray(Tuple[]::new));

    for (int at = 0; at < filed.size(); at++) {
      tamper("UPDATE %s WHERE sequence = %d".formatted(filed.get(at), at + 1));
    }
    assertThat(verify().breaches())
        .filteredOn(breach -> breach.kind() == Breach.Kind.MISFILED)
        .extracting(Breach::first)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
  }

  @Test
  void findsEventsUnderNumbersThatNoneHas() throws Exception {
    append(1, 9);
    tamper(
        "INSERT INTO event SELECT 0, 'evt_0', at, verdict, json, salt FROM event WHERE sequence = 9");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsExactly(tuple(Breach.Kind.CHANGED, 0L, 0L));
    tamper("UPDATE event SET sequence = 9000000000000 WHERE sequence = 0");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsExactly(tuple(Breach.Kind.MISSING, 10L, 9_000_000_000_000L));
    tamper(
        "DELETE FROM event WHERE sequence > 9",
        "INSERT INTO filed VALUES (-1, 1, 'none', 'none', 'none')",
        "INSERT INTO deciding_policy VALUES ('dlp', 1, 0)");
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first)
        .containsExactly(tuple(Breach.Kind.MISFILED, 0L), tuple(Breach.Kind.MISFILED, -1L));
  }

  /** A gateway must neither go on from a tree with holes nor count up to an event far away. */
  @Test
  void aTreeWithHolesIsNotGoneOnFrom() throws Exception {
    append(1, 300);
    tamper("UPDATE event SET sequence = 9000000000000 WHERE sequence = 300");
    tamper("DELETE FROM leaf WHERE sequence = 300");
    assertThatThrownBy(() -> append(301, 301))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("was signed with 300 events, and the ledger has 299");
    forgetLastSigned();
    assertThatThrownBy(() -> append(301, 301))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is damaged: event 300 is not there")
        .hasMessageContaining("`kt ledger verify`");
    tamper("UPDATE event SET sequence = 300 WHERE sequence > 300", "DELETE FROM subtree");
    assertThatThrownBy(() -> append(301, 301))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is damaged: the tree of the ledger has a hole at height 8");
  }

  /** Queries go by indexes, so whoever bends one hides events that are all there. */
  @ParameterizedTest
  @ValueSource(strings = {"event_by_verdict", "filed_by_model"})
  void findsIndexesThatLackEvents(String index) throws Exception {
    append(1, 9);
    String sql = definition(index);
    define(index, sql + " WHERE sequence <> 5");
    tamper("REINDEX " + index);
    define(index, sql);
    EventQuery all = EventQuery.latest(99);
    EventQuery asked =
        switch (index) {
          case "event_by_verdict" -> new EventQuery(null, null, Set.of("allow"), null, 0, 99);
          case "filed_by_model" -> all.with(new EventTerms(null, "gpt-5.4-mini-mini", null, null));
          default -> all;
        };
    try (EventReader reader = Ledgers.openForReading(folder())) {
      assertThat(reader.query(asked))
          .extracting(StoredEvent::sequence)
          .containsExactly(9L, 8L, 7L, 6L, 4L, 3L, 2L, 1L);
    }

    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsExactly(tuple(Breach.Kind.MISFILED, 5L, 5L));

    tamper("REINDEX " + index);
    assertThat(verify().breaches()).isEmpty();
  }

  /** A trigger changes what comes, a view what is seen, and a query has to find its index. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TRIGGER mine AFTER INSERT ON filed BEGIN DELETE FROM filed WHERE sequence = 1; END",
        "CREATE VIEW mine AS SELECT * FROM event",
        "DROP INDEX event_by_verdict",
        "DROP INDEX filed_by_provider",
      })
  void findsWhatActsByItselfAndWhatIsNotThere(String sql) throws Exception {
    append(1, 3);
    tamper(sql);
    assertThat(verify().breaches())
        .extracting(Breach::kind, Breach::first, Breach::last)
        .containsExactly(tuple(Breach.Kind.DAMAGED, 1L, 3L));
  }

  private String definition(String index) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT sql FROM sqlite_master WHERE name = '" + index + "'")) {
      return rows.getString(1);
    }
  }

  /** Says of an index what it is made of, and leaves it as it is. */
  private void define(String index, String sql) throws SQLException {
    tamper(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = '%s' WHERE name = '%s'".formatted(sql, index));
  }

  @Test
  void findsTablesThatWereDropped() throws Exception {
    append(1, 3);
    tamper("DROP TABLE tally");
    assertThat(verify().breaches()).extracting(Breach::kind).containsExactly(Breach.Kind.MISFILED);
    tamper("DROP TABLE leaf");
    assertThatThrownBy(this::verify)
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is damaged (no such table: leaf); it was left as it is");
  }

  @Test
  void takesInWhatOlderBuildsWrote() throws Exception {
    append(1, EVENTS);
    forgetLastSigned();
    tamper("DROP TABLE leaf", "DROP TABLE subtree", "DROP TABLE checkpoint");
    assertThatThrownBy(this::verify)
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("signed nothing");

    append(EVENTS + 1, EVENTS + 1);
    Verification found = verify();
    assertThat(found.isIntact()).isTrue();
    assertThat(found.signed()).isEqualTo(EVENTS + 1);
  }
}
