package dev.keeptrail.detectors.pass;

import dev.keeptrail.detectors.text.CaseFolding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aho-Corasick over many anchors at once: a dense table over character classes, so that each
 * character of a text costs one look-up whatever the number of anchors. Case is folded and any run
 * of white space counts as one space. Characters beyond ASCII share classes, so whoever uses a hit
 * must compare it with the anchor. Immutable.
 */
final class AnchorAutomaton {
  static final int SPACE = 1;

  private static final int FIRST_FREE_CLASS = 2;
  private static final int FIRST_BUCKET = 128;

  /**
   * Characters beyond ASCII share this many classes, or scripts with many would swell the table.
   */
  private static final int BUCKETS = 61;

  private static final int MAX_TABLE_ENTRIES = 1 << 25;

  private final char[] classes;
  private final int classCount;
  private final int[] next;
  private final int[][] outputs;
  private final int[] depths;

  private AnchorAutomaton(
      char[] classes, int classCount, int[] next, int[][] outputs, int[] depths) {
    this.classes = classes;
    this.classCount = classCount;
    this.next = next;
    this.outputs = outputs;
    this.depths = depths;
  }

  /**
   * @param anchors already normalised, blanks collapsed; equal ones are reported each
   * @throws IllegalArgumentException when the anchors together need more than the table may hold
   */
  static AnchorAutomaton of(List<String> anchors) {
    char[] classes = new char[Character.MAX_VALUE + 1];
    int classCount = assignClasses(anchors, classes);
    long bound = 1 + anchors.stream().mapToLong(String::length).sum();
    if (bound * classCount > MAX_TABLE_ENTRIES) {
      throw new IllegalArgumentException("the terms together are too many to search for");
    }
    return new Building(classes, classCount, (int) bound).build(anchors);
  }

  private static int assignClasses(List<String> anchors, char[] classes) {
    char[] byFolded = new char[FIRST_BUCKET];
    char used = FIRST_FREE_CLASS;
    boolean foreign = false;
    for (String anchor : anchors) {
      for (int i = 0; i < anchor.length(); i++) {
        char folded = CaseFolding.fold(anchor.charAt(i));
        if (folded >= FIRST_BUCKET) {
          foreign = true;
        } else if (!Character.isWhitespace(folded) && byFolded[folded] == 0) {
          byFolded[folded] = used++;
        }
      }
    }
    for (int c = 0; c < classes.length; c++) {
      char folded = CaseFolding.fold((char) c);
      if (Character.isWhitespace(c)) {
        classes[c] = SPACE;
      } else if (folded < FIRST_BUCKET) {
        classes[c] = byFolded[folded];
      } else {
        classes[c] = foreign ? (char) (used + folded % BUCKETS) : 0;
      }
    }
    return foreign ? used + BUCKETS : used;
  }

  /** The class of each character; 0 for those no anchor holds. Not to be changed. */
  char[] classes() {
    return classes;
  }

  /**
   * The transitions, {@code next[state + class]}, with states premultiplied by the number of
   * classes. A state in which an anchor ends comes as its complement, hence negative.
   */
  int[] next() {
    return next;
  }

  /** The numbers of the anchors that end in a state, longest first. */
  int[] outputs(int state) {
    return outputs[state / classCount];
  }

  /** How many characters of an anchor have been seen in a state, white space counting as one. */
  int depth(int state) {
    return depths[state / classCount];
  }

  /** The trie while it is being made. */
  private static final class Building {
    private final char[] classes;
    private final int classCount;
    private final int[] next;
    private final List<int[]> outputs = new ArrayList<>();
    private final IntList depths = new IntList();

    Building(char[] classes, int classCount, int maxStates) {
      this.classes = classes;
      this.classCount = classCount;
      this.next = new int[maxStates * classCount];
      outputs.add(new int[0]);
      depths.add(0);
    }

    AnchorAutomaton build(List<String> anchors) {
      for (int number = 0; number < anchors.size(); number++) {
        insert(anchors.get(number), number);
      }
      linkFailures();
      int[] table = Arrays.copyOf(next, outputs.size() * classCount);
      for (int i = 0; i < table.length; i++) {
        int target = table[i];
        table[i] = outputs.get(target).length > 0 ? ~(target * classCount) : target * classCount;
      }
      return new AnchorAutomaton(
          classes, classCount, table, outputs.toArray(int[][]::new), depths.toArray());
    }

    private void insert(String anchor, int number) {
      int state = 0;
      for (int i = 0; i < anchor.length(); i++) {
        int slot = state * classCount + classes[anchor.charAt(i)];
        if (next[slot] == 0) {
          next[slot] = outputs.size();
          outputs.add(new int[0]);
          depths.add(i + 1);
        }
        state = next[slot];
      }
      outputs.set(state, append(outputs.get(state), new int[] {number}));
    }

    private void linkFailures() {
      int[] failure = new int[outputs.size()];
      var queue = new ArrayDeque<Integer>();
      for (int c = 0; c < classCount; c++) {
        if (next[c] != 0) {
          queue.add(next[c]);
        }
      }
      while (!queue.isEmpty()) {
        int state = queue.remove();
        outputs.set(state, append(outputs.get(state), outputs.get(failure[state])));
        for (int c = 0; c < classCount; c++) {
          int slot = state * classCount + c;
          int fallback = next[failure[state] * classCount + c];
          if (next[slot] == 0) {
            next[slot] = fallback;
          } else {
            failure[next[slot]] = fallback;
            queue.add(next[slot]);
          }
        }
      }
    }

    private static int[] append(int[] head, int[] tail) {
      int[] joined = Arrays.copyOf(head, head.length + tail.length);
      System.arraycopy(tail, 0, joined, head.length, tail.length);
      return joined;
    }
  }
}
