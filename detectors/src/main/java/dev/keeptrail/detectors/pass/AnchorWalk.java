package dev.keeptrail.detectors.pass;

import java.util.Arrays;

/**
 * One walk over a whole text. Each step waits for the one before to come from memory, so the two
 * halves of a long text are walked at once, for their steps do not wait for each other. The second
 * begins as far before its place as the longest anchor reaches, a run of white space counting as
 * one: what it is in by then, a walk from the start of the text would be in too. Confined to one
 * text.
 */
final class AnchorWalk {
  /** Texts shorter than so many times the longest anchor are walked in one go. */
  private static final int WORTHWHILE = 6;

  /** So many characters are read between looks whether there is room to note more. */
  private static final int STRIDE = 64;

  /** Two are noted for each anchor, and few texts have one for each ten characters. */
  private static final int CHARACTERS_TO_AN_INT = 5;

  private final byte[] classes;
  private final int classCount;
  private final int[] cells;
  private final int[] triples;
  private final int[] pairs;
  private final int[] outputAt;
  private final int deepest;
  private final char[] chars;
  private final int length;

  AnchorWalk(AnchorAutomaton automaton, char[] chars, int length) {
    this.classes = automaton.classes();
    this.classCount = automaton.classCount();
    this.cells = automaton.cells();
    this.triples = automaton.triples();
    this.pairs = automaton.pairs();
    this.outputAt = automaton.outputAt();
    this.deepest = automaton.deepest();
    this.chars = chars;
    this.length = length;
  }

  /** Takes the place of the outputs of a state in which anchors end. */
  @FunctionalInterface
  interface Seen {
    void at(int output, int end);
  }

  /** Where one walk is, and the steps into states with outputs, each with the place behind it. */
  private static final class Walk {
    private int at;
    private int state;

    /** The state that the last two characters lead to. */
    private int pair;

    private int before;
    private int[] seen;
    private int count;

    Walk(int at, int end) {
      this.at = at;
      // WHY: enough for most texts at once; growing twice cost more than all that is noted.
      this.seen = new int[2 * STRIDE + (end - at) / CHARACTERS_TO_AN_INT];
    }

    void report(int from, int[] outputAt, Seen sink) {
      // WHY: first all, so that each need not wait until what the one before led to has come from
      // memory.
      for (int i = 0; i < count; i += 2) {
        seen[i] = outputAt[seen[i] >>> 1];
      }
      for (int i = 0; i < count; i += 2) {
        if (seen[i + 1] > from) {
          sink.at(seen[i], seen[i + 1]);
        }
      }
    }

    /** Room for another stride in which an anchor ends everywhere. */
    int[] room() {
      if (count + 2 * STRIDE > seen.length) {
        seen = Arrays.copyOf(seen, 2 * seen.length);
      }
      return seen;
    }
  }

  /** Reports the outputs of states in the order of the text. */
  void run(Seen sink) {
    if (length < WORTHWHILE * deepest) {
      var only = new Walk(0, length);
      alone(only, length);
      only.report(0, outputAt, sink);
      return;
    }
    int half = length / 2;
    var first = new Walk(0, half);
    var second = new Walk(leadOf(half), length);
    while (first.at + STRIDE <= half && second.at + STRIDE <= length) {
      stride(first, second);
    }
    alone(first, half);
    alone(second, length);
    first.report(0, outputAt, sink);
    second.report(half, outputAt, sink);
  }

  /** From where on to read so that the state is right at a place. */
  private int leadOf(int place) {
    int start = place;
    int before = 0;
    for (int left = deepest; left > 0 && start > 0; start--) {
      int charClass = classes[chars[start - 1]] & 0xFF;
      left -= charClass == AnchorAutomaton.SPACE && before == AnchorAutomaton.SPACE ? 0 : 1;
      before = charClass;
    }
    return start;
  }

  /** Goes on with both; what is noted is noted without a jump that could not be predicted. */
  private void stride(Walk one, Walk other) {
    int[] seen1 = one.room();
    int[] seen2 = other.room();
    int count1 = one.count;
    int count2 = other.count;
    int state1 = one.state;
    int state2 = other.state;
    int pair1 = one.pair;
    int pair2 = other.pair;
    int before1 = one.before;
    int before2 = other.before;
    int at1 = one.at;
    int at2 = other.at;
    for (int i = 0; i < STRIDE; i++) {
      int class1 = classes[chars[at1++]] & 0xFF;
      int class2 = classes[chars[at2++]] & 0xFF;
      int near1 = pairs[before1 * classCount + class1];
      int near2 = pairs[before2 * classCount + class2];
      int step1 =
          stepOr(stepOr(near1, triples[pair1 + class1], class1), cells[state1 + class1], class1);
      int step2 =
          stepOr(stepOr(near2, triples[pair2 + class2], class2), cells[state2 + class2], class2);
      pair1 = pair(pair1, before1, class1, near1);
      pair2 = pair(pair2, before2, class2, near2);
      before1 = class1;
      before2 = class2;
      state1 = step1 >>> 1;
      state2 = step2 >>> 1;
      seen1[count1] = step1;
      seen1[count1 + 1] = at1;
      seen2[count2] = step2;
      seen2[count2 + 1] = at2;
      count1 += (step1 & 1) << 1;
      count2 += (step2 & 1) << 1;
    }
    one.count = count1;
    one.state = state1;
    one.pair = pair1;
    one.before = before1;
    one.at = at1;
    other.count = count2;
    other.state = state2;
    other.pair = pair2;
    other.before = before2;
    other.at = at2;
  }

  private void alone(Walk walk, int end) {
    while (walk.at < end) {
      alone(walk, walk.room(), Math.min(end, walk.at + STRIDE));
    }
  }

  private void alone(Walk walk, int[] seen, int end) {
    int count = walk.count;
    int state = walk.state;
    int pair = walk.pair;
    int before = walk.before;
    for (int i = walk.at; i < end; i++) {
      int charClass = classes[chars[i]] & 0xFF;
      int near = pairs[before * classCount + charClass];
      int shallow = stepOr(near, triples[pair + charClass], charClass);
      int step = stepOr(shallow, cells[state + charClass], charClass);
      pair = pair(pair, before, charClass, near);
      before = charClass;
      state = step >>> 1;
      seen[count] = step;
      seen[count + 1] = i + 1;
      count += (step & 1) << 1;
    }
    walk.count = count;
    walk.state = state;
    walk.pair = pair;
    walk.before = before;
    walk.at = end;
  }

  /** The step in a cell that is of this class, or else the shallower one. */
  static int stepOr(int shallow, int cell, int charClass) {
    // WHY: which of the two it is cannot be predicted, so both are read and neither is jumped to.
    int own = (((cell & 0xFF) ^ charClass) - 1) >> 31;
    return shallow ^ ((shallow ^ (cell >>> 8)) & own);
  }

  /** The state of the last two characters: what it was after more of the same white space. */
  static int pair(int pair, int before, int charClass, int near) {
    int blank = AnchorAutomaton.SPACE;
    int still = (((before ^ blank) | (charClass ^ blank)) - 1) >> 31;
    int next = near >>> 1;
    return next ^ ((next ^ pair) & still);
  }
}
