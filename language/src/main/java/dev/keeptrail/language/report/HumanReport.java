package dev.keeptrail.language.report;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.List;
import java.util.stream.Collectors;

/** For people: problems first, then one paragraph per pack with the outcome. */
final class HumanReport {
  private HumanReport() {}

  static String render(List<LintReport> reports, boolean colour) {
    var frames = new FrameRenderer(colour);
    var text = new StringBuilder();
    var fresh = new NotYetReported();
    for (LintReport report : reports) {
      List<Diagnostic> shown = fresh.of(report.result().diagnostics());
      text.append(frames.render(shown));
      text.append(outcome(report, report.result().diagnostics().size() - shown.size()));
    }
    if (reports.size() > 1) {
      text.append(total(reports));
    }
    return text.toString();
  }

  private static String outcome(LintReport report, int above) {
    PackPlan plan = report.pack().plan();
    String counts = counts(report) + (above == 0 ? "" : " (" + above + " shown above)");
    if (report.pack().isLibrary()) {
      return "OK "
          + FrameRenderer.safe(report.file())
          + counts
          + ", a library for packs to import\n";
    }
    return plan == null ? failure(report, counts) : success(report, plan, counts);
  }

  private static String success(LintReport report, PackPlan plan, String counts) {
    String chain = plan.chain().stream().map(PolicyPlan::name).collect(Collectors.joining(" → "));
    return String.join(
        "\n",
        "OK " + FrameRenderer.safe(report.file()) + counts,
        "  pack      " + plan.pack().label(),
        "  chain     " + chain,
        "  policies  " + plan.chain().size(),
        "  digest    " + PlanDigest.of(plan),
        "");
  }

  private static String failure(LintReport report, String counts) {
    return "FAILED "
        + FrameRenderer.safe(report.file())
        + ": "
        + count(report.errors().size(), "error")
        + counts
        + "\n";
  }

  private static String counts(LintReport report) {
    long warnings = report.result().count(Severity.WARNING);
    int ignored = report.result().ignored().size();
    return (warnings == 0 ? "" : ", " + count(warnings, "warning"))
        + (ignored == 0 ? "" : ", " + ignored + " ignored");
  }

  private static String total(List<LintReport> reports) {
    long valid = reports.stream().filter(LintReport::isValid).count();
    List<Diagnostic> all =
        NotYetReported.of(reports.stream().map(report -> report.result().diagnostics()));
    long errors = count(all, Severity.ERROR);
    long warnings = count(all, Severity.WARNING);
    return "\n%s, %d valid, %s, %s\n"
        .formatted(
            count(reports.size(), "pack"),
            valid,
            count(errors, "error"),
            count(warnings, "warning"));
  }

  private static long count(List<Diagnostic> problems, Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).count();
  }

  private static String count(long number, String noun) {
    return Counted.of(number, noun);
  }
}
