package dev.keeptrail.detectors.pass;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs over a text once and notes everything that triggers a detector, anchors and digit runs, and
 * everything that suggests a hidden form of the text. Immutable; what a run finds is in its {@link
 * Outcome}.
 */
public final class SharedPass {
  private static final int MAX_HITS_PER_DETECTOR = 500_000;
  static final byte DIGIT = 1;
  static final byte ENCODED = 2;
  static final byte ESCAPE = 4;
  static final byte SEPARATOR = 8;
  private static final byte[] ASCII = asciiKinds();

  private final List<Detector> detectors;
  private final AnchorAutomaton automaton;
  private final int[] owner;
  private final int[] ownNumber;
  private final String[] anchors;

  public SharedPass(List<Detector> detectors) {
    this.detectors = List.copyOf(detectors);
    var folded = new ArrayList<String>();
    var owners = new IntList();
    var numbers = new IntList();
    for (int d = 0; d < detectors.size(); d++) {
      List<String> own = detectors.get(d).trigger().anchors();
      for (int n = 0; n < own.size(); n++) {
        ScannedText seen = TextNormalizer.normalize(own.get(n));
        folded.add(CaseFolding.fold(seen).replaceAll("\\s+", " "));
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
    this.owner = toArray(owners);
    this.ownNumber = toArray(numbers);
    this.anchors = folded.toArray(String[]::new);
  }

  private static int[] toArray(IntList list) {
    int[] array = new int[list.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = list.get(i);
    }
    return array;
  }

  private static byte[] asciiKinds() {
    byte[] kinds = new byte[128];
    for (char c = 0; c < 128; c++) {
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c | 32) >= 'a' && (c | 32) <= 'z';
      boolean sign = c == '+' || c == '/' || c == '-' || c == '_';
      boolean escape = c == '%' || c == '&' || c == '\\' || c == '=';
      kinds[c] =
          (byte)
              ((digit ? DIGIT : 0)
                  | (digit || letter || sign ? ENCODED : 0)
                  | (escape ? ESCAPE : 0)
                  | (digit || letter ? 0 : SEPARATOR));
    }
    return kinds;
  }

  public Outcome run(ScannedText text) {
    var run = new PassRun(this, detectors.size());
    run.advance(text.unsafeChars(), text.length(), text.length());
    return run.finish(text.unsafeChars());
  }

  /** A run over a text that comes piece by piece. */
  public PassRun begin() {
    return new PassRun(this, detectors.size());
  }

  AnchorAutomaton automaton() {
    return automaton;
  }

  static byte asciiKind(char c) {
    return c < 128 ? ASCII[c] : 0;
  }

  /** Notes the anchors that end here. */
  void note(int state, int end, char[] chars, Outcome outcome) {
    for (int number : automaton.outputs(state)) {
      int start = startOf(chars, end, anchors[number]);
      if (start < 0) {
        continue;
      }
      if (owner[number] < detectors.size()) {
        outcome.anchor(owner[number], ownNumber[number], start, end);
      } else {
        outcome.cues.word(CueWords.words().get(ownNumber[number]).kind(), start, end);
      }
    }
  }

  /**
   * Walks back over the anchor's characters, a run of white space counting as one; -1 if the text
   * only looked like the anchor to the automaton.
   */
  private static int startOf(char[] chars, int end, String anchor) {
    int at = end;
    for (int i = anchor.length() - 1; i >= 0; i--) {
      at--;
      if (anchor.charAt(i) != ' ') {
        if (CaseFolding.fold(chars[at]) != anchor.charAt(i)) {
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
      return new Hits(hits == null ? Cues.NONE : hits, digitRuns);
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
