package dev.keeptrail.detectors.pass;

import dev.keeptrail.detectors.text.LettersAhead;

/**
 * One run of the shared pass, which may stop and go on when more of the text has come. Confined to
 * one scan.
 */
public final class PassRun {
  private final SharedPass pass;
  private final SharedPass.Outcome outcome;
  private int at;
  private int state;
  private int pair;
  private int previous;
  private int digits = -1;
  private int encoded = -1;
  private int separator = -1;

  PassRun(SharedPass pass, int detectors) {
    this.pass = pass;
    this.outcome = new SharedPass.Outcome(detectors);
  }

  /** What was noted so far. */
  public SharedPass.Outcome outcome() {
    return outcome;
  }

  /** Up to where the text has been read. */
  public int position() {
    return at;
  }

  /**
   * Reads on, in a text that may go on behind the given end.
   *
   * @param chars all of the text so far, in an array that may be longer
   */
  public void advanceOpen(char[] chars, int end) {
    int ready = end;
    // WHY: a sign that may begin an escape is judged with the two characters behind it.
    for (int i = Math.max(at, end - 2); i < ready; i++) {
      if ((CharacterRuns.kind(chars[i]) & CharacterRuns.ESCAPE) != 0) {
        ready = i;
      }
    }
    advance(chars, ready, end);
  }

  private void advance(char[] chars, int end, int known) {
    Cues cues = outcome.cues();
    byte[] classes = pass.automaton().classes();
    int classCount = pass.automaton().classCount();
    int[] cells = pass.automaton().cells();
    int[] triples = pass.automaton().triples();
    int[] pairs = pass.automaton().pairs();
    int reached = state;
    int lastTwo = pair;
    int before = previous;
    int digit = digits;
    int code = encoded;
    if (at == 0 && end > 0) {
      cues.first(chars[0]);
    }
    for (int i = at; i < end; i++) {
      char c = chars[i];
      int kind = CharacterRuns.kind(c);
      if ((kind & CharacterRuns.DIGIT) != 0) {
        digit = digit < 0 ? i : digit;
      } else if (digit >= 0) {
        outcome.digitRun(chars, digit, i, known);
        digit = -1;
      }
      if ((kind & CharacterRuns.ENCODED) != 0) {
        code = code < 0 ? i : code;
      } else if (code >= 0) {
        cues.run(chars, code, i);
        code = -1;
      }
      if ((kind & CharacterRuns.SEPARATOR) != 0) {
        separator(i);
        if ((kind & CharacterRuns.ESCAPE) != 0) {
          cues.sign(c, chars, i, known);
        }
      }
      int charClass = classes[c] & 0xFF;
      if (charClass == AnchorAutomaton.SPACE && before == AnchorAutomaton.SPACE) {
        continue;
      }
      int near = pairs[before * classCount + charClass];
      int step =
          Steps.deepest(near, triples[lastTwo + charClass], cells[reached + charClass], charClass);
      lastTwo = Steps.pair(lastTwo, near);
      before = charClass;
      reached = Steps.state(step);
      if (Steps.ends(step) != 0) {
        pass.note(reached, i + 1, chars, outcome);
      }
    }
    at = end;
    state = reached;
    pair = lastTwo;
    previous = before;
    digits = digit;
    encoded = code;
  }

  /** Anything but a letter or digit of ASCII, or a character beyond it. */
  private void separator(int i) {
    int gap = i - separator;
    if (gap == 2) {
      outcome.cues().alternation(i);
    } else if (gap > 2) {
      outcome.cues().endAlternation();
    }
    separator = i;
  }

  /** Forgets the cues that were noted, but not what rows have begun. */
  public void forgetCues() {
    outcome.cues().clear();
  }

  /**
   * Start of the anchor that may be about to be seen; the position itself if there is none.
   *
   * @param end up to where the text is final
   * @param ahead what follows there
   */
  public int openAnchor(char[] chars, int end, LettersAhead ahead) {
    int open = pass.automaton().depth(state);
    if (open > 0 && at == end && !ahead.isEmpty()) {
      open = pass.ahead().before(new AnchorsAhead.Place(state, pair, previous), ahead);
    }
    int start = at;
    for (int left = open; left > 0 && start > 0; left--) {
      start--;
      while (start > 0
          && Character.isWhitespace(chars[start])
          && Character.isWhitespace(chars[start - 1])) {
        start--;
      }
    }
    return start;
  }

  /** Start of the run of digits or of possible codes that may go on; the position if none does. */
  public int openRun() {
    int start = digits < 0 ? at : digits;
    start = encoded < 0 ? start : Math.min(start, encoded);
    return outcome.cues().openRow(start);
  }

  /** Start of a row of groups of codes that may go on; the position if there is none. */
  public int openGroups(char[] chars) {
    return outcome.cues().openGroups(chars, encoded < 0 ? at : encoded, at);
  }
}
