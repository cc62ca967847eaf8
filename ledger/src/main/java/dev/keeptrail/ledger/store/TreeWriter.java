package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.CompactTree;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.NoteSigner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds events to the Merkle tree in the transactions that write them, and signs checkpoints. Used
 * by the writer's thread only.
 */
final class TreeWriter {
  private static final Logger LOG = LoggerFactory.getLogger(TreeWriter.class);
  private static final int CATCH_UP_BATCH = 5_000;

  private final Connection connection;
  private final NoteSigner signer;
  private final InstantSource clock;
  private final long intervalMillis;
  private final LastSigned lastSigned;
  private final Insertion leaves;
  private final Insertion subtrees;
  private final PreparedStatement insertCheckpoint;
  private CompactTree durable;
  private CompactTree growing;
  private long checkpointed;
  private long durablyCheckpointed;
  private long checkpointedAt;
  private @Nullable String note;

  /**
   * The connection must have automatic commits off.
   *
   * @throws LedgerException when it cannot be found out whether this is the ledger that was signed
   */
  TreeWriter(
      Dialect dialect,
      Connection connection,
      NoteSigner signer,
      LastSigned lastSigned,
      InstantSource clock,
      long intervalMillis)
      throws SQLException, LedgerException {
    this.connection = connection;
    this.signer = signer;
    this.lastSigned = lastSigned;
    this.clock = clock;
    this.intervalMillis = intervalMillis;
    this.leaves = new Insertion(dialect, connection, "INSERT INTO leaf VALUES (?, ?)");
    this.subtrees = new Insertion(dialect, connection, "INSERT INTO subtree VALUES (?, ?, ?)");
    this.insertCheckpoint = connection.prepareStatement("INSERT INTO checkpoint VALUES (?, ?, ?)");
    this.durable = TreeTables.tree(connection);
    this.growing = durable;
    lastSigned.hold(connection, durable.size());
    this.checkpointed = LedgerSchema.number(connection, "SELECT max(size) FROM checkpoint");
    this.durablyCheckpointed = checkpointed;
    catchUp();
  }

  /** Takes in what builds without a tree have written. */
  private void catchUp() throws SQLException {
    long last = LedgerSchema.number(connection, "SELECT max(sequence) FROM event");
    if (durable.size() < last) {
      LOG.info("events {} to {} are taken into the tree", durable.size() + 1, last);
    }
    while (durable.size() < last) {
      for (Hash leaf : leaves(durable.size())) {
        add(leaf);
      }
      flush();
      connection.commit();
      committed();
    }
  }

  private static Hash leaf(byte[] json, byte @Nullable [] salt) throws SQLException {
    try {
      return Leaves.hash(json, SaltColumn.read(salt));
    } catch (Leaves.UnreadableLeafException unreadable) {
      throw new SQLException("an event of the ledger is damaged", unreadable);
    }
  }

  private List<Hash> leaves(long after) throws SQLException {
    List<Hash> leaves = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT json, salt, sequence FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?")) {
      select.setLong(1, after);
      select.setLong(2, CATCH_UP_BATCH);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          long expected = after + leaves.size() + 1;
          if (rows.getLong(3) != expected) {
            throw new DamagedTreeException(
                "event %d is not there, and no leaf of it, and there is one behind it"
                    .formatted(expected));
          }
          leaves.add(leaf(rows.getBytes(1), rows.getBytes(2)));
        }
      }
    }
    return leaves;
  }

  /** Adds the next event's leaf; it counts when the transaction is through. */
  void add(Hash leaf) throws SQLException {
    List<Kept> kept = new ArrayList<>();
    growing =
        growing.add(
            leaf,
            (height, position, hash) -> {
              if (height > 0 && height % TreeTables.STEP == 0) {
                kept.add(new Kept(height, position, hash));
              }
            });
    leaves.row().setLong(1, growing.size());
    leaves.row().setBytes(2, leaf.toBytes());
    leaves.add();
    for (Kept subtree : kept) {
      subtrees.row().setInt(1, subtree.height());
      subtrees.row().setLong(2, subtree.position());
      subtrees.row().setBytes(3, subtree.hash().toBytes());
      subtrees.add();
    }
  }

  /** Writes leaves that wait; before the commit. */
  void flush() throws SQLException {
    leaves.flush();
    subtrees.flush();
  }

  private record Kept(int height, long position, Hash hash) {}

  /** Whether there is no checkpoint of late. */
  boolean isCheckpointDue() {
    // WHY: a time of day that was put back says nothing of how long ago the last one was.
    return Math.abs(clock.millis() - checkpointedAt) >= intervalMillis;
  }

  /** Adds a checkpoint to the transaction where events have come since the last one. */
  void checkpoint() throws SQLException {
    if (growing.size() == checkpointed) {
      return;
    }
    long now = clock.millis();
    String origin = signer.publicKey().name();
    insertCheckpoint.setLong(1, growing.size());
    insertCheckpoint.setLong(2, now);
    note = Checkpoint.of(origin, growing).sign(signer).toString();
    insertCheckpoint.setString(3, note);
    insertCheckpoint.executeUpdate();
    checkpointed = growing.size();
    checkpointedAt = now;
  }

  void committed() {
    durable = growing;
    lastSigned.confirmed(durable);
    durablyCheckpointed = checkpointed;
    String signed = note;
    if (signed != null) {
      note = null;
      lastSigned.committed(signed);
    }
  }

  /** Whether events have come since the last checkpoint. */
  boolean isBehind() {
    return durable.size() != durablyCheckpointed;
  }
}
