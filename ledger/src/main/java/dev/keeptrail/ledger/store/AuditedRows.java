package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.LeafHasher;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Salt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a check looks at, a stretch of numbers at a time: events of both kinds as they stand in the
 * tables, and the leaves that are kept. One thread at a time.
 */
final class AuditedRows implements AutoCloseable {
  private final PreparedStatement decisions;
  private final @Nullable PreparedStatement administration;
  private final PreparedStatement hashes;
  private final PreparedStatement trees;
  private final @Nullable PreparedStatement filings;

  /** What has hashed events already, and knows some of what the next ones say. */
  private final Queue<LeafHasher> idle = new ConcurrentLinkedQueue<>();

  AuditedRows(Dialect dialect, Connection connection, Copies copies) throws SQLException {
    decisions = rows(dialect, connection, "verdict", null, "event");
    administration =
        dialect.has(connection, AdministrationTable.NAME)
            ? rows(dialect, connection, "action", "actor", AdministrationTable.NAME)
            : null;
    hashes =
        connection.prepareStatement(
            "SELECT sequence, hash FROM leaf WHERE sequence BETWEEN ? AND ?");
    trees =
        connection.prepareStatement(
            "SELECT position, hash FROM subtree WHERE height = ? AND position >= ?"
                + " AND position < ?");
    filings = copies.filings();
  }

  private static PreparedStatement rows(
      Dialect dialect, Connection connection, String word, @Nullable String actor, String table)
      throws SQLException {
    return connection.prepareStatement(
        "SELECT sequence, %s, %s, %s, %s, %s%s FROM %s WHERE sequence BETWEEN ? AND ? ORDER BY sequence"
            .formatted(
                dialect.onlyText("id"),
                dialect.onlyNumber("at"),
                dialect.onlyText(word),
                dialect.onlyText("json"),
                SaltColumn.of(dialect, connection, table),
                actor == null ? "" : ", " + dialect.onlyText(actor),
                table));
  }

  /**
   * One event.
   *
   * @param word the verdict, or the action of an administrative one
   * @param actor of an administrative one
   */
  record Row(
      long sequence,
      boolean decision,
      String id,
      long at,
      String word,
      @Nullable String actor,
      Json json,
      @Nullable Salt salt) {
    /** What can be found out about the event by itself. */
    Read read(LeafHasher hasher) {
      @Nullable Hash leaf = leaf(hasher);
      EventCopy said = EventCopy.of(json.bytes, hasher);
      boolean terse = leaf != null && hasher.isTerse();
      return new Read(this, leaf, new Copies.Copy(said, json.bytes), terse);
    }

    private @Nullable Hash leaf(LeafHasher hasher) {
      try {
        return hasher.hash(json.bytes, salt);
      } catch (Leaves.UnreadableLeafException _) {
        return null;
      }
    }

    /** Whether it stands in the table of its kind, and the columns say what it does. */
    boolean matches(EventCopy said) {
      return decision == (said.actor() == null) && said.matches(id, at, word, actor);
    }
  }

  /**
   * What was found out about an event by itself.
   *
   * @param leaf of what the event says now; null when it is no JSON with a canonical form
   * @param terse whether it is written as gateways write events
   */
  record Read(Row row, @Nullable Hash leaf, Copies.Copy copy, boolean terse) {}

  /** Bytes with an identity of their own. */
  private static final class Json {
    private final byte[] bytes;

    Json(byte @Nullable [] bytes) {
      this.bytes = bytes == null ? new byte[0] : bytes;
    }
  }

  /**
   * A stretch of numbers.
   *
   * @param hashing of its events, in order; numbers without an event are left out
   * @param leaves one for each number; null where there is none, or a damaged one
   * @param subtrees those that are kept and whose last leaf is among these
   * @param filed how its events are filed, one for each number; null where one is not
   */
  record Stretch(
      long first,
      long last,
      Hashing hashing,
      List<@Nullable Hash> leaves,
      Map<Subtree, Hash> subtrees,
      List<Copies.@Nullable Filed> filed) {
    @Nullable Hash leaf(long sequence) {
      return leaves.get((int) (sequence - first));
    }

    Copies.@Nullable Filed filed(long sequence) {
      return filed.get((int) (sequence - first));
    }
  }

  Stretch read(long first, long last) throws SQLException {
    List<Row> rows = new ArrayList<>((int) (last - first + 1));
    read(decisions, true, first, last, rows);
    int decided = rows.size();
    if (administration != null) {
      read(administration, false, first, last, rows);
    }
    if (decided != rows.size()) {
      rows.sort(Comparator.comparingLong(Row::sequence));
    }
    return new Stretch(
        first,
        last,
        new Hashing(rows, idle),
        leaves(first, last),
        subtrees(first, last),
        Copies.filed(filings, first, last));
  }

  private static void read(
      PreparedStatement select, boolean decision, long first, long last, List<Row> rows)
      throws SQLException {
    select.setLong(1, first);
    select.setLong(2, last);
    try (ResultSet found = select.executeQuery()) {
      while (found.next()) {
        rows.add(
            new Row(
                found.getLong(1),
                decision,
                String.valueOf(TextColumn.read(found, 2)),
                found.getLong(3),
                String.valueOf(TextColumn.read(found, 4)),
                decision ? null : TextColumn.read(found, 7),
                new Json(found.getBytes(5)),
                SaltColumn.read(found.getBytes(6))));
      }
    }
  }

  private List<@Nullable Hash> leaves(long first, long last) throws SQLException {
    List<@Nullable Hash> leaves = Arrays.asList(new @Nullable Hash[(int) (last - first + 1)]);
    hashes.setLong(1, first);
    hashes.setLong(2, last);
    try (ResultSet found = hashes.executeQuery()) {
      while (found.next()) {
        leaves.set((int) (found.getLong(1) - first), hash(found.getBytes(2)));
      }
    }
    return leaves;
  }

  /** A subtree of 2^height leaves. */
  record Subtree(int height, long position) {}

  private Map<Subtree, Hash> subtrees(long first, long last) throws SQLException {
    Map<Subtree, Hash> subtrees = new HashMap<>();
    int height = TreeTables.STEP;
    // The last leaf of a subtree has a number that its width divides.
    while (height < Long.SIZE && ((first - 1) >> height) < (last >> height)) {
      trees.setInt(1, height);
      trees.setLong(2, (first - 1) >> height);
      trees.setLong(3, last >> height);
      try (ResultSet found = trees.executeQuery()) {
        while (found.next()) {
          Hash hash = hash(found.getBytes(2));
          if (hash != null) {
            subtrees.put(new Subtree(height, found.getLong(1)), hash);
          }
        }
      }
      height += TreeTables.STEP;
    }
    return subtrees;
  }

  private static @Nullable Hash hash(byte @Nullable [] bytes) {
    return bytes == null || bytes.length != Hash.LENGTH ? null : Hash.of(bytes);
  }

  @Override
  public void close() throws SQLException {
    decisions.close();
    if (administration != null) {
      administration.close();
    }
    hashes.close();
    trees.close();
    if (filings != null) {
      filings.close();
    }
  }
}
