package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Renders problems for people: place and message, the source line, a caret under the words meant,
 * and the hint. Safe for any thread. Nothing an author wrote reaches the output as a control
 * character.
 */
public final class FrameRenderer {
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String BLUE = "\u001b[1;34m";

  private final boolean colour;

  /** A renderer; the caller knows the terminal, and {@code NO_COLOR}. */
  public FrameRenderer(boolean colour) {
    this.colour = colour;
  }

  /** All problems, each frame followed by an empty line; empty for none. */
  public String render(List<Diagnostic> problems) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic problem : problems) {
      out.append(render(problem)).append('\n');
    }
    return out.toString();
  }

  /** One problem, ending in a line end. */
  public String render(Diagnostic problem) {
    Span span = problem.span();
    StringBuilder out = new StringBuilder();
    out.append(painted(BOLD, place(span))).append(": ");
    out.append(painted(paint(problem.severity()), label(problem))).append(": ");
    out.append(painted(BOLD, DisplayText.of(problem.message()))).append('\n');
    String margin = " ".repeat(Integer.toString(span.line()).length());
    appendExcerpt(span, problem, margin, out);
    appendHint(problem.hint(), margin, out);
    for (RelatedPlace related : problem.related()) {
      appendHint(related.message() + " (" + place(related.span()) + ")", margin, out);
    }
    return out.toString();
  }

  /**
   * Something that was found, not a problem: a place and a heading, the line as it stands, and
   * carets. Nothing is blotted out.
   *
   * @param line the number to show beside the line, which may be part of a longer text
   */
  public String found(String place, String heading, Span span, int line) {
    StringBuilder out = new StringBuilder();
    out.append(painted(BOLD, DisplayText.of(place))).append(": ");
    out.append(painted(YELLOW, DisplayText.of(heading))).append('\n');
    String margin = " ".repeat(Integer.toString(line).length());
    appendLines(SourceExcerpt.plain(span), Integer.toString(line), margin, YELLOW, out);
    return out.toString();
  }

  /** One word for the severity, as reports and frames show it. */
  public static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** Any text, with what could drive a terminal made visible. */
  public static String safe(String text) {
    return DisplayText.of(text);
  }

  private void appendExcerpt(Span span, Diagnostic problem, String margin, StringBuilder out) {
    if (span.source().lineText(span.line()).isBlank()) {
      return;
    }
    String number = Integer.toString(span.line());
    appendLines(SourceExcerpt.of(span), number, margin, paint(problem.severity()), out);
  }

  private void appendLines(
      SourceExcerpt excerpt, String number, String margin, String paint, StringBuilder out) {
    String carets = "^".repeat(excerpt.caretWidth());
    out.append("  ").append(painted(BLUE, number + " | ")).append(excerpt.line()).append('\n');
    out.append("  ").append(painted(BLUE, margin + " | ")).repeat(" ", excerpt.caretColumn());
    out.append(painted(paint, carets)).append('\n');
  }

  private void appendHint(@Nullable String hint, String margin, StringBuilder out) {
    if (hint != null) {
      out.append("  ").append(painted(BLUE, margin + " = ")).append(DisplayText.of(hint));
      out.append('\n');
    }
  }

  private static String place(Span span) {
    return DisplayText.of(span.source().name()) + ":" + span.line() + ":" + span.column();
  }

  private static String label(Diagnostic problem) {
    return word(problem.severity()) + "[" + problem.code().code() + "]";
  }

  private static String paint(Severity severity) {
    return switch (severity) {
      case ERROR -> RED;
      case WARNING -> YELLOW;
      case NOTE -> BLUE;
    };
  }

  private String painted(String paint, String text) {
    return colour ? paint + text + RESET : text;
  }
}
