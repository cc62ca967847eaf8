package dev.keeptrail.detectors.pass;

import java.util.Arrays;

/**
 * The trie of all anchors while an {@link AnchorAutomaton} is made, with the steps that lead on
 * from each node: to its children and to those of the long nodes it falls back on. Nodes are
 * numbered as they come, the root is 0. Confined to the call that makes it.
 */
final class AnchorTrie {
  private static final int[] NOTHING = {};
  private static final int MAX_STEPS = 1 << 24;

  private final byte[] classes;
  private final int classCount;

  /** The node after two classes, as deep as two characters can lead. */
  private final int[] pairs;

  private final int[] fromRoot;
  private final int[] firstChild;
  private final int[] sibling;
  private final int[] classOf;
  private final int[] depth;
  private final int[][] outputs;
  private final int[] failure;
  private final int[] order;
  private final int[] rowStart;
  private final int[] rowEnd;
  private int nodes = 1;

  /** The rows of all nodes one after the other: class and target in turn. */
  private int[] rows = new int[1 << 14];

  private int size;

  AnchorTrie(byte[] classes, int classCount, int maxNodes) {
    this.classes = classes;
    this.classCount = classCount;
    this.pairs = new int[classCount * classCount];
    this.fromRoot = new int[classCount];
    this.firstChild = new int[maxNodes];
    this.sibling = new int[maxNodes];
    this.classOf = new int[maxNodes];
    this.depth = new int[maxNodes];
    this.outputs = new int[maxNodes][];
    this.failure = new int[maxNodes];
    this.order = new int[maxNodes];
    this.rowStart = new int[maxNodes];
    this.rowEnd = new int[maxNodes];
    Arrays.fill(outputs, NOTHING);
  }

  void insert(String anchor, int number) {
    int node = 0;
    int before = 0;
    for (int i = 0; i < anchor.length(); i++) {
      int next = classes[anchor.charAt(i)] & 0xFF;
      node = child(node, before, next);
      before = next;
    }
    outputs[node] = append(outputs[node], new int[] {number});
  }

  private int child(int node, int before, int next) {
    int known = depth[node] == 0 ? fromRoot[next] : firstChild[node];
    if (depth[node] == 1) {
      known = pairs[before * classCount + next];
    }
    while (depth[node] > 1 && known != 0 && classOf[known] != next) {
      known = sibling[known];
    }
    return known != 0 ? known : add(node, before, next);
  }

  private int add(int node, int before, int next) {
    int added = nodes++;
    classOf[added] = next;
    depth[added] = depth[node] + 1;
    sibling[added] = firstChild[node];
    firstChild[node] = added;
    if (depth[added] == 1) {
      fromRoot[next] = added;
    } else if (depth[added] == 2) {
      pairs[before * classCount + next] = added;
    }
    return added;
  }

  /** Finds what each node falls back on, breadth first, and with it the steps that lead on. */
  void link() {
    for (int pair = 0; pair < pairs.length; pair++) {
      pairs[pair] = pairs[pair] == 0 ? fromRoot[pair % classCount] : pairs[pair];
    }
    int end = 1;
    int[] mark = new int[classCount];
    for (int i = 0; i < end; i++) {
      int node = order[i];
      for (int child = firstChild[node]; child != 0; child = sibling[child]) {
        failure[child] = node == 0 ? 0 : step(failure[node], classOf[node], classOf[child]);
        outputs[child] = append(outputs[child], outputs[failure[child]]);
        order[end++] = child;
      }
      addRow(node, i + 1, mark);
    }
  }

  private int step(int node, int before, int next) {
    if (node == 0) {
      return fromRoot[next];
    }
    for (int at = node; depth[at] > 1; at = failure[at]) {
      for (int i = rowStart[at]; i < rowEnd[at]; i += 2) {
        if (rows[i] == next) {
          return rows[i + 1];
        }
      }
    }
    return pairs[before * classCount + next];
  }

  private void addRow(int node, int stamp, int[] mark) {
    rowStart[node] = size;
    if (depth[node] > 1) {
      for (int child = firstChild[node]; child != 0; child = sibling[child]) {
        mark[classOf[child]] = stamp;
        put(classOf[child], child);
      }
      if (stays(node, AnchorAutomaton.SPACE)) {
        mark[AnchorAutomaton.SPACE] = stamp;
        put(AnchorAutomaton.SPACE, node);
      }
      // WHY: where a node of two characters leads follows from the last characters read.
      int fallback = depth[failure[node]] > 2 ? failure[node] : 0;
      for (int i = rowStart[fallback]; i < rowEnd[fallback]; i += 2) {
        if (mark[rows[i]] != stamp) {
          put(rows[i], rows[i + 1]);
        }
      }
    }
    rowEnd[node] = size;
  }

  /** Whether a class changes nothing after a node: white space does not after white space. */
  boolean stays(int node, int next) {
    return next == AnchorAutomaton.SPACE && classOf[node] == AnchorAutomaton.SPACE;
  }

  private void put(int step, int target) {
    if (size == rows.length) {
      if (size >= MAX_STEPS) {
        throw new IllegalArgumentException("the terms together are too many to search for");
      }
      rows = Arrays.copyOf(rows, size * 2);
    }
    rows[size++] = step;
    rows[size++] = target;
  }

  private static int[] append(int[] head, int[] tail) {
    if (tail.length == 0) {
      return head;
    }
    int[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }

  byte[] classes() {
    return classes;
  }

  int classCount() {
    return classCount;
  }

  int nodes() {
    return nodes;
  }

  /** The node at a position of the breadth-first order. */
  int inOrder(int position) {
    return order[position];
  }

  /** How many characters lead to a node. */
  int depth(int node) {
    return depth[node];
  }

  int[] outputs(int node) {
    return outputs[node];
  }

  /** The node that two classes, the one before and the next, lead to if no deeper one. */
  int pair(int pair) {
    return pairs[pair];
  }

  /**
   * How many steps lead on from a node: of two characters, to those of three; of more, to those of
   * four and more.
   */
  int steps(int node) {
    return (rowEnd[node] - rowStart[node]) / 2;
  }

  int stepClass(int node, int step) {
    return rows[rowStart[node] + 2 * step];
  }

  int stepTarget(int node, int step) {
    return rows[rowStart[node] + 2 * step + 1];
  }
}
