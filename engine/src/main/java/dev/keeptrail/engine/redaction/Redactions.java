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
   * objects. Redactions must be ordered and free of overlaps, as those of a decision are. A text
   * that is JSON stays JSON.
   */
  public static List<Segment> apply(List<Segment> segments, List<Redaction> redactions) {
    if (redactions.isEmpty()) {
      return segments;
    }
    List<Segment> edited = new ArrayList<>(segments);
    int next = 0;
    while (next < redactions.size()) {
      int segment = redactions.get(next).segment();
      List<TextEdit> edits = new ArrayList<>();
      while (next < redactions.size() && redactions.get(next).segment() == segment) {
        Redaction redaction = redactions.get(next++);
        edits.add(new TextEdit(redaction.start(), redaction.end(), redaction.marker()));
      }
      Segment original = segments.get(segment);
      edited.set(segment, original.saying(TextEdits.apply(original.text(), edits)));
    }
    return List.copyOf(edited);
  }
}
