package dev.keeptrail.ledger.integrity;

import java.util.List;

/**
 * A Merkle tree of which only the roots of its complete subtrees are kept, widest first: enough to
 * add leaves and to know the root. Immutable.
 *
 * @param size how many leaves it has
 * @param peaks one for each bit that is set in the size, from the highest down
 */
public record CompactTree(long size, List<Hash> peaks) {
  public static final CompactTree EMPTY = new CompactTree(0, List.of());

  public CompactTree {
    peaks = List.copyOf(peaks);
    if (size < 0 || Long.bitCount(size) != peaks.size()) {
      throw new IllegalArgumentException("a tree has a peak for each bit of its size");
    }
  }

  /** Told of each subtree that an added leaf completes. */
  @FunctionalInterface
  public interface Completed {
    /**
     * A subtree is complete.
     *
     * @param height it has 2^height leaves
     * @param position how many subtrees of this height stand before it
     */
    void subtree(int height, long position, Hash hash);
  }

  public CompactTree add(Hash leaf) {
    return add(leaf, (_, _, _) -> {});
  }

  /** The tree with one more leaf. */
  public CompactTree add(Hash leaf, Completed completed) {
    var grown = new GrowingTree(this);
    grown.add(leaf, completed);
    return grown.compact();
  }

  /** The root (RFC 9162, 2.1.1). */
  public Hash root() {
    if (peaks.isEmpty()) {
      return Hash.ofNothing();
    }
    Hash root = peaks.getLast();
    for (int at = peaks.size() - 2; at >= 0; at--) {
      root = Hash.ofNode(peaks.get(at), root);
    }
    return root;
  }
}
