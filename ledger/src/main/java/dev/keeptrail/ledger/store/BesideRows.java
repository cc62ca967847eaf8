package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.integrity.ContentDigest;
import dev.keeptrail.ledger.retention.Hold;
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
import org.jspecify.annotations.Nullable;

/**
 * What is administered beside a ledger, as it stands at one moment, for a check.
 *
 * @param at when that was
 * @param waiting entries of the trail that are on their way into the ledger, the oldest first
 */
record BesideRows(
    Instant at,
    List<AdministrativeEvent> waiting,
    Map<String, Hold> holds,
    Map<String, Reviewed> escalations,
    List<Kept> packs) {

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
      @Nullable String claimedBy,
      @Nullable String resolvedBy,
      @Nullable Long resolvedAt,
      @Nullable String reason,
      @Nullable String usedBy,
      String draft) {}

  /**
   * A pack.
   *
   * @param plan digest of the plan that is kept
   * @param sources digest of the texts that are kept
   */
  record Kept(String digest, String name, String version, String plan, String sources) {}

  /** Reads the file beside a ledger; empty where there is none. */
  static Optional<BesideRows> ofFile(Path file) throws LedgerException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Connection connection = SqliteLibrary.open(file, "mode=ro")) {
      connection.setAutoCommit(false);
      return Optional.of(read(Dialect.SQLITE, connection));
    } catch (SQLException unreadable) {
      throw SqliteProblem.of(file, unreadable);
    }
  }

  /** Reads the tables; part of the transaction that it is called in. */
  static BesideRows read(Dialect dialect, Connection connection)
      throws SQLException, LedgerException {
    Instant at = Instant.now();
    Map<String, Hold> holds = new HashMap<>();
    if (dialect.has(connection, "hold")) {
      HoldTable.all(connection).forEach(hold -> holds.put(hold.name(), hold));
    }
    return new BesideRows(
        at,
        dialect.has(connection, "outbox") ? waiting(connection) : List.of(),
        holds,
        dialect.has(connection, "escalation") ? escalations(connection) : Map.of(),
        dialect.has(connection, "pack") ? packs(connection) : List.of());
  }

  private static List<AdministrativeEvent> waiting(Connection connection)
      throws SQLException, LedgerException {
    List<AdministrativeEvent> waiting = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT json FROM outbox ORDER BY number");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        waiting.add(
            AdministrativeJson.read(
                String.valueOf(rows.getString(1)).getBytes(StandardCharsets.UTF_8)));
      }
    } catch (EventFormatException damaged) {
      throw new LedgerException("an entry of the trail on its way is damaged", damaged);
    }
    return waiting;
  }

  private static Map<String, Reviewed> escalations(Connection connection) throws SQLException {
    Map<String, Reviewed> escalations = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, state, draft, binding, created, expires, claimed_by, resolved_by,"
                    + " resolved_at, reason, used_by FROM escalation");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String draft = String.valueOf(rows.getString(3));
        byte[] binding = rows.getBytes(4);
        long resolvedAt = rows.getLong(9);
        boolean resolved = !rows.wasNull();
        escalations.put(
            String.valueOf(rows.getString(1)),
            new Reviewed(
                String.valueOf(rows.getString(2)),
                EscalationTable.bound(draft, binding == null ? new byte[0] : binding),
                rows.getLong(5),
                rows.getLong(6),
                rows.getString(7),
                rows.getString(8),
                resolved ? resolvedAt : null,
                rows.getString(10),
                rows.getString(11),
                draft));
      }
    }
    return escalations;
  }

  private static List<Kept> packs(Connection connection) throws SQLException {
    List<Kept> packs = new ArrayList<>();
    for (String digest : PackTable.digests(connection)) {
      StoredPack pack = PackTable.find(connection, digest).orElseThrow();
      packs.add(
          new Kept(
              digest,
              pack.name(),
              pack.version(),
              ContentDigest.of(pack.plan().getBytes(StandardCharsets.UTF_8)),
              pack.sourcesDigest()));
    }
    return packs;
  }
}
