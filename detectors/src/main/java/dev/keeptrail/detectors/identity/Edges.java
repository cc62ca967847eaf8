package dev.keeptrail.detectors.identity;

import java.util.Arrays;

/** The edges of a trie: node and character to node, 0 for none. Not to be written once shared. */
final class Edges {
  private static final int NO_KEY = 0;

  private int[] keys = new int[1 << 14];
  private int[] nodes = new int[1 << 14];
  private int size;

  int next(int node, char c) {
    return nodes[slot(keys, key(node, c))];
  }

  /** Adds an edge that is not there yet. */
  void put(int node, char c, int next) {
    if (node >= 1 << 16) {
      throw new IllegalStateException("more words than a trie of 65536 nodes can hold");
    }
    if (2 * ++size > keys.length) {
      grow();
    }
    int slot = slot(keys, key(node, c));
    keys[slot] = key(node, c);
    nodes[slot] = next;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldNodes = nodes;
    keys = new int[2 * oldKeys.length];
    nodes = Arrays.copyOf(keys, keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != NO_KEY) {
        int slot = slot(keys, oldKeys[i]);
        keys[slot] = oldKeys[i];
        nodes[slot] = oldNodes[i];
      }
    }
  }

  private static int key(int node, char c) {
    return node << 16 | c;
  }

  private static int slot(int[] keys, int key) {
    int mask = keys.length - 1;
    int hash = (key ^ key >>> 16) * 0x9E3779B1;
    int slot = (hash >>> 16 ^ hash) & mask;
    while (keys[slot] != key && keys[slot] != NO_KEY) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
