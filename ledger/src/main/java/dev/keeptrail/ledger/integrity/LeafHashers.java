package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Makes the leaves of events that many threads record, which are alike: what hashed one knows some
 * of what the next one says. No more of it is kept than there are processors.
 */
public final class LeafHashers {
  /** What hashes a large event grows with it, and is not kept. */
  private static final int LARGE = 65_536;

  private final BlockingQueue<LeafHasher> idle =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  /**
   * The leaf of an event that is to be recorded, under a new salt.
   *
   * @throws UnreadableLeafException when it is no JSON with a canonical form
   */
  public SaltedLeaf fresh(byte[] json) throws UnreadableLeafException {
    if (json.length > LARGE) {
      return Leaves.fresh(json);
    }
    LeafHasher waiting = idle.poll();
    LeafHasher hasher = waiting == null ? LeafHasher.ofMany() : waiting;
    Salt salt = Salt.fresh();
    var leaf = new SaltedLeaf(hasher.hash(json, salt), salt);
    boolean ignored = idle.offer(hasher);
    return leaf;
  }
}
