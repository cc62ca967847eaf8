package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.retention.Pruning;
import dev.keeptrail.postgresql.Partitions.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the parts of the tables of which no event stays; the newest one is kept for what comes.
 * Where somebody reads for long, dropping would make the gateway wait, and rows are taken out
 * instead.
 */
final class PartitionPruner {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionPruner.class);

  private final Connection connection;
  private final Partitions partitions;

  PartitionPruner(Connection connection) {
    this.connection = connection;
    this.partitions = new Partitions(connection);
  }

  List<Pruning.Range> takeOut(List<Pruning.Range> ranges) throws SQLException {
    List<Part> parts = partitions.all();
    List<Pruning.Range> left = new ArrayList<>(ranges);
    for (Part part : parts.subList(0, Math.max(0, parts.size() - 1))) {
      List<Pruning.Range> inside = within(part, ranges);
      if (!inside.isEmpty() && !keepsEvents(part, inside) && drop(part, inside)) {
        left = without(part, left);
      }
    }
    return left;
  }

  /** The ranges as far as they lie in a part. */
  private static List<Pruning.Range> within(Part part, List<Pruning.Range> ranges) {
    return ranges.stream()
        .filter(range -> range.last() >= part.first() && range.first() < part.end())
        .map(range ->
            new Pruning.Range(
                Math.max(range.first(), part.first()), Math.min(range.last(), part.end() - 1)))
        .toList();
  }

  /** Whether there is an event between the ranges. */
  private boolean keepsEvents(Part part, List<Pruning.Range> inside) throws SQLException {
    long from = part.first();
    for (Pruning.Range range : inside) {
      if (from < range.first() && partitions.hasEvent(from, range.first() - 1)) {
        return true;
      }
      from = range.last() + 1;
    }
    return from < part.end() && partitions.hasEvent(from, part.end() - 1);
  }

  /** What of the ranges lies outside a part. */
  private static List<Pruning.Range> without(Part part, List<Pruning.Range> ranges) {
    List<Pruning.Range> left = new ArrayList<>();
    for (Pruning.Range range : ranges) {
      if (range.last() < part.first() || range.first() >= part.end()) {
        left.add(range);
        continue;
      }
      if (range.first() < part.first()) {
        left.add(new Pruning.Range(range.first(), part.first() - 1));
      }
      if (range.last() >= part.end()) {
        left.add(new Pruning.Range(part.end(), range.last()));
      }
    }
    return left;
  }

  private boolean drop(Part part, List<Pruning.Range> inside) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // Whoever appends waits behind this, so it waits for nobody.
      statement.execute("SET LOCAL lock_timeout = '500ms'");
      for (String table : Partitions.TABLES) {
        statement.execute("DROP TABLE " + part.of(table));
      }
      removeAdministration(inside);
      connection.commit();
      return true;
    } catch (SQLException exception) {
      connection.rollback();
      if (!PostgresProblem.isLocked(exception)) {
        throw exception;
      }
      LOG.info("events {} to {} are taken out one by one", part.first(), part.end() - 1);
      return false;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** The trail is not cut; what of it goes are rows. */
  private void removeAdministration(List<Pruning.Range> inside) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM administration WHERE sequence BETWEEN ? AND ?")) {
      for (Pruning.Range range : inside) {
        delete.setLong(1, range.first());
        delete.setLong(2, range.last());
        int ignored = delete.executeUpdate();
      }
    }
  }
}
