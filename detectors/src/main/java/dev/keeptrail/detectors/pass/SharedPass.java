package dev.keeptrail.detectors.pass;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs over a text once and notes everything that triggers a detector, anchors and digit runs, and
 * everything that suggests a hidden form of the text. Immutable; what a run finds is in its {@link
 * Outcome}.
 */
public final class SharedPass {
  private static final int MAX_HITS_PER_DETECTOR = 500_000;

  /** Where the parts of a note begin; the rest is the number. */
  private static final int PLAIN = 56;

  private static final int OWNER = 28;
  private static final int MASK = (1 << OWNER) - 1;
  private final List<Detector> detectors;
  private final AnchorAutomaton automaton;
  private final AnchorsAhead ahead;
  private final String[] anchors;

  /**
   * What to note of each of the automaton's outputs, in one number, for each look into a table is
   * most often one past the caches: the detector's own number of the anchor, the detector, and the
   * length of anchors that are known by the classes of their characters, 0 for others. Negative for
   * the last output of a state.
   */
  private final long[] notes;

  public SharedPass(List<Detector> detectors) {
    this.detectors = List.copyOf(detectors);
    var folded = new ArrayList<String>();
    var owners = new IntList();
    var numbers = new IntList();
    for (int d = 0; d < detectors.size(); d++) {
      List<String> own = detectors.get(d).trigger().anchors();
      for (int n = 0; n < own.size(); n++) {
        folded.add(spaced(CaseFolding.fold(TextNormalizer.normalize(own.get(n)))));
        owners.add(d);
        numbers.add(n);
      }
    }
    List<CueWords.Word> cues = CueWords.words();
    for (int n = 0; n < cues.size(); n++) {
      folded.add(cues.get(n).text());
      owners.add(detectors.size());
      numbers.add(n);
    }
    this.automaton = AnchorAutomaton.of(folded);
    this.ahead = new AnchorsAhead(automaton);
    this.anchors = folded.toArray(String[]::new);
    int[] outputs = automaton.outputs();
    this.notes = new long[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      int number = Math.max(outputs[i], ~outputs[i]);
      boolean pair = owners.get(number) == detectors.size() && CueWords.isPair(anchors[number]);
      long plain = pair || isPlain(anchors[number]) ? anchors[number].length() : 0;
      long last = outputs[i] < 0 ? Long.MIN_VALUE : 0;
      notes[i] = last | plain << PLAIN | (long) owners.get(number) << OWNER | numbers.get(number);
    }
  }

  /** Each run of white space as one space. */
  private static String spaced(String folded) {
    var spaced = new StringBuilder(folded.length());
    boolean blank = false;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      boolean before = blank;
      blank = isBlank(c);
      if (!blank || !before) {
        spaced.append(blank ? ' ' : c);
      }
    }
    return spaced.toString();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  public Outcome run(ScannedText text) {
    var outcome = new Outcome(detectors.size());
    new CharacterRuns(text, outcome).read();
    char[] chars = text.unsafeChars();
    new AnchorWalk(automaton, chars, text.length())
        .run((output, end) -> noteFrom(output, end, chars, outcome));
    return outcome;
  }

  /** A run over a text that comes piece by piece. */
  public PassRun begin() {
    return new PassRun(this, detectors.size());
  }

  AnchorAutomaton automaton() {
    return automaton;
  }

  AnchorsAhead ahead() {
    return ahead;
  }

  /** Notes the anchors that end here. */
  void note(int state, int end, char[] chars, Outcome outcome) {
    noteFrom(automaton.outputAt()[state], end, chars, outcome);
  }

  private void noteFrom(int output, int end, char[] chars, Outcome outcome) {
    int at = output;
    long note;
    do {
      note = notes[at];
      int plain = (int) (note >>> PLAIN) & Byte.MAX_VALUE;
      int start = plain > 0 ? end - plain : startOf(chars, end, anchorOf(at));
      at++;
      if (start < 0) {
        continue;
      }
      int owner = (int) (note >>> OWNER) & MASK;
      int number = (int) note & MASK;
      if (owner < detectors.size()) {
        outcome.anchor(owner, number, start, end);
      } else {
        outcome.cues.word(CueWords.words().get(number).kind(), start, end);
      }
    } while (note >= 0);
  }

  private String anchorOf(int output) {
    int number = automaton.outputs()[output];
    return anchors[Math.max(number, ~number)];
  }

  private static boolean isPlain(String anchor) {
    for (int i = 0; i < anchor.length(); i++) {
      if (anchor.charAt(i) >= 128 || Character.isWhitespace(anchor.charAt(i))) {
        return false;
      }
    }
    return anchor.length() <= Byte.MAX_VALUE;
  }

  /**
   * Walks back over the anchor's characters, a run of white space counting as one; -1 if the text
   * only looked like the anchor to the automaton.
   */
  private static int startOf(char[] chars, int end, String anchor) {
    int at = end;
    for (int i = anchor.length() - 1; i >= 0; i--) {
      at--;
      char wanted = anchor.charAt(i);
      if (wanted != ' ') {
        if (chars[at] != wanted && CaseFolding.fold(chars[at]) != wanted) {
          return -1;
        }
      } else if (i > 0) {
        while (at > 0 && Character.isWhitespace(chars[at - 1])) {
          at--;
        }
      }
    }
    return at;
  }

  /** What one run noted. Confined to the scan that made it. */
  public static final class Outcome {
    private final @Nullable IntList[] anchors;
    private final boolean[] overflow;
    private final IntList digitRuns = new IntList();
    private final IntList digitTokens = new IntList();
    private final Map<Class<?>, Object> made = new HashMap<>();
    private final Cues cues = new Cues();

    Outcome(int detectors) {
      this.anchors = new @Nullable IntList[detectors];
      this.overflow = new boolean[detectors];
    }

    void digitRun(char[] chars, int start, int end, int length) {
      digitRuns.add(start);
      digitRuns.add(end);
      cues.digitRun(chars, start, end, length);
    }

    private void anchor(int detector, int number, int start, int end) {
      IntList hits = anchors[detector];
      if (hits == null) {
        hits = new IntList();
        anchors[detector] = hits;
      }
      if (hits.size() >= MAX_HITS_PER_DETECTOR * 3) {
        overflow[detector] = true;
        return;
      }
      hits.add(number);
      hits.add(start);
      hits.add(end);
    }

    /** Whether the detector's triggers went off more often than is kept. */
    public boolean overflowed(int detector) {
      return overflow[detector];
    }

    public Hits hits(int detector) {
      IntList hits = anchors[detector];
      return new Hits(hits == null ? Cues.NONE : hits, digitRuns, digitTokens, made);
    }

    /** The detector's hits, as a flat list of (anchor, start, end). */
    public IntList anchors(int detector) {
      IntList hits = anchors[detector];
      return hits == null ? Cues.NONE : hits;
    }

    public boolean triggered(int detector, boolean byDigitRuns) {
      return anchors[detector] != null || (byDigitRuns && !digitRuns.isEmpty());
    }

    /** Start and end of each run of digits, in turn. */
    public IntList digitRuns() {
      return digitRuns;
    }

    public Cues cues() {
      return cues;
    }
  }
}
