package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.PackFile;
import java.util.Locale;

/**
 * A source holds a character that nobody sees, or that turns the order of what is shown around it:
 * it reads as one thing and means another. Reported once for each line.
 */
final class InvisibleCharacter implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.INVISIBLE_CHARACTER;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (PackFile file : pack.files()) {
      SourceText source = file.span().source();
      String text = source.text();
      int reported = 0;
      for (int i = 0; i < text.length(); i++) {
        int line = isInvisible(text.charAt(i)) ? source.line(i) : 0;
        if (line > reported) {
          reported = line;
          report(new Span(source, i, 1), text.charAt(i), file.syntax(), advice);
        }
      }
    }
  }

  private static void report(Span span, char c, PackFile.Syntax syntax, Advice advice) {
    String escape =
        syntax == PackFile.Syntax.TEXT
            ? String.format(Locale.ROOT, "\\u{%x}", (int) c)
            : String.format(Locale.ROOT, "\\u%04x", (int) c);
    advice.add(
        span,
        "",
        String.format(Locale.ROOT, "here stands U+%04X, which nobody sees", (int) c),
        "remove it, or write `" + escape + "` in double quotes if it belongs to a text");
  }

  /**
   * Not the joiners and marks of scripts and emoji, which belong to words, and not one at the start
   * of a file, which says how it is encoded.
   */
  private static boolean isInvisible(char c) {
    return c == '\u00ad'
        || c == '\u200b'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2060' && c <= '\u2064')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\ufeff'
        || c == '\u3164'
        || (c >= '\u115f' && c <= '\u1160');
  }
}
