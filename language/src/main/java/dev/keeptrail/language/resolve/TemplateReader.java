package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.TextDecl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes templates apart into text and placeholders. A backslash before a brace makes it a plain
 * brace, and two are a plain backslash; anywhere else a backslash is a character.
 */
final class TemplateReader {
  private static final int MAX_PLACES = 20;

  private final Problems problems;
  private final PlaceholderReader placeholders;

  TemplateReader(Problems problems, PlaceholderReader placeholders) {
    this.problems = problems;
    this.placeholders = placeholders;
  }

  /** A template as written, its expressions not resolved yet. */
  record TemplateDecl(Span span, List<PartDecl> parts) {
    TemplateDecl {
      parts = List.copyOf(parts);
    }

    /** The expressions in it. */
    List<ExprDecl> places() {
      List<ExprDecl> places = new ArrayList<>();
      for (PartDecl part : parts) {
        if (part instanceof PartDecl.Place(ExprDecl value)) {
          places.add(value);
        }
      }
      return places;
    }
  }

  sealed interface PartDecl {
    record Text(String value) implements PartDecl {}

    record Place(ExprDecl value) implements PartDecl {}
  }

  TemplateDecl read(TextDecl text, String path) {
    return new Scan(text, path).scan();
  }

  /** One pass over one text. */
  private final class Scan {
    private final TextDecl decl;
    private final String path;
    private final String value;
    private final String source;
    private final int sourceEnd;
    private final List<PartDecl> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private int at;
    private int sourceAt;
    private int places;

    Scan(TextDecl decl, String path) {
      this.decl = decl;
      this.path = path;
      this.value = decl.value();
      // WHY: the whole text and an end, because a copy for each template is quadratic in the file.
      this.source = decl.span().source().text();
      this.sourceEnd = Math.min(decl.span().end(), source.length());
      this.sourceAt = decl.span().offset();
    }

    TemplateDecl scan() {
      while (at < value.length()) {
        char c = value.charAt(at);
        if (c == '\\') {
          backslashes();
        } else if (c == '{') {
          place();
        } else {
          plain.append(c);
          at++;
        }
      }
      endText();
      return new TemplateDecl(decl.span(), parts);
    }

    private void backslashes() {
      int end = at;
      while (end < value.length() && value.charAt(end) == '\\') {
        end++;
      }
      boolean brace =
          end < value.length() && (value.charAt(end) == '{' || value.charAt(end) == '}');
      int count = end - at;
      plain.repeat('\\', brace ? count / 2 : count);
      at = end;
      if (brace && count % 2 == 1) {
        plain.append(value.charAt(at++));
      }
    }

    private void place() {
      int close = close(at + 1);
      if (close < 0) {
        problems.add(
            DiagnosticCode.INVALID_TEMPLATE,
            spanOf(value.substring(at), 1),
            path,
            "the placeholder is not closed",
            "close it with `}`, or write `\\{` for a brace");
        at = value.length();
        return;
      }
      String expression = value.substring(at + 1, close);
      Span span = spanOf(value.substring(at, close + 1), expression.length() + 2);
      at = close + 1;
      if (expression.isBlank()) {
        report(span, "the placeholder is empty", "write a value into it, such as `{f.category}`");
      } else if (++places > MAX_PLACES) {
        report(span, "a template may have at most " + MAX_PLACES + " placeholders", null);
      } else {
        endText();
        boolean exact = span.length() == expression.length() + 2;
        Span inner = exact ? new Span(span.source(), span.offset() + 1, expression.length()) : span;
        parts.add(new PartDecl.Place(placeholders.read(expression, inner, path, problems)));
      }
    }

    private void report(Span span, String message, @Nullable String hint) {
      problems.add(DiagnosticCode.INVALID_TEMPLATE, span, path, message, hint);
    }

    /** The closing brace that belongs to a placeholder; braces in quotes do not count. */
    private int close(int from) {
      char quote = 0;
      for (int i = from; i < value.length(); i++) {
        char c = value.charAt(i);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '}') {
          return i;
        }
      }
      return -1;
    }

    /** Where the source has this piece letter for letter, or the whole text. */
    private Span spanOf(String piece, int length) {
      int found = source.indexOf(piece, Math.min(sourceAt, sourceEnd), sourceEnd);
      if (found < 0) {
        return decl.span();
      }
      sourceAt = found + length;
      return new Span(decl.span().source(), found, length);
    }

    private void endText() {
      if (!plain.isEmpty()) {
        parts.add(new PartDecl.Text(plain.toString()));
        plain.setLength(0);
      }
    }
  }
}
