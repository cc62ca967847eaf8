package dev.keeptrail.language.source;

/**
 * A text to be read, with the place of each of its characters: a whole source, or what a scalar of
 * another notation says once its quotes and escapes are gone. Problems found in the text are so
 * shown where the author wrote it.
 */
public final class EmbeddedText {
  private final String text;
  private final Places places;

  private EmbeddedText(String text, Places places) {
    this.text = text;
    this.places = places;
  }

  /** All of a source. */
  public static EmbeddedText of(SourceText source) {
    return new EmbeddedText(
        source.text(), (from, to) -> new Span(source, from, Math.max(0, to - from)));
  }

  /** A text of which no more is known than where it stands. */
  public static EmbeddedText at(Span place, String text) {
    return new EmbeddedText(text, (_, _) -> place);
  }

  /**
   * A text whose characters have places of their own.
   *
   * @param starts for each character the offset in the source where it is written
   * @param ends for each character the offset where it ends, which is more than one further on for
   *     an escape
   */
  public static EmbeddedText of(SourceText source, String text, int[] starts, int[] ends) {
    if (text.isEmpty() || starts.length != text.length() || ends.length != text.length()) {
      throw new IllegalArgumentException("not one place for each character");
    }
    int[] from = starts.clone();
    int[] to = ends.clone();
    return new EmbeddedText(text, (start, end) -> mapped(source, from, to, start, end));
  }

  public String text() {
    return text;
  }

  /** Where a range of the text is written; an empty range is a place without length. */
  public Span span(int from, int to) {
    return places.span(from, to);
  }

  private static Span mapped(SourceText source, int[] starts, int[] ends, int from, int to) {
    int start = from < starts.length ? starts[from] : ends[ends.length - 1];
    int end = to > from ? ends[Math.min(to, ends.length) - 1] : start;
    return new Span(source, start, Math.max(0, end - start));
  }

  /** Turns a range of the text into its place. */
  private interface Places {
    Span span(int from, int to);
  }
}
