package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.SecretShapes;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;

/**
 * Something in a source, be it a comment or a test, has the shape of a key. What stands after
 * {@code api_key} is left to {@link DiagnosticCode#LITERAL_SECRET}.
 */
final class SecretLookalike {
  private SecretLookalike() {}

  static void check(List<PackFile> files, Problems problems) {
    for (PackFile file : files) {
      SourceText source = file.span().source();
      for (SecretShapes.Hit hit : SecretShapes.in(source.text())) {
        var span = new Span(source, hit.start(), hit.end() - hit.start());
        if (!Lines.before(span).contains("api_key")) {
          problems.add(
              DiagnosticCode.SECRET_LOOKALIKE,
              span,
              "",
              "this looks like " + hit.kind(),
              "replace the key where it was issued, and refer to it by `secret_key_ref`; a"
                  + " made-up one in a test stands below `# keeptrail:ignore W623 made up`");
        }
      }
    }
  }
}
