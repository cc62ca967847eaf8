package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.EventPage;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOutRecord;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.Tally;
import dev.keeptrail.ledger.TallyKind;
import dev.keeptrail.ledger.TrailPage;
import dev.keeptrail.ledger.capture.StoredCapture;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks around in a ledger over one connection of its own. */
final class JdbcEventBrowser implements EventBrowser {
  /** Keys that one page looks at: index entries and short rows. */
  private static final int KEYS = 100_000;

  /** The same where the whole of each event is looked at. */
  private static final int TEXTS = 20_000;

  private static final long SECONDS_PER_HOUR = 3_600;

  /** Hours beyond it are before or after every event there can be. */
  private static final long FARTHEST_HOUR = 1L << 28;

  private final ReadingConnection ledger;

  JdbcEventBrowser(ReadingConnection ledger) {
    this.ledger = ledger;
  }

  @Override
  public EventPage page(EventQuery query) throws LedgerException {
    if (query.terms().isFiled()) {
      ledger.requireFilings();
    }
    boolean rest = EventSql.hasRest(query);
    int keys = query.terms().isRead() ? TEXTS : KEYS;
    Dialect dialect = ledger.dialect();
    boolean unfiled = ledger.filesLater();
    EventSql sql =
        rest
            ? EventSql.slice(dialect, query, unfiled, keys)
            : EventSql.of(dialect, newestFirst(query), unfiled);
    List<LeftOutRecord> leftOut = new ArrayList<>();
    EventRows rows =
        ledger.rows(
            sql.text(),
            sql.parameters(),
            (sequence, id) -> leftOut.add(new LeftOutRecord(sequence, id)));
    if (rows.count() == query.limit()) {
      return new EventPage(rows.fitting(query.terms().caller()), leftOut, rows.last());
    }
    return new EventPage(
        rows.fitting(query.terms().caller()),
        leftOut,
        rest ? endOfSlice(EventSql.endOfSlice(dialect, query, unfiled, keys)) : null);
  }

  private static EventQuery newestFirst(EventQuery query) {
    return new EventQuery(
        query.since(),
        query.until(),
        query.verdicts(),
        query.policy(),
        query.terms(),
        query.afterSequence(),
        query.before(),
        query.limit(),
        EventQuery.Order.NEWEST_FIRST);
  }

  private @Nullable EventPosition endOfSlice(EventSql sql) throws LedgerException {
    return ledger
        .read(
            sql.text(),
            sql.parameters(),
            rows ->
                rows.next()
                    ? Optional.of(new EventPosition(rows.getLong(1), rows.getLong(2)))
                    : Optional.<EventPosition>empty())
        .orElse(null);
  }

  @Override
  public TrailPage trail(AdministrationQuery query) throws LedgerException {
    return ledger.read(open ->
        ledger.dialect().has(open, AdministrationTable.NAME)
            ? TrailRows.page(open, query)
            : TrailPage.EMPTY);
  }

  @Override
  public long lastSequence() throws LedgerException {
    return ledger.read(open -> LedgerSchema.number(open, "SELECT max(sequence) FROM event"));
  }

  @Override
  public Optional<StoredEvent> find(String id) throws LedgerException {
    return ledger.events("SELECT sequence, json FROM event WHERE id = ?", List.of(id)).stream()
        .findFirst();
  }

  @Override
  public Optional<StoredCapture> capture(long sequence) throws LedgerException {
    return ledger.read(open ->
        ledger.dialect().has(open, CaptureTable.NAME)
            ? Optional.ofNullable(CaptureTable.read(open, sequence, sequence).get(sequence))
            : Optional.empty());
  }

  @Override
  public List<Tally> overTime(TallyKind kind, Instant since, Instant until, int hours)
      throws LedgerException {
    // Only steps of times are told apart by name; for all else the time alone counts.
    String name = kind == TallyKind.LATENCY ? "name" : "''";
    String slot = "hour / " + hours + " * " + hours;
    return tallies(
        "SELECT " + slot + " AS first, max(hour), " + name + " AS called",
        kind,
        since,
        until,
        " GROUP BY first, called, verdict ORDER BY first, called, verdict");
  }

  @Override
  public List<Tally> byName(TallyKind kind, Instant since, Instant until) throws LedgerException {
    return tallies(
        "SELECT min(hour), max(hour), name",
        kind,
        since,
        until,
        " GROUP BY name, verdict ORDER BY name, verdict LIMIT 10000");
  }

  private List<Tally> tallies(
      String select, TallyKind kind, Instant since, Instant until, String grouped)
      throws LedgerException {
    if (!ledger.read(open -> ledger.dialect().has(open, FilingTables.LAST))) {
      return List.of();
    }
    long end = hour(until);
    boolean within = until.getEpochSecond() % SECONDS_PER_HOUR != 0 || until.getNano() != 0;
    return ledger.read(
        select
            + ", verdict, sum(events), sum(tokens), sum(micro_usd), sum(unpriced) FROM "
            + UnfiledTable.tally(ledger.filesLater())
            + " WHERE kind = ? AND hour >= ? AND hour < ?"
            + grouped,
        List.of(kind.word(), hour(since), within ? end + 1 : end),
        JdbcEventBrowser::read);
  }

  private static List<Tally> read(ResultSet rows) throws SQLException {
    List<Tally> tallies = new ArrayList<>();
    while (rows.next()) {
      tallies.add(
          new Tally(
              start(rows.getLong(1)),
              start(rows.getLong(2)),
              rows.getString(3),
              rows.getString(4),
              rows.getLong(5),
              rows.getLong(6),
              rows.getLong(7),
              rows.getLong(8)));
    }
    return tallies;
  }

  private static long hour(Instant time) {
    long hour = Math.floorDiv(time.getEpochSecond(), SECONDS_PER_HOUR);
    return Math.clamp(hour, -FARTHEST_HOUR, FARTHEST_HOUR);
  }

  private static Instant start(long hour) {
    return Instant.ofEpochSecond(hour * SECONDS_PER_HOUR);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
