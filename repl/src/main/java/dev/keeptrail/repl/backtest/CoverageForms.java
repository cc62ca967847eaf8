package dev.keeptrail.repl.backtest;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.repl.backtest.TrafficCoverage.RuleUse;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import java.util.Locale;

/** The forms in which it is shown which rules fire in recorded traffic. */
public final class CoverageForms {
  private CoverageForms() {}

  /** For people: every rule, then those that never fired with their places. */
  public static String table(TrafficCoverage coverage) {
    var text = new StringBuilder();
    line(
        text,
        String.format(
            Locale.ROOT,
            "%s@%s: %d of %s fired in %s%s (%.1f %%)%s",
            coverage.pack().name(),
            coverage.pack().version(),
            coverage.rules().size() - coverage.neverFired().size(),
            Counted.of(coverage.rules().size(), "rule"),
            Counted.of(coverage.judged(), "exchange"),
            tests(coverage),
            coverage.percent(),
            coverage.partial() ? "; stopped before the end" : ""));
    coverage.rules().stream()
        .filter(RuleUse::fired)
        .forEach(use ->
            line(
                text,
                String.format(
                    Locale.ROOT,
                    "  %-44s %9d  %s",
                    name(use.rule()),
                    use.exchanges(),
                    example(use))));
    if (!coverage.neverFired().isEmpty()) {
      text.append("Never fired:\n");
      coverage.neverFired().forEach(use -> never(use, text));
    }
    if (!coverage.notReplayable().isEmpty()) {
      text.append("Not replayable, so not counted:\n");
      coverage
          .notReplayable()
          .forEach(
              (needs, count) -> line(text, "  " + count + " need " + FrameRenderer.safe(needs)));
    }
    if (coverage.judgedTests() < coverage.savedTests()) {
      line(
          text,
          coverage.savedTests()
              - coverage.judgedTests()
              + " saved tests do not answer the pack; see `kt policy test`");
    }
    return text.toString();
  }

  private static String tests(TrafficCoverage coverage) {
    long tests = coverage.judgedTests();
    return tests == 0 ? "" : " and " + tests + (tests == 1 ? " saved test" : " saved tests");
  }

  private static String example(RuleUse use) {
    return use.exchanges() > 0
        ? String.valueOf(use.example())
        : "in the saved test `" + FrameRenderer.safe(String.valueOf(use.exampleTest())) + "`";
  }

  private static void never(RuleUse use, StringBuilder text) {
    RuleRef rule = use.rule();
    String place = rule.place().isEmpty() ? "" : ", " + rule.place();
    line(text, "  " + name(rule) + place);
    if (!rule.line().isEmpty()) {
      line(text, "    " + rule.line());
    }
  }

  private static String name(RuleRef rule) {
    return FrameRenderer.safe(rule.policy() + "." + rule.rule());
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  /** For programs. */
  public static String json(TrafficCoverage coverage) {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("pack").beginObject();
    json.name("name").value(coverage.pack().name());
    json.name("version").value(coverage.pack().version());
    json.name("digest").value(coverage.pack().digest()).endObject();
    json.name("partial").value(coverage.partial());
    json.name("exchanges").value(coverage.exchanges());
    json.name("judged").value(coverage.judged());
    json.name("saved_tests").value(coverage.savedTests());
    json.name("judged_tests").value(coverage.judgedTests());
    json.name("percent").value(Math.round(coverage.percent() * 10) / 10.0);
    json.name("rules").beginArray();
    for (RuleUse use : coverage.rules()) {
      json.beginObject();
      json.name("policy").value(use.rule().policy());
      json.name("rule").value(use.rule().rule());
      json.name("place").value(use.rule().place());
      json.name("exchanges").value(use.exchanges());
      json.name("example").value(use.example());
      json.name("tests").value(use.tests());
      json.name("example_test").value(use.exampleTest()).endObject();
    }
    json.endArray();
    json.name("not_replayable").beginObject();
    coverage.notReplayable().forEach((needs, count) -> json.name(needs).value(count));
    return json.endObject().endObject() + "\n";
  }
}
