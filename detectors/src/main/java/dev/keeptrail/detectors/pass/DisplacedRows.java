package dev.keeptrail.detectors.pass;

import java.util.BitSet;

/**
 * Lays the rows of a trie into two arrays, those of nodes of two characters and those of deeper
 * ones, each shifted so that it fits between the others. The shift of a node's row is the number of
 * its state, and no two are the same, so that the class in a cell tells whose it is. Confined to
 * the call that makes it.
 */
final class DisplacedRows {
  /** Where so many places do not fit a row, those after it start further on. */
  private static final int MAX_TRIES = 12;

  /** Rows of so many steps are looked a place for on their own. */
  private static final int SIZES = 8;

  private final AnchorTrie trie;
  private final int[] stateOf;
  private final BitSet states = new BitSet();

  DisplacedRows(AnchorTrie trie) {
    this.trie = trie;
    this.stateOf = new int[trie.nodes()];
  }

  AnchorAutomaton automaton() {
    states.set(0);
    int deep = 1;
    while (deep < trie.nodes() && trie.depth(trie.inOrder(deep)) <= 2) {
      deep++;
    }
    // WHY: nodes that are not deep come first, for the table of triples is as long as they are
    // many.
    place(1, deep);
    int triples = states.length();
    place(deep, trie.nodes());
    if (states.length() > Steps.MAX_STATES) {
      throw new IllegalArgumentException("the terms together are too many to search for");
    }
    return withOutputs(cells(0, deep, triples), cells(deep, trie.nodes(), states.length()));
  }

  /** The steps of those of some positions, which have states below the bound. */
  private int[] cells(int first, int last, int bound) {
    int[] cells = new int[bound + trie.classCount()];
    for (int position = first; position < last; position++) {
      int node = trie.inOrder(position);
      for (int i = 0; i < trie.steps(node); i++) {
        int sign = trie.stepClass(node, i);
        // WHY: what ends in a white space has been reported when the next one comes.
        int step = trie.stays(node, sign) ? stateOf[node] : step(trie.stepTarget(node, i));
        cells[stateOf[node] + sign] = Steps.cell(step, sign);
      }
    }
    return cells;
  }

  private AnchorAutomaton withOutputs(int[] triples, int[] cells) {
    int[] outputAt = new int[states.length()];
    int[] depths = new int[states.length()];
    var outputs = new IntList();
    for (int i = 0; i < stateOf.length; i++) {
      int node = trie.inOrder(i);
      int[] numbers = trie.outputs(node);
      outputAt[stateOf[node]] = outputs.size();
      depths[stateOf[node]] = trie.depth(node);
      for (int n = 0; n < numbers.length; n++) {
        outputs.add(n < numbers.length - 1 ? numbers[n] : ~numbers[n]);
      }
    }
    int[] pairs = new int[trie.classCount() * trie.classCount()];
    for (int pair = 0; pair < pairs.length; pair++) {
      pairs[pair] = step(trie.pair(pair));
    }
    int blanks = AnchorAutomaton.SPACE * trie.classCount() + AnchorAutomaton.SPACE;
    pairs[blanks] = Steps.samePair(pairs[blanks]);
    return new AnchorAutomaton(
        trie.classes(),
        trie.classCount(),
        cells,
        triples,
        pairs,
        outputAt,
        outputs.toArray(),
        depths);
  }

  private int step(int node) {
    return Steps.step(stateOf[node], trie.outputs(node).length > 0);
  }

  /** Gives those of some positions their states, in an array of their own. */
  private void place(int first, int last) {
    var taken = new BitSet();
    int[] from = new int[SIZES];
    for (int position = first; position < last; position++) {
      int node = trie.inOrder(position);
      if (trie.steps(node) > 0) {
        place(node, taken, from);
      }
    }
    int free = 0;
    for (int position = first; position < last; position++) {
      int node = trie.inOrder(position);
      if (trie.steps(node) == 0) {
        free = states.nextClearBit(free);
        states.set(free);
        stateOf[node] = free;
      }
    }
  }

  private void place(int node, BitSet taken, int[] from) {
    int lowest = Integer.MAX_VALUE;
    for (int i = 0; i < trie.steps(node); i++) {
      lowest = Math.min(lowest, trie.stepClass(node, i));
    }
    int size = Math.min(trie.steps(node), SIZES) - 1;
    int at = taken.nextClearBit(Math.max(from[size], lowest));
    for (int tries = 1; !fits(node, at - lowest, taken); tries++) {
      at = taken.nextClearBit(at + 1);
      from[size] = tries >= MAX_TRIES ? at : from[size];
    }
    int state = at - lowest;
    states.set(state);
    stateOf[node] = state;
    for (int i = 0; i < trie.steps(node); i++) {
      taken.set(state + trie.stepClass(node, i));
    }
  }

  private boolean fits(int node, int state, BitSet taken) {
    if (states.get(state)) {
      return false;
    }
    for (int i = 0; i < trie.steps(node); i++) {
      if (taken.get(state + trie.stepClass(node, i))) {
        return false;
      }
    }
    return true;
  }
}
