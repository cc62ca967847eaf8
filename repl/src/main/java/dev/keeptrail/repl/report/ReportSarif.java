package dev.keeptrail.repl.report;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.report.RelativePath;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.report.ReplayReport.PackName;
import dev.keeptrail.repl.report.ReplayReport.RuleGroup;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A report as SARIF 2.1.0: one result for each pair of rules where traces part, at the line where
 * the rule is written, and one for each kind of change that happened, at the beginning of the
 * candidate. Each has a place, because GitHub refuses a whole file over one result that has none.
 */
final class ReportSarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
  private static final String PARTING = "replay.parting_rule";
  private static final Pattern PLACE =
      Pattern.compile("(?<file>.+):(?<line>\\d{1,9}):(?<column>\\d{1,9})");

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
        rule(id(change), meaning(change), json);
      }
    }
    rule(PARTING, "the rule where the traces of decisions part", json);
    json.endArray().endObject().endObject();
    json.name("results").beginArray();
    for (Change change : Change.values()) {
      if (change.isFlip() && report.count(change) > 0) {
        changed(change, report, json);
      }
    }
    report.rules().forEach(group -> parting(group, report.candidate(), json));
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
    location(file(report.candidate()), 1, 1, json);
    json.endObject();
  }

  private static void parting(RuleGroup group, PackName candidate, JsonWriter json) {
    String text =
        String.format(
            Locale.ROOT,
            "%,d decisions flip here: before %s, now %s",
            group.events(),
            ReportTable.words(group.baseline()),
            ReportTable.words(group.candidate()));
    begin(PARTING, "note", text, json);
    RuleRef placed = placed(group);
    Matcher place = PLACE.matcher(placed == null ? "" : placed.place());
    if (place.matches()) {
      long line = Long.parseLong(place.group("line"));
      location(place.group("file"), line, Long.parseLong(place.group("column")), json);
    } else {
      location(file(candidate), 1, 1, json);
    }
    json.endObject();
  }

  private static String file(PackName candidate) {
    return candidate.file().isEmpty() ? candidate.name() : candidate.file();
  }

  private static void location(String file, long line, long column, JsonWriter json) {
    json.name("locations").beginArray().beginObject();
    json.name("physicalLocation").beginObject();
    json.name("artifactLocation").beginObject();
    json.name("uri").value(RelativePath.uri(file)).endObject();
    json.name("region").beginObject().name("startLine").value(line);
    json.name("startColumn").value(column).endObject();
    json.endObject().endObject().endArray();
  }

  private static @Nullable RuleRef placed(RuleGroup group) {
    return ReportTable.placed(group).stream().reduce((_, last) -> last).orElse(null);
  }

  private static void begin(String rule, String level, String text, JsonWriter json) {
    json.beginObject().name("ruleId").value(rule).name("level").value(level);
    json.name("message").beginObject().name("text").value(text).endObject();
  }

  private static void rule(String id, String meaning, JsonWriter json) {
    json.beginObject().name("id").value(id);
    json.name("shortDescription").beginObject().name("text").value(meaning).endObject();
    json.endObject();
  }

  private static String meaning(Change change) {
    return switch (change) {
      case WEAKENED -> "decisions with a weaker verdict";
      case TIGHTENED -> "decisions with a stronger verdict";
      case REDACTION -> "decisions with the same verdict that mask something else";
      case COST -> "decisions with the same verdict, where the provider is asked in one case only";
      case REASON -> "decisions with another reason code or deciding policy";
      case SAME -> "decisions that stay the same";
      case NOT_REPLAYABLE -> "exchanges that do not answer what the pack asks";
    };
  }

  private static String id(Change change) {
    return "replay." + change.word();
  }
}
