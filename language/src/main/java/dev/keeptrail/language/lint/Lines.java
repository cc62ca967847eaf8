package dev.keeptrail.language.lint;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;

/** Spans that follow the lines of a source, for edits that leave no gaps behind. */
final class Lines {
  private Lines() {}

  static int count(SourceText source) {
    return source.line(source.text().length());
  }

  /** All of the lines that the span touches, line end included. */
  static Span whole(Span span) {
    String text = span.source().text();
    int start = startOf(span);
    int end = span.end();
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    end = Math.min(end + (text.startsWith("\r\n", end) ? 2 : 1), text.length());
    return new Span(span.source(), start, end - start);
  }

  /** The span and the blanks before it on its line. */
  static Span withSpaceBefore(Span span) {
    String text = span.source().text();
    int start = span.offset();
    while (start > 0 && (text.charAt(start - 1) == ' ' || text.charAt(start - 1) == '\t')) {
      start--;
    }
    return new Span(span.source(), start, span.end() - start);
  }

  /** What stands before the span on its line. */
  static String before(Span span) {
    return span.source().text().substring(startOf(span), span.offset());
  }

  /** What stands behind the span on the line it ends on. */
  static String after(Span span) {
    String text = span.source().text();
    int end = span.end();
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return text.substring(span.end(), end);
  }

  /** The line end that the source uses. */
  static String lineEnd(SourceText source) {
    String text = source.text();
    if (text.contains("\r\n")) {
      return "\r\n";
    }
    return text.indexOf('\r') >= 0 && text.indexOf('\n') < 0 ? "\r" : "\n";
  }

  /** A place without length just behind the span. */
  static Span behind(Span span) {
    return new Span(span.source(), span.end(), 0);
  }

  private static int startOf(Span span) {
    String text = span.source().text();
    int start = span.offset();
    while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
      start--;
    }
    return start;
  }
}
