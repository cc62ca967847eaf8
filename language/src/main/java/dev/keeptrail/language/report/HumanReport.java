package dev.keeptrail.language.report;

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
    for (LintReport report : reports) {
      text.append(frames.render(report.result().diagnostics()));
      PackPlan plan = report.pack().plan();
      text.append(plan == null ? failure(report) : success(report, plan));
    }
    if (reports.size() > 1) {
      text.append(total(reports));
    }
    return text.toString();
  }

  private static String success(LintReport report, PackPlan plan) {
    String chain = plan.chain().stream().map(PolicyPlan::name).collect(Collectors.joining(" → "));
    return String.join(
        "\n",
        "OK " + FrameRenderer.safe(report.file()) + counts(report),
        "  pack      " + plan.pack().label(),
        "  chain     " + chain,
        "  policies  " + plan.chain().size(),
        "  digest    " + PlanDigest.of(plan),
        "");
  }

  private static String failure(LintReport report) {
    return "FAILED "
        + FrameRenderer.safe(report.file())
        + ": "
        + count(report.errors().size(), "error")
        + counts(report)
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
    long errors = reports.stream().mapToLong(report -> report.errors().size()).sum();
    long warnings = reports.stream().mapToLong(r -> r.result().count(Severity.WARNING)).sum();
    return "\n%s, %d valid, %s, %s\n"
        .formatted(
            count(reports.size(), "pack"),
            valid,
            count(errors, "error"),
            count(warnings, "warning"));
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
