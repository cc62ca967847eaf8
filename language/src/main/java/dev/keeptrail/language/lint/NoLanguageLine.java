package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;

/** A text pack does not say in which version of the language it is written. */
final class NoLanguageLine implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.NO_LANGUAGE_LINE;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (PackFile file : pack.files()) {
      if (file.syntax() == PackFile.Syntax.TEXT && file.language() == null) {
        SourceText source = file.span().source();
        String end = Lines.lineEnd(source);
        advice.add(
            Span.startOf(source),
            "",
            "the pack does not say in which version of the language it is written",
            "write `language 1` above everything else",
            new Fix(
                "Add `language 1`",
                List.of(new TextEdit(Span.startOf(source), "language 1" + end + end))));
      }
    }
  }
}
