package dev.keeptrail.ledger.integrity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Proofs of RFC 9162: that a leaf is in a tree (2.1.3), and that a tree is the beginning of a
 * larger one (2.1.4). Stateless.
 */
public final class Proofs {
  private Proofs() {}

  /** The hash over a range of leaves that begins where such a subtree can begin. */
  private static <X extends Exception> Hash range(Subtrees<X> tree, long from, long to) throws X {
    long length = to - from;
    if (Long.bitCount(length) == 1) {
      int height = Long.numberOfTrailingZeros(length);
      return tree.hash(height, from >> height);
    }
    long split = from + Long.highestOneBit(length - 1);
    return Hash.ofNode(range(tree, from, split), range(tree, split, to));
  }

  /** The tree of the first so many leaves. */
  public static <X extends Exception> CompactTree compact(Subtrees<X> tree, long size) throws X {
    List<Hash> peaks = new ArrayList<>();
    long from = 0;
    for (int height = 62; height >= 0; height--) {
      if ((size >> height & 1) == 1) {
        peaks.add(tree.hash(height, from >> height));
        from += 1L << height;
      }
    }
    return new CompactTree(size, peaks);
  }

  /**
   * The path from a leaf to the root.
   *
   * @param index of the leaf, from 0
   * @param size of the tree
   */
  public static <X extends Exception> List<Hash> inclusion(Subtrees<X> tree, long index, long size)
      throws X {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("a leaf is inside its tree");
    }
    List<Hash> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long split = from + Long.highestOneBit(to - from - 1);
      if (index < split) {
        path.add(range(tree, split, to));
        to = split;
      } else {
        path.add(range(tree, from, split));
        from = split;
      }
    }
    Collections.reverse(path);
    return path;
  }

  /** The root that a path leads to from a leaf; empty when it is no path in a tree of this size. */
  public static Optional<Hash> root(Hash leaf, long index, long size, List<Hash> path) {
    if (index < 0 || index >= size) {
      return Optional.empty();
    }
    long at = index;
    long last = size - 1;
    Hash root = leaf;
    for (Hash sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if ((at & 1) == 1 || at == last) {
        root = Hash.ofNode(sibling, root);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        root = Hash.ofNode(root, sibling);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 ? Optional.of(root) : Optional.empty();
  }

  /** What shows that the tree of one size is the beginning of the tree of another. */
  public static <X extends Exception> List<Hash> consistency(
      Subtrees<X> tree, long before, long after) throws X {
    if (before < 0 || before > after) {
      throw new IllegalArgumentException("a tree grows");
    }
    if (before == 0 || before == after) {
      return List.of();
    }
    List<Hash> proof = new ArrayList<>();
    subproof(tree, before, 0, after, true, proof);
    return proof;
  }

  private static <X extends Exception> void subproof(
      Subtrees<X> tree, long before, long from, long to, boolean whole, List<Hash> proof) throws X {
    if (before == to) {
      if (!whole) {
        proof.add(range(tree, from, to));
      }
      return;
    }
    long split = from + Long.highestOneBit(to - from - 1);
    if (before <= split) {
      subproof(tree, before, from, split, whole, proof);
      proof.add(range(tree, split, to));
    } else {
      subproof(tree, before, split, to, false, proof);
      proof.add(range(tree, from, split));
    }
  }

  /** Whether a proof shows that the tree of one size and root is the beginning of the other's. */
  public static boolean isConsistent(
      long before, Hash rootBefore, long after, Hash rootAfter, List<Hash> proof) {
    if (before == after) {
      return proof.isEmpty() && rootBefore.equals(rootAfter);
    }
    if (before == 0) {
      return proof.isEmpty() && rootBefore.equals(Hash.ofNothing());
    }
    if (before < 0 || before > after || proof.isEmpty()) {
      return false;
    }
    List<Hash> hashes = new ArrayList<>();
    if (Long.bitCount(before) == 1) {
      hashes.add(rootBefore);
    }
    hashes.addAll(proof);
    long at = before - 1;
    long last = after - 1;
    while ((at & 1) == 1) {
      at >>= 1;
      last >>= 1;
    }
    Hash old = hashes.getFirst();
    Hash grown = hashes.getFirst();
    for (Hash next : hashes.subList(1, hashes.size())) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        old = Hash.ofNode(next, old);
        grown = Hash.ofNode(next, grown);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        grown = Hash.ofNode(grown, next);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 && old.equals(rootBefore) && grown.equals(rootAfter);
  }
}
