package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;

/** A place in a source, shown to people: its line and a caret under the words meant. */
public final class SourceFrame {
  private static final String RESET = "\u001b[0m";
  private static final String BLUE = "\u001b[1;34m";

  private SourceFrame() {}

  /** File, line and column, safe for a terminal. */
  public static String place(Span span) {
    return DisplayText.of(span.source().name()) + ":" + span.line() + ":" + span.column();
  }

  /**
   * The line and the carets below it, each ending in a line end; empty where the line is blank.
   *
   * @param indent what each line starts with
   */
  public static String of(Span span, String indent, boolean colour) {
    if (span.source().lineText(span.line()).isBlank()) {
      return "";
    }
    SourceExcerpt excerpt = SourceExcerpt.of(span);
    String number = Integer.toString(span.line());
    String bar = colour ? BLUE + number + " | " + RESET : number + " | ";
    String margin = " ".repeat(number.length());
    String emptyBar = colour ? BLUE + margin + " | " + RESET : margin + " | ";
    return indent
        + bar
        + excerpt.line()
        + "\n"
        + indent
        + emptyBar
        + " ".repeat(excerpt.caretColumn())
        + "^".repeat(excerpt.caretWidth())
        + "\n";
  }
}
