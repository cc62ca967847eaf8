package dev.keeptrail.detectors.identity;

/**
 * The edges of a trie: node and character to node, 0 for none. Both halves of an edge lie in one
 * number, for they are read together and most often from beyond the caches. Not to be written once
 * shared.
 */
final class Edges {
  private static final int NODE_BITS = 16;

  /** Key times {@code 1 << NODE_BITS} and the node that it leads to; 0 where there is none. */
  private long[] edges = new long[1 << 14];

  private int size;

  int next(int node, char c) {
    return (int) edges[slot(edges, key(node, c))] & ((1 << NODE_BITS) - 1);
  }

  /** Adds an edge that is not there yet. */
  void put(int node, char c, int next) {
    if (node >= 1 << NODE_BITS || next >= 1 << NODE_BITS) {
      throw new IllegalStateException("more words than a trie of 65536 nodes can hold");
    }
    if (2 * ++size > edges.length) {
      grow();
    }
    int key = key(node, c);
    edges[slot(edges, key)] = (key & 0xFFFFFFFFL) << NODE_BITS | next;
  }

  private void grow() {
    long[] grown = new long[2 * edges.length];
    for (long edge : edges) {
      if (edge != 0) {
        grown[slot(grown, key(edge))] = edge;
      }
    }
    edges = grown;
  }

  private static int key(int node, char c) {
    return node << 16 | c;
  }

  private static int key(long edge) {
    return (int) (edge >>> NODE_BITS);
  }

  private static int slot(long[] edges, int key) {
    int mask = edges.length - 1;
    int hash = (key ^ key >>> 16) * 0x9E3779B1;
    int slot = (hash >>> 16 ^ hash) & mask;
    while (edges[slot] != 0 && key(edges[slot]) != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
