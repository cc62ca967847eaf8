package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.CompactTree.Completed;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** A {@link CompactTree} that many leaves are added to. One thread. */
public final class GrowingTree {
  private final MessageDigest digest = Hash.sha256();
  private final List<Hash> peaks;
  private long size;

  /** Goes on from a tree. */
  public GrowingTree(CompactTree beginning) {
    peaks = new ArrayList<>(beginning.peaks());
    size = beginning.size();
  }

  /** Adds a leaf. */
  public void add(Hash leaf, Completed completed) {
    Hash hash = leaf;
    int height = 0;
    completed.subtree(0, size, hash);
    while ((size >> height & 1) == 1) {
      hash = Hash.ofNode(digest, peaks.removeLast(), hash);
      height++;
      completed.subtree(height, size >> height, hash);
    }
    peaks.add(hash);
    size++;
  }

  /** The tree of the leaves so far. */
  public CompactTree compact() {
    return new CompactTree(size, peaks);
  }
}
