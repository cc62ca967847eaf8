package dev.keeptrail.language.report;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.source.Span;
import java.util.List;

/**
 * Workflow commands, one line per problem. Whatever could end a command or start another one is
 * escaped.
 */
final class GithubReport {
  private GithubReport() {}

  static String render(List<LintReport> reports) {
    var lines = new StringBuilder();
    NotYetReported.of(reports.stream().map(report -> report.result().diagnostics()))
        .forEach(diagnostic -> append(diagnostic, lines));
    return lines.toString();
  }

  private static void append(Diagnostic diagnostic, StringBuilder lines) {
    Span span = diagnostic.span();
    String hint = diagnostic.hint();
    String message =
        FrameRenderer.safe(diagnostic.message())
            + (hint == null ? "" : "\n" + FrameRenderer.safe(hint));
    lines.append("::").append(command(diagnostic.severity()));
    lines.append(" file=").append(property(RelativePath.of(span.source().name())));
    lines.append(",line=").append(span.line()).append(",endLine=").append(span.endLine());
    lines.append(",col=").append(span.column());
    if (span.endLine() == span.line()) {
      lines.append(",endColumn=").append(span.endColumn());
    }
    String title = diagnostic.code().code() + " " + diagnostic.code().title();
    lines.append(",title=").append(property(title)).append("::").append(data(message)).append('\n');
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "notice";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
