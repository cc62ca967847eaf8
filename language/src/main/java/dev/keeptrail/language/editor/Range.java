package dev.keeptrail.language.editor;

import dev.keeptrail.language.source.Span;

/** A half-open range of UTF-16 offsets. */
public record Range(int start, int end) {
  static Range of(Span span) {
    return new Range(span.offset(), span.end());
  }

  /** Whether a cursor at the offset touches the range. */
  boolean touches(int offset) {
    return start <= offset && offset <= end;
  }
}
