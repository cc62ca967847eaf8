package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.integrity.Breach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the tables that people find and count events by against the events, whose leaves vouch for
 * them: {@code filed} and {@code deciding_policy} for the events looked at, {@code tally} where all
 * are. No leaf has to commit to what can be made again of what the leaves commit to. One use, one
 * thread.
 */
final class Copies {
  private static final int ROWS_AT_ONCE = 10_000;

  /** Where breaches go, in the order in which they are found. */
  @FunctionalInterface
  interface Sink {
    void found(Breach.Kind kind, long first, long last, String message);
  }

  /**
   * One event that was looked at.
   *
   * @param intact whether it is what its leaf says
   * @param filed how it is filed; null where it is not
   */
  record Looked(
      long sequence, Copy copy, boolean decision, boolean intact, @Nullable Filed filed) {}

  /** What an event says, and the bytes that say it, with an identity of their own. */
  static final class Copy {
    private final EventCopy said;
    private final byte[] json;

    Copy(EventCopy said, byte[] json) {
      this.said = said;
      this.json = json;
    }

    EventCopy said() {
      return said;
    }
  }

  /** How an event is filed. */
  record Filed(long at, String reason, String model, String provider) {
    boolean matches(EventCopy said, Filing filing) {
      Long saidAt = said.at();
      return saidAt != null
          && saidAt == at
          && reason.equals(filing.reason())
          && model.equals(filing.model())
          && provider.equals(filing.provider());
    }
  }

  private final Dialect dialect;
  private final Connection connection;
  private final Notices pruned;
  private final Sink sink;
  private final long first;
  private final boolean filings;
  private final boolean unfiled;
  private final boolean whole;
  private final @Nullable TallyCheck tallies;
  private final BitSet decisions = new BitSet();
  private final Map<String, BitSet> decided = new HashMap<>();
  private final BitSet misfiled = new BitSet();
  private @Nullable PolicyRows policyRows;
  private boolean countable = true;
  private boolean salted;

  /** How many are there that a notice speaks for: their pruning came to no end. */
  private long announced;

  /**
   * For a range.
   *
   * @param first number of its first event
   * @param whole whether these are all events of the ledger, so that what is counted is compared
   */
  Copies(
      Dialect dialect, Connection connection, Notices pruned, long first, boolean whole, Sink sink)
      throws SQLException {
    this.dialect = dialect;
    this.connection = connection;
    this.pruned = pruned;
    this.first = first;
    this.whole = whole;
    this.sink = sink;
    // Ledgers of builds without these tables have none until a newer one writes to them.
    this.filings = dialect.has(connection, FilingTables.LAST) && dialect.has(connection, "filed");
    this.unfiled = filings && UnfiledTable.isUsed(dialect, connection);
    this.tallies = whole && filings ? new TallyCheck(TallyTable.models(dialect, connection)) : null;
  }

  /**
   * Before the first batch, where all events are looked at.
   *
   * @param last number of the last event
   */
  void begin(long last) throws SQLException {
    policyRows = new PolicyRows(dialect, connection, timed(), unfiled, last);
  }

  /** The table that says when an event was. */
  private String timed() {
    return filings ? "filed" : "event";
  }

  /** An event has a salt: a build wrote it that files every event. */
  void salted() {
    salted = true;
  }

  /** An event is not there and no notice says why: what is counted cannot be compared. */
  void missing() {
    countable = false;
  }

  /** The events of one batch, in rising order. */
  void look(List<Looked> events) {
    for (Looked event : events) {
      Filed filed = event.filed();
      if (!event.intact()) {
        countable &= !event.decision();
      } else if (event.decision()) {
        decision(event.sequence(), event.copy(), filed);
      } else if (filed != null) {
        misfiled(event.sequence(), "an entry of the trail is filed as a decision");
      }
    }
  }

  /** Asks how the events from one number to another are filed; null where none is. */
  @Nullable PreparedStatement filings() throws SQLException {
    return filings
        ? connection.prepareStatement(
            "SELECT sequence, %s, %s, %s, %s FROM %s AS filed WHERE sequence BETWEEN ? AND ?"
                .formatted(
                    dialect.onlyNumber("at"),
                    dialect.onlyText("reason"),
                    dialect.onlyText("model"),
                    dialect.onlyText("provider"),
                    UnfiledTable.filed(unfiled)))
        : null;
  }

  /** How events are filed, one for each number; null where one is not. */
  static List<@Nullable Filed> filed(@Nullable PreparedStatement filings, long from, long to)
      throws SQLException {
    List<@Nullable Filed> filed = Arrays.asList(new @Nullable Filed[(int) (to - from + 1)]);
    if (filings == null) {
      return filed;
    }
    filings.setLong(1, from);
    filings.setLong(2, to);
    try (ResultSet rows = filings.executeQuery()) {
      while (rows.next()) {
        filed.set(
            (int) (rows.getLong(1) - from),
            new Filed(
                rows.getLong(2),
                String.valueOf(TextColumn.read(rows, 3)),
                String.valueOf(TextColumn.read(rows, 4)),
                String.valueOf(TextColumn.read(rows, 5))));
      }
    }
    return filed;
  }

