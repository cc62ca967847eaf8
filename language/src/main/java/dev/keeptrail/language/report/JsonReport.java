package dev.keeptrail.language.report;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticJson;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.lint.LintResult;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import java.util.List;

/** For scripts: one object for one pack, an object with a list of them for several. */
final class JsonReport {
  private JsonReport() {}

  static String render(List<LintReport> reports) {
    JsonWriter json = JsonWriter.indented();
    if (reports.size() == 1) {
      write(reports.getFirst(), json);
    } else {
      json.beginObject();
      json.name("valid").value(reports.stream().allMatch(LintReport::isValid));
      json.name("packs").beginArray();
      reports.forEach(report -> write(report, json));
      json.endArray().endObject();
    }
    return json + "\n";
  }

  private static void write(LintReport report, JsonWriter json) {
    json.beginObject();
    json.name("valid").value(report.isValid());
    json.name("file").value(report.file());
    PackPlan plan = report.pack().plan();
    if (report.pack().isLibrary()) {
      json.name("library").value(true);
    } else if (plan == null) {
      json.name("errors");
      write(report, report.errors(), json);
    } else {
      writePlan(plan, json);
    }
    json.name("warnings");
    write(report, report.others(), json);
    json.name("ignored").beginArray();
    for (LintResult.Ignored ignored : report.result().ignored()) {
      json.beginObject();
      DiagnosticJson.writeFields(ignored.diagnostic(), json);
      json.name("reason").value(ignored.reason()).endObject();
    }
    json.endArray().endObject();
  }

  private static void write(LintReport report, List<Diagnostic> problems, JsonWriter json) {
    json.beginArray();
    for (Diagnostic problem : problems) {
      json.beginObject();
      String file = problem.span().source().name();
      if (!file.equals(report.file())) {
        json.name("file").value(file);
      }
      DiagnosticJson.writeFields(problem, json);
      json.endObject();
    }
    json.endArray();
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
}
