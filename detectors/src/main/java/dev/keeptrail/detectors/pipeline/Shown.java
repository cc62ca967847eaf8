package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.pass.IntList;

/**
 * One detector's triggers in a stream, as far as they lie wholly in what may be looked at. Confined
 * to one stream.
 */
final class Shown {
  private static final int STRIDE = 3;

  private final IntList runs;
  private IntList anchors = new IntList();
  private int anchorCount;
  private int runCount;

  /**
   * @param runs start and end of each run of digits, in turn; grows with the text
   */
  Shown(IntList runs) {
    this.runs = runs;
  }

  /**
   * Shows more.
   *
   * @param all (anchor, start, end) of each trigger, in the order of their ends
   */
  void advance(IntList all, int length) {
    anchors = all;
    while (anchorCount * STRIDE < anchors.size() && anchorEnd(anchorCount) <= length) {
      anchorCount++;
    }
    // WHY: what stands behind a run says where it ends.
    while (runCount * 2 < runs.size() && runEnd(runCount) < length) {
      runCount++;
    }
  }

  /** Where the first trigger that is not shown may stand. */
  int border(int length, boolean onDigits) {
    int border = length;
    for (int anchor = anchorCount; anchor * STRIDE < anchors.size(); anchor++) {
      border = Math.min(border, anchorStart(anchor));
    }
    return onDigits && runCount * 2 < runs.size() ? Math.min(border, runStart(runCount)) : border;
  }

  int anchorCount() {
    return anchorCount;
  }

  int runCount() {
    return runCount;
  }

  IntList anchors() {
    return anchors;
  }

  IntList runs() {
    return runs;
  }

  int anchorStart(int anchor) {
    return anchors.get(anchor * STRIDE + 1);
  }

  int anchorEnd(int anchor) {
    return anchors.get(anchor * STRIDE + 2);
  }

  int runStart(int run) {
    return runs.get(run * 2);
  }

  int runEnd(int run) {
    return runs.get(run * 2 + 1);
  }
}
