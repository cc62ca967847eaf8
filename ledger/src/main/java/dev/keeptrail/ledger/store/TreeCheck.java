package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.CompactTree;
import dev.keeptrail.ledger.integrity.GrowingTree;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Proofs;
import dev.keeptrail.ledger.store.AuditedRows.Stretch;
import dev.keeptrail.ledger.store.AuditedRows.Subtree;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Grows a tree of the leaves as they are kept, and holds it against what was signed and against the
 * subtrees that are kept. One use, one thread.
 */
final class TreeCheck {
  /**
   * Events that nobody has signed are of a second. An event says when it was made, and may have
   * waited long for the end of a stream before it was recorded.
   */
  private static final long MOST_UNSIGNED_MICROS = 86_400_000_000L;

  private final Checkpoints checkpoints;
  private final Breaches breaches;

  /** So many events have leaves; those behind them are of builds that knew no tree. */
  private final long size;

  private @Nullable GrowingTree tree;
  private long compared;
  private long signed;
  private boolean damagedSubtrees;

  /** Times of the events behind the last checkpoint that holds, in microseconds since 1970. */
  private long earliest = Long.MAX_VALUE;

  private long latest = Long.MIN_VALUE;

  private TreeCheck(Checkpoints checkpoints, long size, Breaches breaches) {
    this.checkpoints = checkpoints;
    this.size = size;
    this.breaches = breaches;
  }

  /**
   * For a range.
   *
   * @param first number of its first event
   * @param end number of the last event of the ledger
   */
  static TreeCheck of(
      Connection connection, Checkpoints checkpoints, long first, long end, Breaches breaches)
      throws SQLException {
    long size = Math.min(end, Math.max(TreeTables.size(connection), checkpoints.vouched()));
    var check = new TreeCheck(checkpoints, size, breaches);
    check.signed = checkpoints.vouchedBefore(first);
    check.tree = check.before(connection, first);
    return check;
  }

  /** What is kept of the tree in front of the range; the next checkpoint vouches for it as well. */
  private @Nullable GrowingTree before(Connection connection, long first) {
    if (first == 1) {
      return new GrowingTree(CompactTree.EMPTY);
    }
    try {
      return new GrowingTree(Proofs.compact(TreeTables.subtrees(connection), first - 1));
    } catch (SQLException _) {
      breaches.found(Breach.Kind.REWRITTEN, 1, first - 1, "the tree of these events has a hole");
      return null;
    }
  }

  /** Whether the table of leaves has to have one for this event. */
  boolean covers(long sequence) {
    return sequence <= size;
  }

  /** How many checkpoints were compared with the tree. */
  long compared() {
    return compared;
  }

  /** Number of the last event that a checkpoint vouches for; 0 for none. */
  long signed() {
    return signed;
  }

  /** Of all leaves so far; null where one was missing. */
  @Nullable Hash root() {
    return tree == null ? null : tree.compact().root();
  }

  /** When an intact event was made that the next checkpoint has to vouch for. */
  void made(long at) {
    earliest = Math.min(earliest, at);
    latest = Math.max(latest, at);
  }

  /**
   * Adds the next leaf.
   *
   * @param leaf as it is kept, or as its event makes it; null where neither is there
   * @param rooted whether the table of leaves has to have it
   */
  void grow(long sequence, @Nullable Hash leaf, boolean rooted, Stretch stretch) {
    if (rooted && stretch.leaf(sequence) == null) {
      breaches.found(
          Breach.Kind.DAMAGED,
          sequence,
          sequence,
          "the leaf of event " + sequence + " is not there, or damaged");
    }
    GrowingTree grown = tree;
    if (grown == null || leaf == null) {
      tree = null;
      return;
    }
    grown.add(leaf, (height, position, hash) -> kept(height, position, hash, stretch));
    Checkpoints.Signed here = checkpoints.at(sequence);
    if (here != null) {
      compare(sequence, here, grown.compact().root());
    }
  }

  private void compare(long sequence, Checkpoints.Signed here, Hash root) {
    compared++;
    if (here.checkpoint().root().equals(root)) {
      signed = sequence;
      earliest = Long.MAX_VALUE;
      latest = Long.MIN_VALUE;
    } else {
      breaches.found(
          Breach.Kind.REWRITTEN,
          signed + 1,
          sequence,
          "events %d to %d, or their order, are not those that were signed%s"
              .formatted(
                  signed + 1, sequence, here.kept() ? " in the checkpoint that was kept" : ""));
    }
  }

  /** Holds a subtree that an event completes against the one that is kept. */
  private void kept(int height, long position, Hash made, Stretch stretch) {
    long last = (position + 1) << height;
    if (height == 0 || height % TreeTables.STEP != 0 || last > size) {
      return;
    }
    Hash there = stretch.subtrees().get(new Subtree(height, position));
    if (there == null || !there.equals(made)) {
      damagedSubtrees = true;
      breaches.found(
          Breach.Kind.DAMAGED,
          (position << height) + 1,
          last,
          "the subtree of these events is not there, or not what their leaves make");
    }
  }

  /** Whoever adds an event that completes such a subtree finds its place taken. */
  void strangeSubtrees(Connection connection, long end) throws SQLException {
    long kept = TreeTables.subtreeCount(connection);
    long made = TreeTables.subtreeCount(size);
    if (tree != null && !damagedSubtrees && kept != made) {
      breaches.found(
          Breach.Kind.DAMAGED,
          1,
          Math.max(1, end),
          "%d subtrees are kept, and the leaves make %d".formatted(kept, made));
    }
  }

  /** Where checkpoints were taken away, or an end was added by somebody who cannot sign. */
  void unsignedEnd(long first, long last) {
    boolean told =
        breaches.kept().stream()
            .anyMatch(one -> one.kind().isOfEvents() || one.kind() == Breach.Kind.UNSIGNED);
    if (!told && tree != null && latest >= earliest && latest - earliest > MOST_UNSIGNED_MICROS) {
      long from = Math.max(signed + 1, first);
      breaches.found(
          Breach.Kind.UNSIGNED,
          from,
          last,
          "no checkpoint vouches for the events %d to %d, and a gateway signs within a second"
              .formatted(from, last));
    }
  }
}
