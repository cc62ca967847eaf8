package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.TallyKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the newest events are found and counted by, until they are filed: one row each, in one table
 * without indexes. An event that is committed alone changes one page here in the place of one in
 * each index; many are filed together. Whoever asks those indexes or counts asks here as well.
 *
 * <p>It stands beside the events and is not part of their schema. A build that does not know it
 * files what it finds here by the events themselves, and what is left here then no longer counts.
 */
final class UnfiledTable {
  static final String NAME = "unfiled";

  static final String TABLE =
      "CREATE TABLE IF NOT EXISTS unfiled (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
          + " verdict TEXT NOT NULL, reason TEXT NOT NULL, model TEXT NOT NULL,"
          + " provider TEXT NOT NULL, deciding TEXT NOT NULL, hour INTEGER NOT NULL, policy TEXT,"
          + " counted TEXT NOT NULL, pack TEXT NOT NULL, step TEXT NOT NULL,"
          + " tokens INTEGER NOT NULL, micro_usd INTEGER NOT NULL, unpriced INTEGER NOT NULL)";

  /** That an event of {@code unfiled} is none of {@code filed}: those are the ones in front. */
  static final String LATER = "unfiled.sequence > (SELECT coalesce(max(sequence), 0) FROM filed)";

  /** Who decided an event, a row for each policy; to be joined with its row. */
  static final String DECIDING =
      "json_each(CASE WHEN json_valid(unfiled.deciding) THEN unfiled.deciding ELSE '[]' END)"
          + " AS deciding";

  private UnfiledTable() {}

  /** Whether it is there: not on servers, and not where no build has written that knows it. */
  static boolean isIn(Dialect dialect, Connection connection) throws SQLException {
    return dialect.filesLater() && dialect.has(connection, NAME);
  }

  /**
   * Whether something waits in it, which nothing does a second after the last event. What begins to
   * wait a moment after somebody asked this was recorded after he asked for events, too.
   */
  static boolean isUsed(Dialect dialect, Connection connection) throws SQLException {
    return isIn(dialect, connection)
        && LedgerSchema.number(connection, "SELECT EXISTS (SELECT 1 FROM unfiled)") != 0;
  }

  /** The table {@code filed}, with what is not filed yet. */
  static String filed(boolean unfiled) {
    return unfiled
        ? "(SELECT sequence, at, reason, model, provider FROM filed"
            + " UNION ALL SELECT sequence, at, reason, model, provider FROM unfiled WHERE "
            + LATER
            + ")"
        : "filed";
  }

  /** What is put behind a selection of policies, events and 1, so that those not filed yet come. */
  static String andDeciding(Dialect dialect, boolean unfiled, long first, long last) {
    return unfiled
        ? " UNION ALL SELECT "
            + dialect.onlyText("deciding.value")
            + ", unfiled.sequence, 1 FROM unfiled, "
            + DECIDING
            + " WHERE unfiled.sequence BETWEEN "
            + first
            + " AND "
            + last
            + " AND "
            + LATER
        : "";
  }

  /** The table {@code tally}, with what is not filed yet; rows of the same name may come twice. */
  static String tally(boolean unfiled) {
    return unfiled
        ? Stream.of(TallyKind.values())
            .map(UnfiledTable::counted)
            .collect(
                Collectors.joining(
                    "",
                    "(SELECT kind, hour, name, verdict, events, tokens, micro_usd, unpriced"
                        + " FROM tally",
                    ") AS tally"))
        : "tally";
  }

  private static String counted(TallyKind kind) {
    String name =
        switch (kind) {
          case PROVIDER -> "provider";
          case REASON -> "reason";
          case POLICY -> "policy";
          case MODEL -> "counted";
          case PACK -> "pack";
          case LATENCY -> "step";
        };
    return " UNION ALL SELECT '%1$s', hour, %2$s, verdict, 1, tokens, micro_usd, unpriced FROM unfiled WHERE %2$s IS NOT NULL AND %3$s"
        .formatted(kind.word(), name, LATER);
  }
}
