package dev.keeptrail.engine.redaction;

import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Segment;
import java.util.ArrayList;
import java.util.List;

/** Puts a decision's edits into the texts. */
public final class Redactions {
  private Redactions() {}

  /**
   * The segments with each redacted range replaced by its marker; segments without one are the same
   * objects. Redactions must be ordered and free of overlaps, as those of a decision are.
   */
  public static List<Segment> apply(List<Segment> segments, List<Redaction> redactions) {
    if (redactions.isEmpty()) {
      return segments;
    }
    List<Segment> edited = new ArrayList<>(segments);
    int next = 0;
    while (next < redactions.size()) {
      int segment = redactions.get(next).segment();
      int end = next;
      while (end < redactions.size() && redactions.get(end).segment() == segment) {
        end++;
      }
      Segment original = segments.get(segment);
      String text = apply(original.text(), redactions.subList(next, end));
      edited.set(segment, original.saying(text));
      next = end;
    }
    return List.copyOf(edited);
  }

  private static String apply(String text, List<Redaction> redactions) {
    var edited = new StringBuilder(text.length());
    int from = 0;
    for (Redaction redaction : redactions) {
      edited.append(text, from, redaction.start()).append(redaction.marker());
      from = redaction.end();
    }
    return edited.append(text, from, text.length()).toString();
  }
}
