package dev.keeptrail.detectors.evaluation.corpus;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Offsets in code points, as the corpora count, turned into offsets in UTF-16 units. */
final class Offsets {
  private final String text;
  private final int codePoints;
  private final boolean plain;

  private Offsets(String text) {
    this.text = text;
    this.codePoints = text.codePointCount(0, text.length());
    this.plain = codePoints == text.length();
  }

  /** The spans of a row: objects with start, end and type, or pairs of start and end. */
  static List<LabelledRow.Span> spans(String text, JsonNode list) throws BrokenRowException {
    var offsets = new Offsets(text);
    var spans = new ArrayList<LabelledRow.Span>();
    for (JsonNode span : list) {
      JsonNode start = span.isArray() ? span.path(0) : span.path("start");
      JsonNode end = span.isArray() ? span.path(1) : span.path("end");
      String type = span.path("type").isString() ? span.path("type").asString() : "";
      if (!start.isInt() || !end.isInt()) {
        throw new BrokenRowException("a span has no `start` and `end`");
      }
      if (!span.isArray() && type.isEmpty()) {
        throw new BrokenRowException("a span has no `type`");
      }
      spans.add(offsets.span(start.asInt(), end.asInt(), type));
    }
    return spans;
  }

  private LabelledRow.Span span(int start, int end, String type) throws BrokenRowException {
    if (start < 0 || end <= start || end > codePoints) {
      throw new BrokenRowException(
          "the span %d to %d does not lie in a text of %d code points"
              .formatted(start, end, codePoints));
    }
    if (plain) {
      return new LabelledRow.Span(start, end, type);
    }
    int first = text.offsetByCodePoints(0, start);
    return new LabelledRow.Span(first, text.offsetByCodePoints(first, end - start), type);
  }

  /** Where a value stands in the text; empty where it does not. */
  static List<LabelledRow.Span> of(String value, String text, String type) {
    int start = value.isEmpty() ? -1 : text.indexOf(value);
    return start < 0
        ? List.of()
        : List.of(new LabelledRow.Span(start, start + value.length(), type));
  }
}