  private void decision(long sequence, Copy copy, @Nullable Filed filed) {
    EventCopy said = copy.said();
    int at = Math.toIntExact(sequence - first);
    decisions.set(at);
    for (String policy : said.policies()) {
      decided.computeIfAbsent(policy, _ -> new BitSet()).set(at);
    }
    if (!filings || pruned.cover(sequence)) {
      // Rows of an event that is announced go one table after the other.
      count(sequence, said, said.filing());
      return;
    }
    Filing filing = filing(said, filed, copy.json);
    if (filed == null) {
      misfiled(sequence, "event " + sequence + " is not filed, and no query by reason finds it");
    } else if (!filed.matches(said, filing)) {
      misfiled(
          sequence,
          "event "
              + sequence
              + " is filed under a time, reason, model or provider that it does not have");
    }
    count(sequence, said, filing);
  }

  private void count(long sequence, EventCopy said, Filing filing) {
    Long at = said.at();
    String verdict = said.word();
    if (pruned.counts().cover(sequence)) {
      announced++;
    } else if (tallies != null && at != null && verdict != null && !filing.equals(Filing.NOTHING)) {
      tallies.add(sequence, at, verdict, filing);
    }
  }

  /**
   * How an event was filed and counted when it was recorded. One that could not be read when the
   * tables were made is filed under nothing, because it must not keep a gateway from starting.
   */
  static Filing filing(EventCopy said, @Nullable Filed filed, byte[] json) {
    Filing filing = said.filing();
    return filed != null && !filed.matches(said, filing) && isUnreadable(json)
        ? Filing.NOTHING
        : filing;
  }

  private static boolean isUnreadable(byte[] json) {
    try {
      return EventJson.read(json).id().isEmpty();
    } catch (EventFormatException _) {
      return true;
    }
  }

  private void misfiled(long sequence, String message) {
    misfiled.set(Math.toIntExact(sequence - first));
    sink.found(Breach.Kind.MISFILED, sequence, sequence, message);
  }

  /**
   * After the last batch.
   *
   * @param last number of the last event
   * @param gone how many were pruned
   * @return of how many hours it cannot be said what pruned events had counted for
   */
  long finish(long last, long gone) throws SQLException {
    if (policyRows == null || !policyRows.are(decided)) {
      policies(last);
    }
    if (whole && salted && !filings) {
      sink.found(
          Breach.Kind.MISFILED,
          1,
          last,
          "the tables that events are found and counted by are not there; a gateway makes them again");
    }
    if (whole && filings) {
      beyond("filed", last);
      if (unfiled) {
        beyond(UnfiledTable.NAME, last);
      }
      if (countable && tallies != null) {
        return tallies.compare(
            TallyTable.all(dialect, connection), pruned.counts(), gone + announced, last, sink);
      }
    }
    return 0;
  }

  private void beyond(String table, long last) throws SQLException {
    for (String farthest : List.of("max", "min")) {
      beyond(
          LedgerSchema.number(
              connection, "SELECT coalesce(" + farthest + "(sequence), 1) FROM " + table),
          last);
    }
  }

  /** Tells of a row of an event that is none, because its number is none of the ledger's. */
  private void beyond(long sequence, long last) {
    if (sequence < 1 || sequence > Math.max(1, last)) {
      sink.found(
          Breach.Kind.MISFILED,
          sequence,
          sequence,
          "an event " + sequence + " is filed, and there are " + last);
    }
  }

  private void policies(long last) throws SQLException {
    BitSet wrong = new BitSet();
    long from = whole ? Long.MIN_VALUE : first;
    long to = whole ? Long.MAX_VALUE : last;
    String beside = timed();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + dialect.onlyText("policy")
                + ", sequence, CASE WHEN at = (SELECT beside.at FROM "
                + beside
                + " AS beside WHERE beside.sequence = decided.sequence) THEN 1 ELSE 0 END"
                + " FROM deciding_policy AS decided WHERE sequence BETWEEN ? AND ?"
                + UnfiledTable.andDeciding(dialect, unfiled, from, to))) {
      select.setFetchSize(ROWS_AT_ONCE);
      select.setLong(1, from);
      select.setLong(2, to);
      try (ResultSet rows = select.executeQuery()) {
        byte[] policy = null;
        BitSet expected = null;
        while (rows.next()) {
          // Rows of one policy come one after the other.
          byte[] named = rows.getBytes(1);
          if (policy == null || !Arrays.equals(policy, named)) {
            policy = named;
            expected = named == null ? null : decided.get(TextColumn.text(named));
          }
          long sequence = rows.getLong(2);
          if (sequence < first || sequence > last) {
            beyond(sequence, last);
            continue;
          }
          int at = Math.toIntExact(sequence - first);
          boolean right = expected != null && expected.get(at) && rows.getInt(3) == 1;
          if (right && expected != null) {
            expected.clear(at);
          } else if (decisions.get(at)) {
            wrong.set(at);
          }
        }
      }
    }
    decided.values().forEach(wrong::or);
    wrong.andNot(misfiled);
    wrong.stream()
        .filter(at -> !pruned.cover(first + at))
        .forEach(at ->
            misfiled(
                first + at,
                "event "
                    + (first + at)
                    + " is filed under other policies than those that decided it"));
  }
}
