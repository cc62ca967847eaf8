package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.Comparison;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.source.Span;

/** Failures as annotations of GitHub Actions, each at the expectation that does not hold. */
public final class GithubReport {
  private GithubReport() {}

  public static String of(TestRun run) {
    var lines = new StringBuilder();
    for (TestResult tested : run.results()) {
      CaseResult result = tested.result();
      if (!result.passed()) {
        annotation(place(result), result.test().title(), JunitReport.message(result), lines);
      }
    }
    run.surplus()
        .forEach(golden ->
            lines
                .append("::error file=")
                .append(property(golden.file()))
                .append("::")
                .append(data(golden.file() + " " + golden.state().words()))
                .append('\n'));
    return lines.append(new HumanReport(false, false).summaryOf(run)).toString();
  }

  private static Span place(CaseResult result) {
    return result.comparisons().stream()
        .filter(comparison -> !comparison.holds())
        .findFirst()
        .map(Comparison::span)
        .orElse(result.test().span());
  }

  private static void annotation(Span span, String title, String message, StringBuilder lines) {
    lines.append("::error file=").append(property(span.source().name()));
    lines.append(",line=").append(span.line()).append(",col=").append(span.column());
    // It stands in the log of a build as well, where it steers no terminal.
    lines
        .append(",title=")
        .append(property(FrameRenderer.safe(title)))
        .append("::")
        .append(data(message));
    lines.append('\n');
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
