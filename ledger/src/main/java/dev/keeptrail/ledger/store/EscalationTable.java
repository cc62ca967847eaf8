package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.Escalation.State;
import dev.keeptrail.ledger.escalation.EscalationJson;
import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import dev.keeptrail.ledger.escalation.Fullness;
import dev.keeptrail.ledger.escalation.Requester;
import dev.keeptrail.ledger.escalation.Undecided;
import dev.keeptrail.ledger.integrity.ContentDigest;
import dev.keeptrail.ledger.integrity.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of escalations. Times are milliseconds since 1970. Whether something may be done is for
 * whoever calls; here stands what is true of the rows. Used inside transactions.
 */
final class EscalationTable {
  static final String TABLE =
      "CREATE TABLE IF NOT EXISTS escalation (id TEXT PRIMARY KEY, binding BLOB NOT NULL,"
          + " state TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL,"
          + " assignee TEXT, draft TEXT NOT NULL, claimed_by TEXT, claimed_at INTEGER,"
          + " resolved_by TEXT, resolved_at INTEGER, reason TEXT, used_by TEXT, used_at INTEGER,"
          + " content BLOB)";
  static final String INDEX =
      "CREATE INDEX IF NOT EXISTS escalation_by_state ON escalation (state, created)";
  static final String BINDING_INDEX =
      "CREATE INDEX IF NOT EXISTS escalation_by_binding ON escalation (binding)";

  private static final String COLUMNS =
      "SELECT id, created, expires, state, draft, content IS NOT NULL AND state <> 'used',"
          + " claimed_by, claimed_at, resolved_by, resolved_at, reason, used_by, used_at"
          + " FROM escalation ";

  /** What stands in the place of content that was not held, for a use to be told unsettled. */
  private static final byte[] NOTHING_HELD = {};

  private static final String SETTLEABLE = "state IN ('queued', 'claimed', 'approved')";

  /** WHY: `replace` is there in both dialects, and goes by case. */
  private static final String PLACES =
      "SELECT id, expires, 1 + coalesce(length(content), 0) / "
          + Fullness.PLACE_BYTES
          + ", replace(draft, ?, '') <> draft FROM escalation WHERE "
          + SETTLEABLE;

  private static final String UNDECIDED =
      "SELECT id, expires, created FROM escalation WHERE state IN ('queued', 'claimed')";

  /** How many at once are settled as too old. */
  private static final int MOST_DUE = 1_000;

  private final Supplier<Connection> connection;
  private final Waits waits;

  EscalationTable(Supplier<Connection> connection, Waits waits) {
    this.connection = connection;
    this.waits = waits;
  }

