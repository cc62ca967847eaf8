package dev.keeptrail.detectors.pass;

/**
 * One run of the shared pass, which may stop and go on when more of the text has come. Confined to
 * one scan.
 */
public final class PassRun {
  private final SharedPass pass;
  private final SharedPass.Outcome outcome;
  private int at;
  private int state;
  private int previous;
  private int digits = -1;
  private int encoded = -1;

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
      if ((SharedPass.asciiKind(chars[i]) & SharedPass.ESCAPE) != 0) {
        ready = i;
      }
    }
    advance(chars, ready, end);
  }

  void advance(char[] chars, int end, int known) {
    Cues cues = outcome.cues();
    char[] classes = pass.automaton().classes();
    int[] next = pass.automaton().next();
    int reached = state;
    int before = previous;
    int digit = digits;
    int code = encoded;
    for (int i = at; i < end; i++) {
      char c = chars[i];
      int kind = SharedPass.asciiKind(c);
      if ((kind & SharedPass.DIGIT) != 0) {
        digit = digit < 0 ? i : digit;
      } else if (digit >= 0) {
        outcome.digitRun(chars, digit, i, known);
        digit = -1;
      }
      if ((kind & SharedPass.ENCODED) != 0) {
        code = code < 0 ? i : code;
      } else if (code >= 0) {
        cues.run(chars, code, i);
        code = -1;
      }
      if ((kind & SharedPass.SEPARATOR) != 0) {
        cues.separator(i);
        if ((kind & SharedPass.ESCAPE) != 0) {
          cues.sign(c, chars, i, known);
        }
      }
      int charClass = classes[c];
      if (charClass == AnchorAutomaton.SPACE && before == AnchorAutomaton.SPACE) {
        continue;
      }
      before = charClass;
      reached = next[reached + charClass];
      if (reached < 0) {
        reached = ~reached;
        pass.note(reached, i + 1, chars, outcome);
      }
    }
    at = end;
    state = reached;
    previous = before;
    digits = digit;
    encoded = code;
  }

  SharedPass.Outcome finish(char[] chars) {
    if (digits >= 0) {
      outcome.digitRun(chars, digits, at, at);
    }
    if (encoded >= 0) {
      outcome.cues().run(chars, encoded, at);
    }
    outcome.cues().separator(at);
    return outcome;
  }

  /** Forgets the cues that were noted, but not what rows have begun. */
  public void forgetCues() {
    outcome.cues().clear();
  }

  /** Start of the anchor that may be about to be seen; the position itself if there is none. */
  public int openAnchor(char[] chars) {
    int start = at;
    for (int left = pass.automaton().depth(state); left > 0 && start > 0; left--) {
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
}
