package dev.keeptrail.language.yaml;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;

/**
 * Turns the parser's positions, counted in code points, into spans, counted in UTF-16 units. Cheap
 * when asked in ascending order, as a parser does.
 */
final class CodePointOffsets {
  private final SourceText source;
  private final boolean surrogateFree;
  private int lastCodePoint;
  private int lastOffset;

  CodePointOffsets(SourceText source) {
    this.source = source;
    this.surrogateFree = source.text().chars().noneMatch(c -> Character.isSurrogate((char) c));
  }

  Span span(long start, long end) {
    int from = offset(start);
    return new Span(source, from, Math.max(0, offset(end) - from));
  }

  /** A place without length; a position before the start counts as the start. */
  Span at(long position) {
    return new Span(source, offset(position), 0);
  }

  private int offset(long codePoint) {
    int length = source.text().length();
    if (surrogateFree) {
      return Math.clamp(codePoint, 0, length);
    }
    if (codePoint < lastCodePoint) {
      lastCodePoint = 0;
      lastOffset = 0;
    }
    while (lastCodePoint < codePoint && lastOffset < length) {
      lastOffset += Character.charCount(source.text().codePointAt(lastOffset));
      lastCodePoint++;
    }
    return lastOffset;
  }
}
