package dev.keeptrail.postgresql;

import dev.keeptrail.postgresql.Partitions.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Room for events, and whether their ids are in the ledger already. No index can say so over all
 * parts, so the one who appends looks: in the newest part, and in the others only for ids that are
 * not greater than all of theirs, which ids that begin with the time hardly ever are. Confined to
 * the thread that appends.
 */
final class Admission {
  private final Connection connection;
  private final Partitions partitions;
  private final PreparedStatement known;

  /** The process of the server that has the writer's lock. */
  private final int process;

  /** The newest part; empty before the first. */
  private Part newest;

  /** The greatest id in front of it. */
  private String greatest;

  Admission(Connection connection) throws SQLException {
    this.connection = connection;
    this.process = WriterLock.process(connection);
    this.partitions = new Partitions(connection);
    this.known =
        connection.prepareStatement(
            "SELECT NULL, pg_backend_pid()"
                + " UNION ALL SELECT id, 0 FROM event WHERE sequence >= ? AND id = ANY(?)"
                + " UNION ALL SELECT id, 0 FROM administration WHERE id = ANY(?)");
    List<Part> parts = partitions.all();
    this.newest = parts.isEmpty() ? new Part(1, 1) : parts.getLast();
    this.greatest = greatestBefore(newest.first());
  }

  boolean isOf(Connection other) {
    return connection.equals(other);
  }

  /**
   * The ids that the ledger has already.
   *
   * @throws LentSessionException when another session is asked than the one that has the lock
   */
  Set<String> admit(long next, List<String> ids) throws SQLException {
    while (newest.end() < next + ids.size()) {
      var part = new Part(newest.end(), newest.end() + partitions.size());
      partitions.make(part);
      newest = part;
      greatest = greatestBefore(part.first());
    }
    // The batch can reach over the border of two parts, so what is asked begins where it begins.
    boolean anywhere = next < newest.first() || ids.stream().anyMatch(this::canBeOld);
    known.setLong(1, anywhere ? 0 : newest.first());
    var array = connection.createArrayOf("text", ids.toArray());
    known.setArray(2, array);
    known.setArray(3, array);
    Set<String> found = new HashSet<>();
    try (ResultSet rows = known.executeQuery()) {
      while (rows.next()) {
        String id = rows.getString(1);
        if (id != null) {
          found.add(id);
        } else if (rows.getInt(2) != process) {
          throw new LentSessionException();
        }
      }
    }
    array.free();
    return found;
  }

  /** Texts of ASCII sort here as they do in the database. */
  private boolean canBeOld(String id) {
    return id.compareTo(greatest) <= 0 || id.chars().anyMatch(one -> one > 0x7F);
  }

  private String greatestBefore(long sequence) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT max(id) FROM event WHERE sequence < ?")) {
      select.setLong(1, sequence);
      try (ResultSet rows = select.executeQuery()) {
        String greatest = rows.next() ? rows.getString(1) : null;
        return greatest == null ? "" : greatest;
      }
    }
  }
}
