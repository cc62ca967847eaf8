package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.integrity.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What is administered beside a ledger, as it stands at one moment, for a check.
 *
 * <p>A column in which something else stands than its table is made for has nothing to say: it is
 * null, or a number that nobody writes. Nothing that stands there keeps a check from going on.
 *
 * @param at when that was
 * @param waiting entries of the trail that are on their way into the ledger, the oldest first
 * @param damaged how many that are on their way are none
 * @param unbidden what acts by itself in the file and is of no build
 */
record BesideRows(
    Instant at,
    List<AdministrativeEvent> waiting,
    int damaged,
    List<String> unbidden,
    Map<String, Held> holds,
    Map<String, Reviewed> escalations,
    List<Kept> packs) {

  /** A hold, as texts. */
  record Held(@Nullable String since, @Nullable String until, @Nullable String reason) {}

  /**
   * An escalation.
   *
   * @param bound digest of what it is about and of the request that it is bound to
   * @param created in milliseconds since 1970, as all times
   */
  record Reviewed(
      String state,
      String bound,
      long created,
      long expires,
      @Nullable String assignee,
      @Nullable String claimedBy,
      @Nullable Long claimedAt,
      @Nullable String resolvedBy,
      @Nullable Long resolvedAt,
      @Nullable String reason,
      @Nullable String usedBy,
      @Nullable Long usedAt,
      String draft) {}

  /**
   * A pack.
   *
   * @param plan digest of the plan that is kept
   * @param sources digest of the texts that are kept; null where they are none
   */
  record Kept(String digest, String name, String version, String plan, @Nullable String sources) {}

  /** Reads the file beside a ledger; empty where there is none, or nothing was made in it. */
  static Optional<BesideRows> ofFile(Path file) throws LedgerException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return ofFile(file, "mode=ro");
    } catch (SQLException unreadable) {
      if (!SqliteProblem.isUnreadable(unreadable) || !SqliteDatabase.isWhole(file)) {
        throw SqliteProblem.of(file, unreadable);
      }
    }
    try {
      return ofFile(file, SqliteDatabase.READ_ONLY_VIEW);
    } catch (SQLException unreadable) {
      throw SqliteProblem.of(file, unreadable);
    }
  }

  private static Optional<BesideRows> ofFile(Path file, String parameters) throws SQLException {
    try (Connection connection = SqliteLibrary.open(file, parameters)) {
      connection.setAutoCommit(false);
      boolean made = false;
      for (String table : List.of("hold", "escalation", "pack")) {
        made |= Dialect.SQLITE.has(connection, table);
      }
      return made ? Optional.of(read(Dialect.SQLITE, connection)) : Optional.empty();
    }
  }

  /** Reads the tables; part of the transaction that it is called in. */
  static BesideRows read(Dialect dialect, Connection connection) throws SQLException {
    Instant at = Instant.now();
    List<AdministrativeEvent> waiting = new ArrayList<>();
    int damaged = dialect.has(connection, "outbox") ? waiting(connection, waiting) : 0;
    return new BesideRows(
        at,
        waiting,
        damaged,
        switch (dialect) {
          case SQLITE -> Unbidden.in(connection);
          // Who may make them there is for the server to say.
          case POSTGRESQL -> List.of();
        },
        dialect.has(connection, "hold") ? holds(dialect, connection) : Map.of(),
        dialect.has(connection, "escalation") ? escalations(dialect, connection) : Map.of(),
        dialect.has(connection, "pack") ? packs(dialect, connection) : List.of());
  }

  private static int waiting(Connection connection, List<AdministrativeEvent> waiting)
      throws SQLException {
    int damaged = 0;
    try (PreparedStatement select =
            connection.prepareStatement("SELECT json FROM outbox ORDER BY number");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        try {
          waiting.add(
              AdministrativeJson.read(
                  String.valueOf(rows.getString(1)).getBytes(StandardCharsets.UTF_8)));
        } catch (EventFormatException _) {
          damaged++;
        }
      }
    }
    return damaged;
  }

  private static String select(Dialect dialect, String table, List<String> texts) {
    return texts.stream()
        .map(dialect::onlyText)
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + table));
  }

  private static Map<String, Held> holds(Dialect dialect, Connection connection)
      throws SQLException {
    Map<String, Held> holds = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                select(dialect, "hold", List.of("name", "since", "until", "reason")));
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        holds.put(
            String.valueOf(rows.getString(1)),
            new Held(rows.getString(2), rows.getString(3), rows.getString(4)));
      }
    }
    return holds;
  }

  private static Map<String, Reviewed> escalations(Dialect dialect, Connection connection)
      throws SQLException {
    Map<String, Reviewed> escalations = new HashMap<>();
    List<String> texts =
        List.of(
            "id", "state", "draft", "assignee", "claimed_by", "resolved_by", "reason", "used_by");
    List<String> numbers = List.of("created", "expires", "claimed_at", "resolved_at", "used_at");
    String columns =
        Stream.concat(
                // WHY: what is null on purpose must stay null, and only that.
                texts.stream()
                    .map(text ->
                        "CASE WHEN %s IS NULL THEN NULL ELSE coalesce(%s, '') END"
                            .formatted(text, dialect.onlyText(text))),
                numbers.stream()
                    .map(number ->
                        // WHY: what is null on purpose must stay null.
                        "CASE WHEN %s IS NULL THEN NULL ELSE %s END"
                            .formatted(number, dialect.onlyNumber(number))))
            .collect(Collectors.joining(", "));
    try (PreparedStatement select =
            connection.prepareStatement("SELECT " + columns + ", binding FROM escalation");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String draft = String.valueOf(rows.getString(3));
        byte[] binding = rows.getBytes(14);
        escalations.put(
            String.valueOf(rows.getString(1)),
            new Reviewed(
                String.valueOf(rows.getString(2)),
                EscalationTable.bound(draft, binding == null ? new byte[0] : binding),
                rows.getLong(9),
                rows.getLong(10),
                rows.getString(4),
                rows.getString(5),
                number(rows, 11),
                rows.getString(6),
                number(rows, 12),
                rows.getString(7),
                rows.getString(8),
                number(rows, 13),
                draft));
      }
    }
    return escalations;
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  private static List<Kept> packs(Dialect dialect, Connection connection) throws SQLException {
    List<Kept> packs = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                select(dialect, "pack", List.of("digest", "name", "version", "plan", "sources")));
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        packs.add(
            new Kept(
                String.valueOf(rows.getString(1)),
                String.valueOf(rows.getString(2)),
                String.valueOf(rows.getString(3)),
                ContentDigest.of(
                    String.valueOf(rows.getString(4)).getBytes(StandardCharsets.UTF_8)),
                sources(rows.getString(5))));
      }
    }
    return packs;
  }

  private static @Nullable String sources(@Nullable String json) {
    try {
      return json == null ? null : StoredPack.digest(PackTable.sources(json));
    } catch (JacksonException _) {
      return null;
    }
  }
}
