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

  /** Few texts have an anchor for fewer characters. */
  private static final int CHARACTERS_TO_AN_ANCHOR = 10;

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

  /**
   * Where one walk is, and the steps into states with outputs, each in the upper half of a number
   * with the place behind it in the lower.
   */
  private static final class Walk {
    private int at;
    private int state;

    /** The state that the last two characters lead to. */
    private int pair;

    private int before;
    private long[] seen;
    private int count;

    Walk(int at, int end) {
      this.at = at;
      // WHY: enough for most texts at once; growing twice cost more than all that is noted.
      this.seen = new long[STRIDE + (end - at) / CHARACTERS_TO_AN_ANCHOR];
    }

    void report(int from, int[] outputAt, Seen sink) {
      // WHY: first all, so that each need not wait until what the one before led to has come from
      // memory.
      for (int i = 0; i < count; i++) {
        long one = seen[i];
        seen[i] = noted(outputAt[Steps.state((int) (one >>> Integer.SIZE))], (int) one);
      }
      for (int i = 0; i < count; i++) {
        int end = (int) seen[i];
        if (end > from) {
          sink.at((int) (seen[i] >>> Integer.SIZE), end);
        }
      }
    }

    static long noted(int what, int end) {
      return ((long) what << Integer.SIZE) | end;
    }

    /** Room for another stride in which an anchor ends everywhere. */
    long[] room() {
      if (count + STRIDE > seen.length) {
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
    long[] seen1 = one.room();
    long[] seen2 = other.room();
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
      int step1 = Steps.deepest(near1, triples[pair1 + class1], cells[state1 + class1], class1);
      int step2 = Steps.deepest(near2, triples[pair2 + class2], cells[state2 + class2], class2);
      pair1 = Steps.pair(pair1, near1);
      pair2 = Steps.pair(pair2, near2);
      before1 = class1;
      before2 = class2;
      state1 = Steps.state(step1);
      state2 = Steps.state(step2);
      seen1[count1] = Walk.noted(step1, at1);
      seen2[count2] = Walk.noted(step2, at2);
      count1 += Steps.ends(step1);
      count2 += Steps.ends(step2);
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

  private void alone(Walk walk, long[] seen, int end) {
    int count = walk.count;
    int state = walk.state;
    int pair = walk.pair;
    int before = walk.before;
    for (int i = walk.at; i < end; i++) {
      int charClass = classes[chars[i]] & 0xFF;
      int near = pairs[before * classCount + charClass];
      int step =
          Steps.deepest(near, triples[pair + charClass], cells[state + charClass], charClass);
      pair = Steps.pair(pair, near);
      before = charClass;
      state = Steps.state(step);
      seen[count] = Walk.noted(step, i + 1);
      count += Steps.ends(step);
    }
    walk.count = count;
    walk.state = state;
    walk.pair = pair;
    walk.before = before;
    walk.at = end;
  }
}
