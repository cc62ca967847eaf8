package dev.keeptrail.language.report;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticJson;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What lint says about one pack: to people, to scripts, and in numbers for the exit code. Safe for
 * any thread.
 *
 * @param file the pack as the user named it
 */
public record LintReport(String file, CompiledPack pack) {
  /** Whether the pack has no error; warnings do not count. */
  public boolean isValid() {
    return pack.plan() != null;
  }

  /** Whether there is at least one warning. */
  public boolean hasWarnings() {
    return pack.diagnostics().stream().anyMatch(d -> d.severity() == Severity.WARNING);
  }

  /** The report as indented JSON, ending in a line end. */
  public String toJson() {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("valid").value(isValid());
    json.name("file").value(file);
    PackPlan plan = pack.plan();
    if (plan == null) {
      json.name("errors");
      DiagnosticJson.write(errors(), json);
    } else {
      writePlan(plan, json);
    }
    json.name("warnings");
    DiagnosticJson.write(others(), json);
    return json.endObject() + "\n";
  }

  /** The report for people: problems first, then one paragraph with the outcome. */
  public String toText(boolean colour) {
    String frames = new FrameRenderer(colour).render(pack.diagnostics());
    PackPlan plan = pack.plan();
    return frames + (plan == null ? failure() : success(plan));
  }

  private static void writePlan(PackPlan plan, JsonWriter json) {
    json.name("pack").beginObject();
    json.name("name").value(plan.pack().name());
    json.name("version").value(plan.pack().version());
    json.name("digest").value(PlanDigest.of(plan)).endObject();
    json.name("chain").beginArray();
    plan.chain().forEach(policy -> json.value(policy.name()));
    json.endArray();
    json.name("policy_count").value(plan.chain().size());
  }

  private String success(PackPlan plan) {
    String chain = plan.chain().stream().map(PolicyPlan::name).collect(Collectors.joining(" → "));
    return String.join(
        "\n",
        "OK " + FrameRenderer.safe(file) + warningCount(),
        "  pack      " + plan.pack().label(),
        "  chain     " + chain,
        "  policies  " + plan.chain().size(),
        "  digest    " + PlanDigest.of(plan),
        "");
  }

  private String failure() {
    return "FAILED "
        + FrameRenderer.safe(file)
        + ": "
        + count(errors().size(), "error")
        + warningCount()
        + "\n";
  }

  private String warningCount() {
    long warnings =
        pack.diagnostics().stream().filter(d -> d.severity() == Severity.WARNING).count();
    return warnings == 0 ? "" : ", " + count(warnings, "warning");
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private List<Diagnostic> errors() {
    return pack.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).toList();
  }

  private List<Diagnostic> others() {
    return pack.diagnostics().stream().filter(d -> d.severity() != Severity.ERROR).toList();
  }
}
