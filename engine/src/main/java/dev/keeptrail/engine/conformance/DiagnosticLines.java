package dev.keeptrail.engine.conformance;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import java.util.List;
import java.util.Locale;

/** Diagnostics as the suite's files hold them: one line each, a hint indented below it. */
final class DiagnosticLines {
  private DiagnosticLines() {}

  /**
   * @param main name of the pack's own source; a problem in another file says which
   */
  static String of(List<Diagnostic> diagnostics, String main) {
    var lines = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      lines.append(line(diagnostic, main));
    }
    return lines.toString();
  }

  private static String line(Diagnostic diagnostic, String main) {
    String source = diagnostic.span().source().name();
    String hint = diagnostic.hint() == null ? "" : "  hint: " + diagnostic.hint() + "\n";
    return "%s %s %s%d:%d %s: %s\n"
            .formatted(
                diagnostic.code().code(),
                diagnostic.severity().name().toLowerCase(Locale.ROOT),
                source.equals(main) ? "" : fileName(source) + ":",
                diagnostic.span().line(),
                diagnostic.span().column(),
                diagnostic.path().isEmpty() ? "(document)" : diagnostic.path(),
                FrameRenderer.safe(diagnostic.message()))
        + hint;
  }

  private static String fileName(String source) {
    return source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
  }
}
