package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Raw findings of one segment, already at their place in the original. Confined to one scan. */
final class Candidates {
  private final int segment;
  private final int room;
  private final List<Finding> list = new ArrayList<>();

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
      if (start < 0 || end <= start || end > text.length() || !(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("range or score out of bounds");
      }
      if (!text.differs(start, end)) {
        return;
      }
      if (list.size() == room) {
        throw new NoRoomException();
      }
      ScannedText.Range range = text.originalRange(start, end);
      list.add(
          new Finding(
              segment,
              range.start(),
              range.end(),
              category,
              label,
              score,
              evidence,
              text.viewOf(start, end),
              detector));
    };
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
      if (start < 0 || end <= start || end > text.length() || !(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("range or score out of bounds");
      }
      if (!text.isKept(start, end)) {
        return;
      }
      ScannedText.Range range = text.originalRange(start, end);
      var said = new Said(range.start(), range.end(), category);
      // WHY: what a failed detector reported has been taken back since.
      Integer before = known.get(said);
      before =
          before != null && before < list.size() && said.isOf(list.get(before)) ? before : null;
      if (before != null && list.get(before).score() >= score) {
        return;
      }
      var finding =
          new Finding(
              segment,
              range.start(),
              range.end(),
              category,
              label,
              score,
              evidence,
              text.viewOf(start, end),
              detector);
      if (before != null) {
        list.set(before, finding);
        return;
      }
      if (list.size() == room) {
        throw new NoRoomException();
      }
      known.put(said, list.size());
      list.add(finding);
    };
  }

  /** What a finding says of which place. */
  record Said(int start, int end, String category) {
    boolean isOf(Finding finding) {
      return finding.start() == start
          && finding.end() == end
          && finding.category().equals(category);
    }
  }

  /** Where in the list each thing is said. */
  Map<Said, Integer> said() {
    var said = new HashMap<Said, Integer>();
    for (int i = 0; i < list.size(); i++) {
      Finding finding = list.get(i);
      said.put(new Said(finding.start(), finding.end(), finding.category()), i);
    }
    return said;
  }

  void dropFrom(int size) {
    list.subList(size, list.size()).clear();
  }

  List<Finding> list() {
    return list;
  }
}
