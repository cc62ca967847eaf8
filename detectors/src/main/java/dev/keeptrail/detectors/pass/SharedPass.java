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
  private final List<Detector> detectors;
  private final AnchorAutomaton automaton;
  private final int[] owner;
  private final int[] ownNumber;
  private final String[] anchors;

  /** The length of anchors that are known by the classes of their characters, 0 for others. */
  private final byte[] plainLength;

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
    this.owner = owners.toArray();
    this.ownNumber = numbers.toArray();
    this.anchors = folded.toArray(String[]::new);
    this.plainLength = new byte[anchors.length];
    for (int i = 0; i < anchors.length; i++) {
      boolean pair = owner[i] == detectors.size() && CueWords.isPair(anchors[i]);
      plainLength[i] = pair || isPlain(anchors[i]) ? (byte) anchors[i].length() : 0;
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
        .run((state, end) -> note(state, end, chars, outcome));
    return outcome;
  }

  /** A run over a text that comes piece by piece. */
  public PassRun begin() {
    return new PassRun(this, detectors.size());
  }

  AnchorAutomaton automaton() {
    return automaton;
  }

  /** Notes the anchors that end here. */
  void note(int state, int end, char[] chars, Outcome outcome) {
    int[] outputs = automaton.outputs();
    boolean last;
    int at = automaton.outputAt(state);
    do {
      int output = outputs[at++];
      last = output < 0;
      int number = last ? ~output : output;
      int plain = plainLength[number];
      int start = plain > 0 ? end - plain : startOf(chars, end, anchors[number]);
      if (start < 0) {
        continue;
      }
      if (owner[number] < detectors.size()) {
        outcome.anchor(owner[number], ownNumber[number], start, end);
      } else {
        outcome.cues.word(CueWords.words().get(ownNumber[number]).kind(), start, end);
      }
    } while (!last);
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