  /** Notes how long is left of all that waits, where that is not known yet. */
  void see(Instant now) throws SQLException {
    Set<String> waiting = new HashSet<>();
    try (PreparedStatement select =
            connection
                .get()
                .prepareStatement("SELECT id, expires FROM escalation WHERE " + SETTLEABLE);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        waiting.add(rows.getString(1));
        waits.see(rows.getString(1), rows.getLong(2), now);
      }
    }
    waits.keep(waiting);
  }

  void insert(Escalation made, Hash binding, byte @Nullable [] content) throws SQLException {
    Assignee assignee = made.draft().assignee();
    int ignored =
        update(
            "INSERT INTO escalation (id, binding, state, created, expires, assignee, draft,"
                + " content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            made.id(),
            binding.toBytes(),
            made.state().word(),
            made.created().toEpochMilli(),
            made.expires().toEpochMilli(),
            assignee == null ? null : assignee.name(),
            EscalationJson.draft(made.draft()).toString(),
            content);
    waits.see(made.id(), made.expires().toEpochMilli(), made.created());
  }

  /** What the trail says of what never changes of a row: what it is about, and bound to. */
  static String bound(String draft, byte[] binding) {
    return ContentDigest.of(draft.getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, binding);
  }

  Optional<Escalation> find(String id, Instant now) throws SQLException {
    return query(COLUMNS + "WHERE id = ?", now, id).stream().findFirst();
  }

  /** The one that waits for a decision about the same request. */
  Optional<Escalation> undecided(Hash binding, Instant now) throws SQLException {
    return query(COLUMNS + "WHERE binding = ?", now, binding.toBytes()).stream()
        .filter(one -> one.state().isOpen())
        .findFirst();
  }

  List<Escalation> list(Set<State> states, @Nullable String assignee, int limit, Instant now)
      throws SQLException {
    // WHY: what has expired and was not settled yet stands in the table as something else, so the
    // rows of those states are read as well.
    Set<State> read = states.contains(State.EXPIRED) ? Set.of() : states;
    String wanted =
        read.isEmpty()
            ? "WHERE 1 = 1"
            : read.stream()
                .map(state -> "'" + state.word() + "'")
                .collect(Collectors.joining(", ", "WHERE state IN (", ")"));
    String named = assignee == null ? "" : " AND assignee IN (?, ?)";
    // All that was ever escalated stays in the table: what is not wanted is not kept here.
    String enough = states.isEmpty() && assignee == null ? " LIMIT " + limit : "";
    String sql = COLUMNS + wanted + named + " ORDER BY created DESC, id DESC" + enough;
    Predicate<Escalation> fits =
        one ->
            (states.isEmpty() || states.contains(one.state()))
                && (assignee == null || isFor(assignee, one));
    return assignee == null
        ? fitting(sql, now, fits, limit)
        : fitting(sql, now, fits, limit, assignee, Assignee.nameIn(assignee));
  }

  private static boolean isFor(String word, Escalation one) {
    Assignee assignee = one.draft().assignee();
    return assignee != null && assignee.isNamedBy(word);
  }

  Fullness fullness(Hash binding, Requester requester, Instant now) throws SQLException {
    boolean already = undecided(binding, now).isPresent();
    try (PreparedStatement select = connection.get().prepareStatement(PLACES)) {
      Parameters.bind(select, List.of(EscalationJson.mark(requester)));
      long all = 0;
      long own = 0;
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          boolean over = waits.isOver(rows.getString(1), rows.getLong(2), now);
          long places = over ? 0 : rows.getLong(3);
          all += places;
          own += rows.getBoolean(4) ? places : 0;
        }
      }
      return new Fullness(already, all, own);
    }
  }

  Undecided undecided(Instant now) throws SQLException {
    long count = 0;
    long oldest = now.toEpochMilli();
    try (PreparedStatement select = connection.get().prepareStatement(UNDECIDED);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        if (!waits.isOver(rows.getString(1), rows.getLong(2), now)) {
          count++;
          oldest = Math.min(oldest, rows.getLong(3));
        }
      }
    }
    return new Undecided(count, Duration.ofMillis(now.toEpochMilli() - oldest));
  }

  List<Escalation> due(Instant now) throws SQLException {
    List<String> over = new ArrayList<>();
    try (PreparedStatement select =
            connection
                .get()
                .prepareStatement("SELECT id, expires FROM escalation WHERE " + SETTLEABLE);
        ResultSet rows = select.executeQuery()) {
      while (over.size() < MOST_DUE && rows.next()) {
        if (waits.isOver(rows.getString(1), rows.getLong(2), now)) {
          over.add(rows.getString(1));
        }
      }
    }
    List<Escalation> due = new ArrayList<>();
    for (String id : over) {
      find(id, now).ifPresent(due::add);
    }
    return due;
  }

  boolean isBound(String id, Hash binding) throws SQLException {
    try (PreparedStatement select =
        connection
            .get()
            .prepareStatement("SELECT 1 FROM escalation WHERE id = ? AND binding = ?")) {
      select.setString(1, id);
      select.setBytes(2, binding.toBytes());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** What is sealed for it. */
  Optional<byte[]> content(String id) throws SQLException {
    try (PreparedStatement select =
        connection
            .get()
            .prepareStatement("SELECT content FROM escalation WHERE id = ? AND state <> 'used'")) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.ofNullable(rows.getBytes(1)) : Optional.empty();
      }
    }
  }

  void claim(String id, String by, Instant now) throws SQLException {
    int ignored =
        update(
            "UPDATE escalation SET state = 'claimed', claimed_by = ?, claimed_at = ? WHERE id = ?",
            by,
            now.toEpochMilli(),
            id);
  }

  void unclaim(String id) throws SQLException {
    int ignored =
        update(
            "UPDATE escalation SET state = 'queued', claimed_by = NULL, claimed_at = NULL"
                + " WHERE id = ?",
            id);
  }

  /** An approval lives as long again as the decision might have taken; a denial forgets. */
  void resolve(Escalation found, Outcome outcome, String by, String reason, Instant now)
      throws SQLException {
    boolean approved = outcome == Outcome.APPROVED;
    Instant expires = approved ? now.plus(found.draft().lifetime()) : found.expires();
    int ignored =
        update(
            "UPDATE escalation SET state = ?, resolved_by = ?, resolved_at = ?, reason = ?,"
                + " expires = ?, claimed_by = coalesce(claimed_by, ?),"
                + " claimed_at = coalesce(claimed_at, ?)"
                + (approved ? "" : ", content = NULL")
                + " WHERE id = ?",
            outcome.word(),
            by,
            now.toEpochMilli(),
            reason,
            expires.toEpochMilli(),
            by,
            now.toEpochMilli(),
            found.id());
    waits.see(found.id(), expires.toEpochMilli(), now);
  }

  /** What was held stays with an unsettled use, which is told by that. */
  boolean redeem(String id, Hash binding, String eventId, boolean unsettled, Instant now)
      throws SQLException {
    return isState(id, State.APPROVED, now)
        && update(
                "UPDATE escalation SET state = 'used', used_by = ?, used_at = ?,"
                    + " content = CASE WHEN ? = 1 THEN coalesce(content, ?) ELSE NULL END"
                    + " WHERE id = ? AND binding = ? AND state = 'approved'",
                eventId,
                now.toEpochMilli(),
                unsettled ? 1 : 0,
                NOTHING_HELD,
                id,
                binding.toBytes())
            == 1;
  }

  private boolean isState(String id, State state, Instant now) throws SQLException {
    return find(id, now).filter(one -> one.state() == state).isPresent();
  }

  void settle(String id, String eventId) throws SQLException {
    int ignored =
        update(
            "UPDATE escalation SET content = NULL WHERE id = ? AND used_by = ? AND state = 'used'",
            id,
            eventId);
  }

  /** WHY: each row of a state is read for it; it is asked once, when nothing is under way. */
  List<Escalation> unsettled(Instant now) throws SQLException {
    return query(COLUMNS + "WHERE state = 'used' AND content IS NOT NULL", now);
  }

  boolean giveBack(String id, String eventId) throws SQLException {
    return update(
            "UPDATE escalation SET state = 'approved', used_by = NULL, used_at = NULL,"
                + " content = nullif(content, ?) WHERE id = ? AND used_by = ? AND state = 'used'",
            NOTHING_HELD,
            id,
            eventId)
        == 1;
  }

  boolean expire(String id, Instant now) throws SQLException {
    return isState(id, State.EXPIRED, now)
        && update(
                "UPDATE escalation SET state = 'expired', content = NULL WHERE id = ? AND "
                    + SETTLEABLE,
                id)
            == 1;
  }

  private int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.get().prepareStatement(sql)) {
      Parameters.bind(statement, Arrays.asList(parameters));
      return statement.executeUpdate();
    }
  }

  private List<Escalation> query(String sql, Instant now, @Nullable Object... parameters)
      throws SQLException {
    return fitting(sql, now, _ -> true, Integer.MAX_VALUE, parameters);
  }

  private List<Escalation> fitting(
      String sql,
      Instant now,
      Predicate<Escalation> fits,
      int limit,
      @Nullable Object... parameters)
      throws SQLException {
    List<Escalation> found = new ArrayList<>();
    try (PreparedStatement select = connection.get().prepareStatement(sql)) {
      Parameters.bind(select, Arrays.asList(parameters));
      try (ResultSet rows = select.executeQuery()) {
        while (found.size() < limit && rows.next()) {
          Escalation one = read(rows, now);
          if (fits.test(one)) {
            found.add(one);
          }
        }
      }
    }
    return found;
  }

  /** What is too late is expired, whether or not somebody has settled it yet. */
  private Escalation read(ResultSet row, Instant now) throws SQLException {
    Instant expires = Instant.ofEpochMilli(row.getLong(3));
    State written = State.of(row.getString(4)).orElse(State.EXPIRED);
    boolean late =
        (written.isOpen() || written == State.APPROVED)
            && waits.isOver(row.getString(1), expires.toEpochMilli(), now);
    String claimedBy = row.getString(7);
    String resolvedBy = row.getString(9);
    String usedBy = row.getString(12);
    return new Escalation(
        row.getString(1),
        Instant.ofEpochMilli(row.getLong(2)),
        expires,
        late ? State.EXPIRED : written,
        EscalationJson.parse(row.getString(5)),
        row.getBoolean(6),
        claimedBy == null ? null : new Escalation.Claim(claimedBy, time(row, 8)),
        resolvedBy == null
            ? null
            : new Escalation.Resolution(
                resolvedBy, time(row, 10), String.valueOf(row.getString(11))),
        usedBy == null ? null : new Escalation.Use(usedBy, time(row, 13)));
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }
}
