package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.text.EndReachedException;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far one detector has come with one stream: which of its triggers are decided. Triggers that
 * stand close together are decided together, and the others one after the other, each with the
 * earlier ones that may matter. Confined to one stream.
 */
final class Progress {
  /** Triggers that stand close together for longer than this wait for the end. */
  private static final int MAX_CHAIN = 4_096;

  /** A long wait asks again only after a fraction of it, so that waiting costs linear time. */
  private static final int PATIENCE = 16;

  private final Detector detector;
  private final Reach reach;
  private final boolean onDigits;
  private int nextAnchor;
  private int nextRun;
  private int nextTry;
  private boolean lost;

  Progress(Detector detector) {
    this.detector = detector;
    this.reach = detector.reach();
    this.onDigits = detector.trigger().digitRuns();
  }

  /** A stretch of triggers, from the first to before the last of each list. */
  private static final class Chain {
    private int start;
    private int end;
    private int anchors;
    private int runs;
  }

  /** Takes what was found; may be asked for the same finding again. */
  interface Taker {
    void take(Detector detector, List<Finding> findings);
  }

  /** Whether triggers went off that could not be judged, so that no more will be. */
  boolean isLost() {
    return lost;
  }

  /**
   * Judges what can be judged.
   *
   * @param text all that may be looked at
   * @param length how much that is
   * @return the start of the first trigger that is not decided, or where the next may stand
   */
  int judge(ScannedText text, int length, Shown shown, Taker taker) {
    int border = shown.border(length, onDigits);
    int anchors = shown.anchorCount();
    int runs = onDigits ? shown.runCount() : 0;
    while (nextAnchor < anchors || nextRun < runs) {
      Chain chain = chain(shown, anchors, runs);
      boolean last = chain.anchors == anchors && chain.runs == runs;
      boolean open = last && border - chain.end <= Reach.APART;
      if (lost || open || length < nextTry) {
        return chain.start;
      }
      List<Finding> found = search(text, shown, chain);
      if (found == null) {
        nextTry = length + (length - chain.start) / PATIENCE;
        return chain.start;
      }
      taker.take(detector, found);
      nextAnchor = chain.anchors;
      nextRun = chain.runs;
      nextTry = 0;
    }
    return border;
  }

  private Chain chain(Shown shown, int anchors, int runs) {
    var chain = new Chain();
    chain.anchors = nextAnchor;
    chain.runs = nextRun;
    int anchor = nextAnchor < anchors ? shown.anchorStart(nextAnchor) : Integer.MAX_VALUE;
    int run = nextRun < runs ? shown.runStart(nextRun) : Integer.MAX_VALUE;
    chain.start = Math.min(anchor, run);
    chain.end = chain.start;
    boolean grows = true;
    while (grows) {
      grows = false;
      while (chain.anchors < anchors
          && (reach.readsAhead() || shown.anchorStart(chain.anchors) <= chain.end + Reach.APART)) {
        chain.start = Math.min(chain.start, shown.anchorStart(chain.anchors));
        chain.end = Math.max(chain.end, shown.anchorEnd(chain.anchors));
        chain.anchors++;
        grows = true;
      }
      while (chain.runs < runs && shown.runStart(chain.runs) <= chain.end + Reach.APART) {
        chain.end = Math.max(chain.end, shown.runEnd(chain.runs));
        chain.runs++;
        grows = true;
      }
    }
    lost |= chain.end - chain.start > MAX_CHAIN && !reach.readsAhead();
    return chain;
  }

  /** What the detector reports of the chain and of what it looks back at; null if undecided. */
  private @Nullable List<Finding> search(ScannedText text, Shown shown, Chain chain) {
    int anchor = nextAnchor;
    int run = onDigits ? nextRun : 0;
    int first = chain.start;
    int back = chain.start - reach.lookBack();
    boolean grows = true;
    while (grows) {
      grows = false;
      while (anchor > 0 && shown.anchorEnd(anchor - 1) >= Math.min(back, first - Reach.APART)) {
        anchor--;
        first = Math.min(first, shown.anchorStart(anchor));
        grows = true;
      }
      while (onDigits && run > 0 && shown.runEnd(run - 1) >= Math.min(back, first - Reach.APART)) {
        run--;
        first = Math.min(first, shown.runStart(run));
        grows = true;
      }
    }
    if (chain.start - first > MAX_CHAIN + reach.lookBack()) {
      lost = true;
      return null;
    }
    var hits =
        new Hits(
            shown.anchors(), anchor, chain.anchors, shown.runs(), run, onDigits ? chain.runs : 0);
    var candidates = new Candidates(0, ScanPipeline.FINDING_LIMIT);
    try {
      // WHY: what lies before was judged already, with more to look back at.
      int from = reach.lead().start(text, chain.start);
      FindingSink all = candidates.sink(text, detector.name());
      detector.detect(
          text,
          hits,
          (start, end, category, label, score, evidence) -> {
            if (start >= from) {
              all.add(start, end, category, label, score, evidence);
            }
          });
      return candidates.list();
    } catch (EndReachedException e) {
      return null;
    } catch (StackOverflowError | LinkageError | AssertionError | RuntimeException e) {
      // The scan of the whole text reports the fault; until then nothing more settles.
      lost = true;
      return null;
    }
  }
}
