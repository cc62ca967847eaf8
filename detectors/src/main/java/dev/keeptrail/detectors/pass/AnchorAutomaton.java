package dev.keeptrail.detectors.pass;

import dev.keeptrail.detectors.text.CaseFolding;
import java.util.Arrays;
import java.util.List;

/**
 * Aho-Corasick over many anchors at once: each character of a text costs three look-ups, whatever
 * the number of anchors. Case is folded and any run of white space counts as one space. Characters
 * beyond ASCII share classes, so whoever uses a hit must compare it with the anchor.
 *
 * <p>A state of three characters or fewer follows from the last three characters read, so only
 * steps to deeper ones are kept for each state, displaced into each other. Anchors are so many that
 * nearly all have steps to states of three characters in common with others: kept once, all steps
 * are few enough to stay in a cache. Immutable.
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

  private final byte[] classes;
  private final int classCount;
  private final int[] cells;
  private final int[] triples;
  private final int[] pairs;
  private final int[] outputAt;
  private final int[] outputs;
  private final int[] depths;
  private final int deepest;

  AnchorAutomaton(
      byte[] classes,
      int classCount,
      int[] cells,
      int[] triples,
      int[] pairs,
      int[] outputAt,
      int[] outputs,
      int[] depths) {
    this.classes = classes;
    this.classCount = classCount;
    this.cells = cells;
    this.triples = triples;
    this.pairs = pairs;
    this.outputAt = outputAt;
    this.outputs = outputs;
    this.depths = depths;
    this.deepest = Arrays.stream(depths).max().orElse(0);
  }

  /**
   * @param anchors already normalised, blanks collapsed; equal ones are reported each
   * @throws IllegalArgumentException when the anchors together need more than the table may hold
   */
  static AnchorAutomaton of(List<String> anchors) {
    byte[] classes = new byte[Character.MAX_VALUE + 1];
    int classCount = assignClasses(anchors, classes);
    long bound = 1 + beginnings(anchors);
    if (bound * classCount > MAX_TABLE_ENTRIES) {
      throw new IllegalArgumentException("the terms together are too many to search for");
    }
    var trie = new AnchorTrie(classes, classCount, (int) bound);
    for (int number = 0; number < anchors.size(); number++) {
      trie.insert(anchors.get(number), number);
    }
    trie.link();
    return new DisplacedRows(trie).automaton();
  }

  /** How many different beginnings the anchors have: no trie of them has more nodes. */
  private static long beginnings(List<String> anchors) {
    long beginnings = 0;
    String before = "";
    for (String anchor : anchors.stream().sorted().toList()) {
      int same = 0;
      while (same < Math.min(before.length(), anchor.length())
          && before.charAt(same) == anchor.charAt(same)) {
        same++;
      }
      beginnings += anchor.length() - same;
      before = anchor;
    }
    return beginnings;
  }

  private static int assignClasses(List<String> anchors, byte[] classes) {
    byte[] byFolded = new byte[FIRST_BUCKET];
    int used = FIRST_FREE_CLASS;
    boolean foreign = false;
    for (String anchor : anchors) {
      for (int i = 0; i < anchor.length(); i++) {
        char folded = CaseFolding.fold(anchor.charAt(i));
        if (folded >= FIRST_BUCKET) {
          foreign = true;
        } else if (byFolded[folded] == 0 && !Character.isWhitespace(folded)) {
          byFolded[folded] = (byte) used++;
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
        classes[c] = foreign ? (byte) (used + folded % BUCKETS) : 0;
      }
    }
    if (!foreign) {
      return used;
    }
    // WHY: what stands for any of several signs needs a class that no other sign shares.
    int own = used + BUCKETS;
    for (String signs : CueWords.DIGIT_SIGNS) {
      for (int i = 0; i < signs.length(); i++) {
        classes[signs.charAt(i)] = (byte) own;
      }
      own++;
    }
    return own;
  }

  /** The class of each character, unsigned; 0 for those no anchor holds. Not to be changed. */
  byte[] classes() {
    return classes;
  }

  int classCount() {
    return classCount;
  }

  /**
   * Steps to states of four characters or more, as {@link Steps} has them: {@code cells[state +
   * class]}, which may be another state's. Not to be changed.
   */
  int[] cells() {
    return cells;
  }

  /**
   * Steps to states of three characters, in the same way: {@code triples[pair + class]}, where the
   * pair is the state that the last two characters lead to, a run of white space counting as one.
   * Not to be changed.
   */
  int[] triples() {
    return triples;
  }

  /**
   * Steps to all other states: {@code pairs[class before * classCount + class]}. Not to be changed.
   */
  int[] pairs() {
    return pairs;
  }

  /** How many characters of an anchor have been seen in a state, white space counting as one. */
  int depth(int state) {
    return depths[state];
  }

  /** The depth of the deepest state: how long the longest anchor is. */
  int deepest() {
    return deepest;
  }

  /** Where in {@link #outputs()} those of a state with any begin. Not to be changed. */
  int[] outputAt() {
    return outputAt;
  }

  /**
   * The numbers of the anchors that end in a state, longest first; the last of each state as its
   * complement. Not to be changed.
   */
  int[] outputs() {
    return outputs;
  }
}
