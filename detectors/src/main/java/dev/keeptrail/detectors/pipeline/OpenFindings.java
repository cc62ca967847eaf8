package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The raw findings of one stream until nothing can overlap them any more. Findings that overlap
 * each other settle together, since one may win over another. Confined to one stream.
 */
final class OpenFindings {
  private static final int MANY = 512;

  /** Longer than any detector looks back. */
  private static final int FORGET = 1 << 17;

  private final StreamPlan plan;
  private final int depth;
  private final List<Finding> open = new ArrayList<>();
  private final Set<Finding> known = new HashSet<>();
  private List<Finding> ready = new ArrayList<>();
  private List<Finding> fresh = new ArrayList<>();
  private int settled;
  private int alarm = Integer.MAX_VALUE;
  private int count;

  /**
   * @param depth how many readings of readings the stream may make
   */
  OpenFindings(StreamPlan plan, int depth) {
    this.plan = plan;
    this.depth = depth;
  }

  /** Takes what a detector found; what it found before, it may find again. */
  void add(Detector detector, List<Finding> findings) {
    boolean isAlarm = plan.isAlarm(detector);
    for (Finding finding : findings) {
      if (finding.start() < settled || !known.add(finding)) {
        continue;
      }
      if (plan.keepsFresh(depth)) {
        fresh.add(finding);
      }
      if (isAlarm) {
        alarm = Math.min(alarm, finding.start());
      } else {
        open.add(finding);
        count++;
      }
    }
  }

  int settled() {
    return settled;
  }

  /** What another reading shows that was not asked for yet, whether or not it will stand. */
  List<Finding> fresh() {
    List<Finding> taken = fresh;
    fresh = new ArrayList<>();
    return taken;
  }

  List<Finding> take() {
    List<Finding> taken = ready;
    ready = new ArrayList<>();
    return taken;
  }

  /**
   * Settles what stands before a position of the original that everything is decided up to.
   *
   * @return false if no more will settle
   */
  boolean settle(int decided) {
    int border = Math.min(decided, alarm);
    boolean moved = border > settled;
    while (moved) {
      moved = false;
      for (Finding finding : open) {
        if (finding.start() < border && finding.end() > border) {
          border = finding.start();
          moved = true;
        }
      }
    }
    if (border > settled) {
      settled = border;
      hand();
    }
    return alarm == Integer.MAX_VALUE && count < ScanPipeline.FINDING_LIMIT;
  }

  private void hand() {
    if (open.isEmpty()) {
      return;
    }
    var done = new ArrayList<Finding>();
    for (Iterator<Finding> each = open.iterator(); each.hasNext(); ) {
      Finding finding = each.next();
      if (finding.end() <= settled) {
        done.add(finding);
        each.remove();
      }
    }
    for (Finding finding : Overlaps.resolve(done)) {
      if (plan.isWanted(finding.category())) {
        ready.add(finding);
      }
    }
    if (known.size() > MANY) {
      known.removeIf(finding -> finding.end() < settled - FORGET);
    }
  }
}
