package dev.keeptrail.language.source;

/** A half-open range of UTF-16 offsets in one source; the only position type of the tree. */
public record Span(SourceText source, int offset, int length) {
  public Span {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("negative span");
    }
  }

  /** The whole file, shown at its first line: for problems that have no better place. */
  public static Span startOf(SourceText source) {
    return new Span(source, 0, 0);
  }

  public int end() {
    return offset + length;
  }

  public int line() {
    return source.line(offset);
  }

  public int column() {
    return source.column(offset);
  }

  /** The line just behind the last character. */
  public int endLine() {
    return source.line(end());
  }

  /** The column just behind the last character. */
  public int endColumn() {
    return source.column(end());
  }

  /** What the source says there. */
  public String text() {
    int length = source.text().length();
    return source.text().substring(Math.min(offset, length), Math.min(end(), length));
  }
}
