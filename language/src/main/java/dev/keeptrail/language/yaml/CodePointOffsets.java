package dev.keeptrail.language.yaml;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Turns the YAML library's positions, counted in code points, into spans, counted in UTF-16 units.
 * Cheap when asked in ascending order, as a parser does.
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

  Span span(Optional<Mark> start, Optional<Mark> end) {
    int from = start.map(Mark::getIndex).map(this::offset).orElse(0);
    int to = end.map(Mark::getIndex).map(this::offset).orElse(from);
    return new Span(source, from, Math.max(0, to - from));
  }

  Span at(Optional<Mark> mark) {
    return new Span(source, mark.map(Mark::getIndex).map(this::offset).orElse(0), 0);
  }

  private int offset(int codePoint) {
    int length = source.text().length();
    if (surrogateFree) {
      return Math.min(codePoint, length);
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
