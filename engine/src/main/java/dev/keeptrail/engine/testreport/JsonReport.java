package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.coverage.CoverageJson;
import dev.keeptrail.engine.coverage.PackCoverage;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome;
import dev.keeptrail.engine.packtest.CaseRun;
import dev.keeptrail.engine.packtest.Comparison;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticJson;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PlanDigest;
import java.util.List;
import java.util.Locale;

/** The report for programs: the documented shape first, what is ours beside it. */
public final class JsonReport {
  private JsonReport() {}

  public static String of(TestRun run) {
    JsonWriter json = JsonWriter.indented();
    write(run, json);
    return json + "\n";
  }

  /** The same as a value of a larger report. */
  public static void write(TestRun run, JsonWriter json) {
    json.beginObject();
    json.name("ok").value(run.passed() && !run.results().isEmpty());
    json.name("file").value(run.file());
    json.name("pack").beginObject();
    json.name("name").value(run.plan().pack().name());
    json.name("version").value(run.plan().pack().version());
    json.name("digest").value(PlanDigest.of(run.plan())).endObject();
    json.name("filter").value(run.filter());
    json.name("counts").beginObject();
    json.name("found").value(run.found());
    json.name("run").value(run.results().size());
    json.name("passed").value(run.results().size() - run.failed());
    json.name("failed").value(run.failed());
    json.name("not_run").value(run.notRun()).endObject();
    json.name("results").beginArray();
    run.results().forEach(result -> result(result, json));
    json.endArray();
    json.name("surplus_golden_files");
    golden(run.surplus(), json);
    PackCoverage coverage = run.coverage();
    if (coverage != null) {
      CoverageJson.write(coverage, json.name("coverage"));
    }
    json.endObject();
  }

  /** What is said when pack or tests have errors and nothing was run. */
  public static String ofProblems(String file, List<Diagnostic> problems) {
    JsonWriter json = JsonWriter.indented();
    writeProblems(file, problems, json);
    return json + "\n";
  }

  /** The same as a value of a larger report. */
  public static void writeProblems(String file, List<Diagnostic> problems, JsonWriter json) {
    json.beginObject();
    json.name("ok").value(false);
    json.name("file").value(file);
    json.name("results").beginArray().endArray();
    json.name("problems");
    DiagnosticJson.write(problems, json);
    json.endObject();
  }

  private static void result(TestResult tested, JsonWriter json) {
    CaseResult result = tested.result();
    CaseRun run = result.run();
    json.beginObject();
    json.name("name").value(result.test().name());
    json.name("suite").value(result.test().suite());
    json.name("verdict").value(run.verdict().word());
    json.name("reason_code").value(run.reasonCode());
    json.name("policy").value(run.policy());
    json.name("passed").value(result.passed());
    json.name("file").value(result.test().span().source().name());
    json.name("line").value(result.test().span().line());
    json.name("column").value(result.test().span().column());
    json.name("comparisons").beginArray();
    for (Comparison comparison : result.comparisons()) {
      json.beginObject();
      json.name("part").value(comparison.part());
      json.name("expected").value(comparison.expected());
      json.name("got").value(comparison.got());
      json.name("holds").value(comparison.holds()).endObject();
    }
    json.endArray();
    json.name("golden");
    golden(result.golden(), json);
    json.name("details").beginObject();
    json.name("policy_results").beginArray();
    run.phases()
        .forEach(phase -> phase.decision().policies().forEach(outcome -> policy(outcome, json)));
    json.endArray();
    // Documented; no policy kind of this version scores quality.
    json.name("quality_scores").beginObject().endObject();
    json.endObject().endObject();
  }

  private static void policy(PolicyOutcome outcome, JsonWriter json) {
    json.beginObject();
    json.name("policy").value(outcome.policy());
    json.name("kind").value(outcome.kind());
    json.name("phase").value(outcome.phase().word());
    json.name("status").value(outcome.status().word());
    json.name("mode").value(outcome.mode().word());
    json.name("verdict").value(outcome.verdict().word());
    json.name("action").value(outcome.action().word());
    json.name("reason_code").value(outcome.reasonCode());
    json.name("rules").beginArray();
    outcome.rules().forEach(json::value);
    json.endArray().endObject();
  }

  private static void golden(List<GoldenOutcome> outcomes, JsonWriter json) {
    json.beginArray();
    for (GoldenOutcome outcome : outcomes) {
      json.beginObject();
      json.name("file").value(outcome.file());
      json.name("state").value(outcome.state().name().toLowerCase(Locale.ROOT)).endObject();
    }
    json.endArray();
  }
}
