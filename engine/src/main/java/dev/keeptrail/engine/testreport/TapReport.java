package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.Comparison;
import dev.keeptrail.engine.testreport.JunitReport.Suite;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The report in the Test Anything Protocol, version 14. The tests of one pack are points; of
 * several packs each is a subtest. What keeps a pack from being tested fails as well.
 */
public final class TapReport {
  private final StringBuilder text = new StringBuilder();
  private final String indent;
  private int points;

  private TapReport(String indent) {
    this.indent = indent;
  }

  /** Of one pack. */
  public static String of(Suite suite) {
    var report = new TapReport("");
    report.suite(suite);
    return "TAP version 14\n" + report.text;
  }

  /** Of several packs, each a subtest. */
  public static String of(List<Suite> suites) {
    var report = new TapReport("");
    suites.forEach(report::subtest);
    report.plan();
    return "TAP version 14\n" + report.text;
  }

  private void subtest(Suite suite) {
    String name =
        switch (suite) {
          case Suite.Ran(TestRun run) -> run.file();
          case Suite.Refused refused -> refused.file();
        };
    if (suite instanceof Suite.Ran(TestRun run) && run.results().isEmpty()) {
      point(true, name, " # SKIP no tests");
      return;
    }
    var inner = new TapReport(indent + "    ");
    inner.suite(suite);
    comment("Subtest: " + escaped(name));
    text.append(inner.text);
    point(suite instanceof Suite.Ran(TestRun run) && run.passed(), name, "");
  }

  private void suite(Suite suite) {
    switch (suite) {
      case Suite.Ran(TestRun run) -> ran(run);
      case Suite.Refused refused -> refused(refused);
    }
    plan();
  }

  private void ran(TestRun run) {
    run.results().forEach(this::test);
    run.surplus().forEach(golden -> point(false, golden.file() + " " + golden.state().words(), ""));
    if (run.notRun() > 0) {
      comment("not run: " + run.notRun());
    }
  }

  private void test(TestResult tested) {
    CaseResult result = tested.result();
    point(result.passed(), result.test().title(), "");
    diagnostics(json -> {
      json.name("duration_ms").value(tested.took().toNanos() / 1_000_000.0);
      if (!result.passed()) {
        json.name("message").value(JunitReport.message(result));
        place(json, place(result));
        json.name("details").value(new FailureText(false).of(tested));
      }
    });
  }

  private static Span place(CaseResult result) {
    return result.comparisons().stream()
        .filter(comparison -> !comparison.holds())
        .findFirst()
        .map(Comparison::span)
        .orElse(result.test().span());
  }

  private void refused(Suite.Refused refused) {
    Map<ProblemKind, List<Diagnostic>> errors = ProblemKind.of(refused);
    errors.forEach((kind, problems) -> {
      point(false, kind.file() + ": " + kind.name(), "");
      diagnostics(json -> {
        json.name("message").value(problems.getFirst().message());
        place(json, problems.getFirst().span());
        json.name("details").value(new FrameRenderer(false).render(problems));
      });
    });
  }

  private static void place(JsonWriter json, Span span) {
    json.name("at").beginObject();
    json.name("file").value(span.source().name());
    json.name("line").value(span.line());
    json.name("column").value(span.column()).endObject();
  }

  /** JSON is YAML, and needs no care for what a text begins with. */
  private void diagnostics(Consumer<JsonWriter> members) {
    JsonWriter json = JsonWriter.indented().beginObject();
    members.accept(json);
    text.append(indent).append("  ---\n");
    json.endObject()
        .toString()
        .lines()
        .forEach(line -> text.append(indent).append("  ").append(line).append('\n'));
    text.append(indent).append("  ...\n");
  }

  private void point(boolean ok, String name, String directive) {
    text.append(indent)
        .append(String.format(Locale.ROOT, "%s %d - ", ok ? "ok" : "not ok", ++points))
        .append(escaped(name))
        .append(directive)
        .append('\n');
  }

  private void comment(String words) {
    text.append(indent).append("# ").append(words).append('\n');
  }

  private void plan() {
    text.append(indent).append("1..").append(points).append(points == 0 ? " # no tests" : "");
    text.append('\n');
  }

  /** What would begin a directive does not. */
  private static String escaped(String name) {
    return FrameRenderer.safe(name.replace('\n', ' ')).replace("\\", "\\\\").replace("#", "\\#");
  }
}
