package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;

/**
 * The line of a span, fit for a terminal, and where on it the caret stands. Long lines are cut
 * around the caret; what stands after {@code api_key} or {@code secret_key_ref}, and what has the
 * shape of a key, is blotted out, because problems end up in build logs.
 *
 * @param caretColumn columns before the caret
 * @param caretWidth columns under which carets stand, at least one
 */
record SourceExcerpt(String line, int caretColumn, int caretWidth) {
  private static final int MAX_COLUMNS = 120;
  private static final int CONTEXT_COLUMNS = 40;
  private static final String CUT = "…";

  static SourceExcerpt of(Span span) {
    return of(span, SecretBlot.blot(span.source().lineText(span.line())));
  }

  /** With nothing blotted out. */
  static SourceExcerpt plain(Span span) {
    return of(span, span.source().lineText(span.line()));
  }

  private static SourceExcerpt of(Span span, String shownLine) {
    int[] line = shownLine.codePoints().toArray();
    int start = Math.min(span.column() - 1, line.length);
    int end = Math.min(start + lengthInCodePoints(span), line.length);
    int from = windowStart(line, start);
    StringBuilder shown = new StringBuilder(from > 0 ? CUT : "");
    int columns = shown.length();
    int caretColumn = columns;
    int caretEnd = columns;
    int at = from;
    while (at < line.length && columns < MAX_COLUMNS) {
      shown.append(DisplayText.of(line[at]));
      columns += DisplayText.width(line[at]);
      at++;
      caretColumn = at <= start ? columns : caretColumn;
      caretEnd = at <= end ? columns : caretEnd;
    }
    if (at < line.length) {
      shown.append(CUT);
    }
    return new SourceExcerpt(shown.toString(), caretColumn, Math.max(1, caretEnd - caretColumn));
  }

  private static int windowStart(int[] line, int caret) {
    int columns = 0;
    for (int i = 0; i < caret; i++) {
      columns += DisplayText.width(line[i]);
    }
    int from = 0;
    while (columns > MAX_COLUMNS - CONTEXT_COLUMNS && from < caret) {
      columns -= DisplayText.width(line[from++]);
    }
    return from;
  }

  private static int lengthInCodePoints(Span span) {
    String text = span.source().text();
    int from = Math.min(span.offset(), text.length());
    return text.codePointCount(from, Math.min(span.end(), text.length()));
  }
}
