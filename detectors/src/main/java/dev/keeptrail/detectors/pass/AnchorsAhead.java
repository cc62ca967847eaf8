package dev.keeptrail.detectors.pass;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.LettersAhead;
import java.util.Arrays;

/**
 * Tells of anchors that have begun in a text that comes piece by piece which of them letters that
 * are not final yet put an end to. Immutable.
 */
final class AnchorsAhead {
  /** Accented letters of the Latin script stand before it. */
  private static final int END_OF_LATIN = 0x1F00;

  private final AnchorAutomaton automaton;

  /** For each small letter the classes that it can have, alone and with an accent. */
  private final int[][] classes = new int['z' + 1][];

  AnchorsAhead(AnchorAutomaton automaton) {
    this.automaton = automaton;
    var seen = new boolean['z' + 1][256];
    for (char c = 0; c < END_OF_LATIN; c++) {
      char folded = CaseFolding.fold(c);
      for (char letter = 'a'; letter <= 'z'; letter++) {
        seen[letter][classOf(c)] |= folded == letter || LettersAhead.isAccented(letter, folded);
      }
    }
    for (char letter = 'a'; letter <= 'z'; letter++) {
      boolean[] of = seen[letter];
      int[] all = new int[of.length];
      int count = 0;
      for (int i = 0; i < of.length; i++) {
        if (of[i]) {
          all[count++] = i;
        }
      }
      classes[letter] = Arrays.copyOf(all, count);
    }
  }

  private int classOf(char c) {
    return automaton.classes()[c] & 0xFF;
  }

  /** Where a run over a text stands: in which states, and at which class of characters. */
  record Place(int state, int pair, int previous) {}

  /**
   * How many characters before the letters an anchor begins, at the most, that goes on behind them
   * or ends among them; white space in a row counts as one.
   */
  int before(Place place, LettersAhead ahead) {
    int most = accented(place, ahead);
    return ahead.mayBeCyrillic() ? Math.max(most, cyrillic(place, ahead).most()) : most;
  }

  private int accented(Place place, LettersAhead ahead) {
    String letters = ahead.written();
    var walk = new Walk(place);
    for (int i = 0; i < ahead.bare(); i++) {
      walk.step(classOf(letters.charAt(i)));
    }
    if (ahead.bare() == letters.length()) {
      return walk.most();
    }
    int most = walk.ended;
    for (int each : classes[CaseFolding.fold(letters.charAt(ahead.bare()))]) {
      Walk more = new Walk(walk);
      more.step(each);
      most = Math.max(most, more.most());
    }
    return most;
  }

  private Walk cyrillic(Place place, LettersAhead ahead) {
    var walk = new Walk(place);
    for (int i = 0; i < ahead.bare(); i++) {
      walk.step(classOf(LettersAhead.toCyrillic(ahead.written().charAt(i))));
    }
    return walk;
  }

  /** Steps on from a place, without a trace of it. */
  private final class Walk {
    private int state;
    private int pair;
    private int previous;
    private int steps;

    /** How far before the letters an anchor begins that ended among them. */
    private int ended;

    Walk(Place place) {
      this.state = place.state();
      this.pair = place.pair();
      this.previous = place.previous();
    }

    Walk(Walk other) {
      this.state = other.state;
      this.pair = other.pair;
      this.previous = other.previous;
      this.steps = other.steps;
      this.ended = other.ended;
    }

    void step(int charClass) {
      int near = automaton.pairs()[previous * automaton.classCount() + charClass];
      int triple = automaton.triples()[pair + charClass];
      int step = Steps.deepest(near, triple, automaton.cells()[state + charClass], charClass);
      pair = Steps.pair(pair, near);
      previous = charClass;
      state = Steps.state(step);
      steps++;
      if (Steps.ends(step) != 0) {
        ended = Math.max(ended, automaton.depth(state) - steps);
      }
    }

    /** How far before the letters an anchor begins that goes on, or ended. */
    int most() {
      return Math.max(ended, automaton.depth(state) - steps);
    }
  }
}
