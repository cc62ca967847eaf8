package dev.keeptrail.detectors;

import dev.keeptrail.detectors.pass.IntList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where one detector's triggers went off in one text, in text order. Anchor numbers are indices
 * into the detector's own {@link Trigger#anchors()}. Read only for detectors.
 */
public final class Hits {
  private static final int STRIDE = 3;

  private final IntList anchors;
  private final IntList digitRuns;
  private final IntList digitTokens;
  private final Map<Class<?>, Object> made;
  private final int firstAnchor;
  private final int firstRun;
  private final int count;
  private final int runs;

  /** For the shared pass: flat lists of (anchor, start, end) and of (start, end), not copied. */
  public Hits(IntList anchors, IntList digitRuns) {
    this(anchors, digitRuns, new IntList(), new HashMap<>());
  }

  /** The same, with a list and with things made that all detectors of one text share. */
  public Hits(IntList anchors, IntList digitRuns, IntList digitTokens, Map<Class<?>, Object> made) {
    this.anchors = anchors;
    this.digitRuns = digitRuns;
    this.digitTokens = digitTokens;
    this.made = made;
    this.firstAnchor = 0;
    this.firstRun = 0;
    this.count = anchors.size() / STRIDE;
    this.runs = digitRuns.size() / 2;
  }

  /** Those of the flat lists from the first to before the last of each. */
  public Hits(
      IntList anchors,
      int firstAnchor,
      int lastAnchor,
      IntList digitRuns,
      int firstRun,
      int lastRun) {
    this.anchors = anchors;
    this.digitRuns = digitRuns;
    this.digitTokens = new IntList();
    this.made = new HashMap<>();
    this.firstAnchor = firstAnchor * STRIDE;
    this.firstRun = firstRun * 2;
    this.count = lastAnchor - firstAnchor;
    this.runs = lastRun - firstRun;
  }

  public int count() {
    return count;
  }

  public int anchor(int hit) {
    return anchors.get(firstAnchor + hit * STRIDE);
  }

  public int start(int hit) {
    return anchors.get(firstAnchor + hit * STRIDE + 1);
  }

  public int end(int hit) {
    return anchors.get(firstAnchor + hit * STRIDE + 2);
  }

  /** The text's digit runs, whether or not the detector asked for them. */
  public int digitRuns() {
    return runs;
  }

  /**
   * How many runs of letters and digits hold a digit; none until the first detector that wants them
   * has had them filled in for all.
   */
  public int digitTokens() {
    return digitTokens.size() / 2;
  }

  public int digitTokenStart(int token) {
    return digitTokens.get(token * 2);
  }

  public int digitTokenEnd(int token) {
    return digitTokens.get(token * 2 + 1);
  }

  /** Fills one in; for what reads the text for all detectors. */
  public void addDigitToken(int start, int end) {
    digitTokens.add(start);
    digitTokens.add(end);
  }

  /** What several detectors make of one text: made by the first and then at hand for all. */
  public <T> T once(Class<T> kind, Supplier<T> maker) {
    return kind.cast(made.computeIfAbsent(kind, _ -> maker.get()));
  }

  public int digitRunStart(int run) {
    return digitRuns.get(firstRun + run * 2);
  }

  public int digitRunEnd(int run) {
    return digitRuns.get(firstRun + run * 2 + 1);
  }
}
