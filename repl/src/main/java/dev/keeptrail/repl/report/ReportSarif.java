package dev.keeptrail.repl.report;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.report.ReplayReport.RuleGroup;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A report as SARIF 2.1.0: one result for each pair of rules where traces part, at the line where
 * the rule is written, and one for each kind of change that happened.
 */
final class ReportSarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
  private static final String PARTING = "replay.parting_rule";

  private ReportSarif() {}

  static String of(ReplayReport report, String productVersion) {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("$schema").value(SCHEMA).name("version").value("2.1.0");
    json.name("runs").beginArray().beginObject();
    json.name("tool").beginObject().name("driver").beginObject();
    json.name("name").value("keeptrail replay").name("version").value(productVersion);
    json.name("rules").beginArray();
    for (Change change : Change.values()) {
      if (change.isFlip()) {
        json.beginObject().name("id").value(id(change)).endObject();
      }
    }
    json.beginObject().name("id").value(PARTING).endObject();
    json.endArray().endObject().endObject();
    json.name("results").beginArray();
    for (Change change : Change.values()) {
      if (change.isFlip() && report.count(change) > 0) {
        changed(change, report, json);
      }
    }
    report.rules().forEach(group -> parting(group, json));
    json.endArray().endObject().endArray();
    return json.endObject() + "\n";
  }

  private static void changed(Change change, ReplayReport report, JsonWriter json) {
    String text =
        String.format(
            Locale.ROOT,
            "%,d of %,d decisions: %s",
            report.count(change),
            report.events(),
            change.word());
    begin(id(change), change == Change.WEAKENED ? "error" : "warning", text, json);
    json.endObject();
  }

  private static void parting(RuleGroup group, JsonWriter json) {
    String text =
        String.format(
            Locale.ROOT,
            "%,d decisions flip here: before %s, now %s",
            group.events(),
            ReportTable.words(group.baseline()),
            ReportTable.words(group.candidate()));
    begin(PARTING, "note", text, json);
    RuleRef placed = placed(group);
    if (placed != null) {
      String[] parts = placed.place().split(":(?=\\d+:\\d+$)|(?<=:\\d{1,9}):(?=\\d+$)", -1);
      location(parts, json);
    }
    json.endObject();
  }

  private static void location(String[] parts, JsonWriter json) {
    if (parts.length != 3) {
      return;
    }
    json.name("locations").beginArray().beginObject();
    json.name("physicalLocation").beginObject();
    json.name("artifactLocation").beginObject();
    json.name("uri").value(parts[0].replace('\\', '/').replace(" ", "%20")).endObject();
    json.name("region").beginObject().name("startLine").value(Long.parseLong(parts[1]));
    json.name("startColumn").value(Long.parseLong(parts[2])).endObject();
    json.endObject().endObject().endArray();
  }

  private static @Nullable RuleRef placed(RuleGroup group) {
    return ReportTable.placed(group).stream().reduce((_, last) -> last).orElse(null);
  }

  private static void begin(String rule, String level, String text, JsonWriter json) {
    json.beginObject().name("ruleId").value(rule).name("level").value(level);
    json.name("message").beginObject().name("text").value(text).endObject();
  }

  private static String id(Change change) {
    return "replay." + change.word();
  }
}
