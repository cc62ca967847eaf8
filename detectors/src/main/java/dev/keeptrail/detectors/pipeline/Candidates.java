package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Raw findings of one segment, already at their place in the original. Confined to one scan. */
final class Candidates {
  private static final String ORDERS = "injection.";
  private static final int AROUND_ORDERS = 256;

  private final int segment;
  private final int room;
  private final List<Finding> list = new ArrayList<>();
  private final Map<Said, Integer> said = new HashMap<>();
  private int noted;

  Candidates(int segment, int room) {
    this.segment = segment;
    this.room = room;
  }

  /** Ends the scan of a segment that holds more findings than a scan may report. */
  static final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoRoomException() {
      super("no room", null, false, false);
    }
  }

  /**
   * Takes findings in a form of the segment's text; what that form does not show alone is known.
   */
  FindingSink sink(ScannedText text, String detector) {
    return (start, end, category, label, score, evidence) -> {
      check(text, start, end, score);
      if (text.differs(start, end)) {
        add(finding(text, start, end, category, label, score, evidence, detector));
      } else if (isJudgedAnew(text, start, end, category)) {
        addOnce(finding(text, start, end, category, label, score, evidence, detector), said());
      }
    };
  }

  /** What a value is called, and all that an order stands in, decides on it. */
  private static boolean isJudgedAnew(ScannedText text, int start, int end, String category) {
    return category.startsWith(ORDERS)
        ? text.isEscapedNear(start, end, AROUND_ORDERS, AROUND_ORDERS)
        : text.isEscapedNear(start, end, ScannedText.LABEL, 0);
  }

  private static void check(ScannedText text, int start, int end, double score) {
    if (start < 0 || end <= start || end > text.length() || !(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("range or score out of bounds");
    }
  }

  private Finding finding(
      ScannedText text,
      int start,
      int end,
      String category,
      String label,
      double score,
      Evidence evidence,
      String detector) {
    ScannedText.Range range = text.originalRange(start, end);
    return new Finding(
        segment,
        range.start(),
        range.end(),
        category,
        label,
        score,
        evidence,
        text.viewOf(start, end),
        detector);
  }

  private void add(Finding finding) {
    if (list.size() == room) {
      throw new NoRoomException();
    }
    list.add(finding);
  }

  /** Takes what was found in the same text before. */
  void addAll(List<Finding> known) {
    known.forEach(finding -> list.add(finding.in(segment)));
  }

  /**
   * Takes findings in what a text has been put together from: those in the pieces themselves, not
   * in what was put between them, and none a second time.
   */
  FindingSink sinkOfPieces(ScannedText text, String detector, Map<Said, Integer> known) {
    return (start, end, category, label, score, evidence) -> {
      check(text, start, end, score);
      if (text.isKept(start, end)) {
        addOnce(finding(text, start, end, category, label, score, evidence, detector), known);
      }
    };
  }

  /** Of two that say the same, the surer one stays. */
  private void addOnce(Finding finding, Map<Said, Integer> known) {
    var said = Said.by(finding);
    Integer before = known.get(said);
    // WHY: what a failed detector reported has been taken back since.
    if (before == null || before >= list.size() || !said.equals(Said.by(list.get(before)))) {
      known.put(said, list.size());
      add(finding);
    } else if (list.get(before).score() < finding.score()) {
      list.set(before, finding);
    }
  }

  /** What a finding says of which place. */
  record Said(int start, int end, String category) {
    private static Said by(Finding finding) {
      return new Said(finding.start(), finding.end(), finding.category());
    }
  }

  /** Where in the list each thing is said. */
  Map<Said, Integer> said() {
    for (; noted < list.size(); noted++) {
      said.put(Said.by(list.get(noted)), noted);
    }
    return said;
  }

  void dropFrom(int size) {
    list.subList(size, list.size()).clear();
    noted = Math.min(noted, size);
  }

  List<Finding> list() {
    return list;
  }
}
