package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.CompactTree;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Proofs;
import dev.keeptrail.ledger.integrity.Subtrees;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the Merkle tree. They stand beside the events and are not part of their schema:
 * builds that do not know them read and write the ledger as before, and what they wrote is taken
 * into the tree by the next one that does.
 *
 * <p>Kept are the hashes of all leaves, and of the complete subtrees of 256, 256^2, ... leaves;
 * those between are made of them when they are asked for.
 */
final class TreeTables {
  /** Heights of the subtrees that are kept are its multiples. */
  static final int STEP = 8;

  /** The one that is made last. */
  static final String LAST = "checkpoint";

  private TreeTables() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS leaf (sequence INTEGER PRIMARY KEY, hash BLOB NOT NULL)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS subtree (height INTEGER NOT NULL, position INTEGER NOT NULL,"
              + " hash BLOB NOT NULL, PRIMARY KEY (height, position)) WITHOUT ROWID");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS checkpoint (size INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
              + " note TEXT NOT NULL)");
    }
  }

  /**
   * Asks for them.
   *
   * @throws LedgerException when a build has written the ledger that made none
   */
  static void require(Database database, Connection connection)
      throws SQLException, LedgerException {
    if (!database.dialect().has(connection, LAST)) {
      throw new LedgerException(
          "the ledger `"
              + database.place()
              + "` was written by a build that signed nothing; start a gateway with it once,"
              + " and its events are taken into the tree");
    }
  }

  static long size(Connection connection) throws SQLException {
    return LedgerSchema.number(connection, "SELECT max(sequence) FROM leaf");
  }

  /** How many subtrees are kept. */
  static long subtreeCount(Connection connection) throws SQLException {
    return LedgerSchema.number(connection, "SELECT count(*) FROM subtree");
  }

  /** How many a tree of this size has to have. */
  static long subtreeCount(long size) {
    long count = 0;
    for (int height = STEP; height < Long.SIZE; height += STEP) {
      count += size >> height;
    }
    return count;
  }

  static CompactTree tree(Connection connection) throws SQLException {
    return Proofs.compact(subtrees(connection), size(connection));
  }

  /** Hashes of complete subtrees, as they are kept or made of those that are. */
  static Subtrees<SQLException> subtrees(Connection connection) {
    return (height, position) -> hash(connection, height, position);
  }

  private static Hash hash(Connection connection, int height, long position) throws SQLException {
    int kept = height / STEP * STEP;
    int above = height - kept;
    List<Hash> hashes = new ArrayList<>();
    long first = position << above;
    String sql =
        kept == 0
            ? "SELECT hash FROM leaf WHERE sequence > ? AND sequence <= ? ORDER BY sequence"
            : "SELECT hash FROM subtree WHERE height = "
                + kept
                + " AND position >= ? AND position < ? ORDER BY position";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, first);
      select.setLong(2, first + (1L << above));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          hashes.add(hash(rows.getBytes(1)));
        }
      }
    }
    if (hashes.size() != 1 << above) {
      throw new DamagedTreeException("the tree of the ledger has a hole at height " + kept);
    }
    while (hashes.size() > 1) {
      List<Hash> joined = new ArrayList<>(hashes.size() / 2);
      for (int at = 0; at < hashes.size(); at += 2) {
        joined.add(Hash.ofNode(hashes.get(at), hashes.get(at + 1)));
      }
      hashes = joined;
    }
    return hashes.getFirst();
  }

  private static Hash hash(byte @Nullable [] bytes) throws SQLException {
    if (bytes == null || bytes.length != Hash.LENGTH) {
      throw new DamagedTreeException("a hash in the tree of the ledger is damaged");
    }
    return Hash.of(bytes);
  }
}
