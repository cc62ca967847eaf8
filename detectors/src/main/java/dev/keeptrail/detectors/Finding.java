package dev.keeptrail.detectors;

import org.jspecify.annotations.Nullable;

/**
 * Something a detector found in one segment.
 *
 * @param segment index of the segment in the scanned list
 * @param start first UTF-16 offset in the segment's original text
 * @param end offset after the last one; greater than {@code start}
 * @param category dotted path in the category tree, such as {@code pii.email}
 * @param label the word a label marker shows, such as {@code EMAIL}
 * @param score 0 to 1: how sure the detector is
 * @param detector id and version, such as {@code email@1}
 * @param part set only where one value is spread over several findings
 */
public record Finding(
    int segment,
    int start,
    int end,
    String category,
    String label,
    double score,
    Evidence evidence,
    View view,
    String detector,
    @Nullable Part part) {
  public Finding {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("empty finding");
    }
  }

  /** A value that stands in one place. */
  public Finding(
      int segment,
      int start,
      int end,
      String category,
      String label,
      double score,
      Evidence evidence,
      View view,
      String detector) {
    this(segment, start, end, category, label, score, evidence, view, detector, null);
  }

  /** The same in another segment. */
  public Finding in(int other) {
    return other == segment
        ? this
        : new Finding(other, start, end, category, label, score, evidence, view, detector, part);
  }

  /** The same with another score. */
  public Finding withScore(double other) {
    return other == score
        ? this
        : new Finding(segment, start, end, category, label, other, evidence, view, detector, part);
  }

  /** Whether the other finding's text lies wholly inside this one's. */
  public boolean covers(Finding other) {
    return segment == other.segment && start <= other.start && other.end <= end;
  }
}
