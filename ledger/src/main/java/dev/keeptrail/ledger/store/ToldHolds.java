package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.retention.Hold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds against the trail that placed them. Holds stand in a file of their own, and where that is
 * lost, emptied or an older one, what they kept would go for good.
 */
final class ToldHolds {
  private ToldHolds() {}

  /**
   * The holds that stand.
   *
   * @param before what is said in front of the problem
   * @throws LedgerException when the trail tells of one that is not there, or is another there
   */
  static List<Hold> require(
      Dialect dialect, Connection connection, Administration administration, String before)
      throws SQLException, LedgerException {
    // The trail first: a hold that is released from now on has its entry on the way.
    Map<String, TrailTales.HoldTale> told =
        dialect.has(connection, AdministrationTable.NAME) ? told(connection, before) : Map.of();
    List<Hold> holds = administration.holds();
    Map<String, Hold> kept = holds.stream().collect(Collectors.toMap(Hold::name, hold -> hold));
    for (Map.Entry<String, TrailTales.HoldTale> tale : told.entrySet()) {
      Map<String, String> placed = tale.getValue().placed();
      if (placed != null && !isSo(kept.get(tale.getKey()), placed) && !isChanging(administration)) {
        throw new LedgerException(
            "%sthe trail says that `%s` is held from %s to %s, and the holds that are kept do not"
                .formatted(
                    before,
                    PrintableText.beginning(tale.getKey()),
                    PrintableText.beginning(placed.getOrDefault("since", "")),
                    PrintableText.beginning(placed.getOrDefault("until", ""))),
            "put the right `administration.db` back, or place the hold again with `kt ledger hold`"
                + " (and release it where it is over)");
      }
    }
    return holds;
  }

  private static boolean isSo(@Nullable Hold hold, Map<String, String> placed) {
    return hold != null
        && Objects.equals(placed.get("since"), hold.since().toString())
        && Objects.equals(placed.get("until"), hold.until().toString());
  }

  private static boolean isChanging(Administration administration) throws LedgerException {
    for (String action : Set.of("hold.placed", "hold.released")) {
      if (administration.isWaiting(action)) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, TrailTales.HoldTale> told(Connection connection, String before)
      throws SQLException, LedgerException {
    var trail = new TrailTales();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT sequence, json FROM administration WHERE action LIKE 'hold.%' ORDER BY"
                    + " sequence");
        ResultSet entries = select.executeQuery()) {
      while (entries.next()) {
        var row = new AdministrativeRow(entries.getLong(1), entries.getBytes(2), 0, null);
        try {
          trail.take(row.sequence(), row.event().event());
        } catch (EventFormatException unreadable) {
          throw damaged(row, before, unreadable);
        }
      }
    }
    return new TreeMap<>(trail.holds());
  }

  private static LedgerException damaged(
      AdministrativeRow row, String before, EventFormatException unreadable) {
    return new LedgerException(
        "%sentry %d of the trail, about a hold, cannot be read: %s"
            .formatted(before, row.sequence(), unreadable.getMessage()),
        "`kt ledger verify` says what else is not as it was recorded; `kt ledger restore` puts a copy"
            + " of `kt ledger backup` into another folder");
  }
}
