package dev.keeptrail.repl.backtest;

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
            "%s@%s: %d of %d rules fired in %,d exchanges (%.1f %%)%s",
            coverage.pack().name(),
            coverage.pack().version(),
            coverage.rules().size() - coverage.neverFired().size(),
            coverage.rules().size(),
            coverage.judged(),
            coverage.percent(),
            coverage.partial() ? "; stopped before the end" : ""));
    coverage.rules().stream()
        .filter(use -> use.exchanges() > 0)
        .forEach(use ->
            line(
                text,
                String.format(
                    Locale.ROOT,
                    "  %-44s %9d  %s",
                    name(use.rule()),
                    use.exchanges(),
                    use.example())));
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
    return text.toString();
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
    json.name("percent").value(Math.round(coverage.percent() * 10) / 10.0);
    json.name("rules").beginArray();
    for (RuleUse use : coverage.rules()) {
      json.beginObject();
      json.name("policy").value(use.rule().policy());
      json.name("rule").value(use.rule().rule());
      json.name("place").value(use.rule().place());
      json.name("exchanges").value(use.exchanges());
      json.name("example").value(use.example()).endObject();
    }
    json.endArray();
    json.name("not_replayable").beginObject();
    coverage.notReplayable().forEach((needs, count) -> json.name(needs).value(count));
    return json.endObject().endObject() + "\n";
  }
}
