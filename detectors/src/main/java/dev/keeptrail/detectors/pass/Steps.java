package dev.keeptrail.detectors.pass;

/**
 * How the steps of an {@link AnchorAutomaton} stand in its tables: a state in the lowest 21 bits
 * and above it one that is set where an anchor ends. In a cell the class of the row's owner stands
 * above these, so that what is left of it less that class is a step only for the owner, and larger
 * than any step for others. The smaller of that and the step that any state can take is then the
 * right one: which of the two it is cannot be predicted, and a choice by size needs no jump.
 */
final class Steps {
  /** States are smaller. */
  static final int MAX_STATES = 1 << 21;

  private static final int STATE = MAX_STATES - 1;
  private static final int ENDS = 21;

  /** Makes a step larger than all steps of owners and smaller than the cells of others. */
  private static final int SHALLOW = 1 << 22;

  private static final int CLASS = 23;

  private Steps() {}

  static int step(int state, boolean anchorEnds) {
    return anchorEnds ? state | (1 << ENDS) : state;
  }

  /**
   * @param sign the class for which the owner of the cell takes the step, at most 255
   */
  static int cell(int step, int sign) {
    return (sign << CLASS) | step;
  }

  /** A step after which the pair of characters that came last counts as unchanged. */
  static int samePair(int near) {
    return near | Integer.MIN_VALUE;
  }

  /** The state of the last two characters, where it was another one before the last of them. */
  static int pair(int pair, int near) {
    return near >= 0 ? near & STATE : pair;
  }

  /**
   * The deepest of three steps.
   *
   * @param near that of two characters or fewer
   * @param triple the cell of the last two characters
   * @param deep the cell of the state
   */
  static int deepest(int near, int triple, int deep, int sign) {
    int own = sign << CLASS;
    int shallow = Math.min(triple ^ own, (near & Integer.MAX_VALUE) | SHALLOW);
    return Math.min(deep ^ own, shallow | SHALLOW);
  }

  static int state(int step) {
    return step & STATE;
  }

  /** 1 where an anchor ends in the state that a step leads to, else 0. */
  static int ends(int step) {
    return (step >>> ENDS) & 1;
  }
}
