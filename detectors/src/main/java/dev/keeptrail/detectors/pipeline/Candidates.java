package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;

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

  void dropFrom(int size) {
    list.subList(size, list.size()).clear();
  }

  List<Finding> list() {
    return list;
  }
}
