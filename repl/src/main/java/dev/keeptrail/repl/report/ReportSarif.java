package dev.keeptrail.repl.report;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.report.RelativePath;
import dev.keeptrail.language.report.SarifFingerprints;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.report.ReplayReport.PackName;
import dev.keeptrail.repl.report.ReplayReport.RuleGroup;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A report as SARIF 2.1.0: one result for each pair of rules where traces part, at the line where
 * the rule is written, and one for each kind of change that happened, at the beginning of the
 * candidate. Each has a place, because GitHub refuses a whole file over one result that has none,
 * and a name that stays while numbers, lines and versions change.
 */
final class ReportSarif {
  private static final String HELP =
      "The reports of `kt replay` list the decisions; `kt repl` steps through them and says why each"
          + " was decided so. See docs/reference/replay.md.";

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
  private static final String PARTING = "replay.parting_rule";
  private static final Pattern PLACE =
      Pattern.compile("(?<file>.+):(?<line>\\d{1,9}):(?<column>\\d{1,9})");

  /** The only fingerprint that GitHub goes by; what it would make of the line knows the version. */
  private static final String GITHUB_FINGERPRINT = "primaryLocationLineHash";

  private final JsonWriter json = JsonWriter.indented();
  private final SarifFingerprints fingerprints = new SarifFingerprints();
  private final ReplayReport report;

  private ReportSarif(ReplayReport report) {
    this.report = report;
  }

  static String of(ReplayReport report, String productVersion) {
    return new ReportSarif(report).document(productVersion);
  }

  private String document(String productVersion) {
    json.beginObject();
    json.name("$schema").value(SCHEMA).name("version").value("2.1.0");
    json.name("runs").beginArray().beginObject();
    json.name("automationDetails").beginObject();
    json.name("id").value("keeptrail/replay/").endObject();
    json.name("tool").beginObject().name("driver").beginObject();
    json.name("name").value(SarifFingerprints.DRIVER).name("version").value(productVersion);
    json.name("rules").beginArray();
    for (Change change : Change.values()) {
      if (change.isFlip()) {
        rule(id(change), meaning(change));
      }
    }
    rule(PARTING, "the rule where the traces of decisions part");
    json.endArray().endObject().endObject();
    json.name("results").beginArray();
    for (Change change : Change.values()) {
      if (change.isFlip() && report.count(change) > 0) {
        changed(change);
      }
    }
    report.rules().forEach(this::parting);
    json.endArray().endObject().endArray();
    return json.endObject() + "\n";
  }

  private void changed(Change change) {
    String text =
        String.format(
            Locale.ROOT,
            "%,d of %,d decisions: %s",
            report.count(change),
            report.events(),
            change.word());
    begin(id(change), change == Change.WEAKENED ? "error" : "warning", text);
    location(file(report.candidate()), 1, 1);
    fingerprint(List.of(id(change), report.candidate().name()));
    json.endObject();
  }

  private void parting(RuleGroup group) {
    String text =
        String.format(
            Locale.ROOT,
            "%s here: before %s, now %s",
            Counted.of(group.events(), "decision flips", "decisions flip"),
            ReportTable.words(group.baseline()),
            ReportTable.words(group.candidate()));
    begin(PARTING, "note", text);
    RuleRef placed = placed(group);
    Matcher place = PLACE.matcher(placed == null ? "" : placed.place());
    if (place.matches()) {
      long line = Long.parseLong(place.group("line"));
      location(place.group("file"), line, Long.parseLong(place.group("column")));
    } else {
      location(file(report.candidate()), 1, 1);
    }
    fingerprint(
        List.of(
            PARTING,
            report.candidate().name(),
            ReportTable.words(group.baseline()),
            ReportTable.words(group.candidate())));
    json.endObject();
  }

  private static String file(PackName candidate) {
    return candidate.file().isEmpty() ? candidate.name() : candidate.file();
  }

  private void fingerprint(List<String> about) {
    String fingerprint = fingerprints.of(about);
    json.name("partialFingerprints").beginObject();
    json.name(SarifFingerprints.NAME).value(fingerprint);
    json.name(GITHUB_FINGERPRINT).value(fingerprint).endObject();
  }

  private void location(String file, long line, long column) {
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

  private void begin(String rule, String level, String text) {
    json.beginObject().name("ruleId").value(rule).name("level").value(level);
    json.name("message").beginObject().name("text").value(text).endObject();
  }

  private void rule(String id, String meaning) {
    json.beginObject().name("id").value(id);
    described("shortDescription", meaning);
    described("fullDescription", "In a replay of recorded traffic with a changed pack: " + meaning);
    described("help", HELP);
    json.endObject();
  }

  /** GitHub asks for each of them, and shows them with an alert. */
  private void described(String name, String text) {
    json.name(name).beginObject().name("text").value(text).endObject();
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
