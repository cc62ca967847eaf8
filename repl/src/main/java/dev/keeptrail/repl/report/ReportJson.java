package dev.keeptrail.repl.report;

import dev.keeptrail.language.json.CanonicalJson;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.report.ReplayReport.Group;
import dev.keeptrail.repl.report.ReplayReport.PackName;
import dev.keeptrail.repl.report.ReplayReport.RuleGroup;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as JSON, with a digest of all the rest of it. */
public final class ReportJson {
  public static final String FORMAT = "keeptrail-replay/1";

  private ReportJson() {}

  /** The report with its digest; ends in a line end. */
  public static String of(ReplayReport report) {
    return write(report, digest(report), JsonWriter.indented()) + "\n";
  }

  /** SHA-256 over the canonical JSON (RFC 8785) of the report without its digest. */
  public static String digest(ReplayReport report) {
    return CanonicalJson.digest(write(report, null, JsonWriter.compact()));
  }

  private static String write(ReplayReport report, @Nullable String digest, JsonWriter json) {
    json.beginObject().name("format").value(FORMAT);
    if (digest != null) {
      json.name("digest").value(digest);
    }
    pack("candidate", report.candidate(), json);
    PackName baseline = report.baseline();
    if (baseline == null) {
      json.name("baseline").value("recorded");
    } else {
      pack("baseline", baseline, json);
    }
    json.name("findings").value(report.findings());
    String prices = report.prices();
    if (prices != null) {
      json.name("prices").value(prices);
    }
    json.name("partial").value(report.partial());
    json.name("events").value(report.events());
    json.name("flipped").value(report.flipped());
    json.name("counts").beginObject();
    for (Change change : Change.values()) {
      json.name(change.word()).value(report.count(change));
    }
    json.endObject().name("transitions").beginObject();
    report.transitions().forEach((pair, count) -> json.name(pair).value(count));
    json.endObject();
    totals(report.totals(), json);
    groups("not_replayable", report.notReplayable(), json);
    json.name("groups").beginObject();
    report.groups().forEach((dimension, groups) -> groups(dimension, groups, json));
    json.endObject().name("rules").beginArray();
    report.rules().forEach(group -> rules(group, json));
    json.endArray().name("flips").beginArray();
    report.flips().forEach(flip -> flip(flip, json));
    json.endArray();
    json.name("results").value(report.results());
    return json.endObject().toString();
  }

  private static void pack(String name, PackName pack, JsonWriter json) {
    json.name(name).beginObject().name("name").value(pack.name());
    json.name("version").value(pack.version());
    json.name("plan_digest").value(pack.digest()).endObject();
  }

  private static void totals(ReplayReport.Totals totals, JsonWriter json) {
    json.name("totals").beginObject();
    json.name("recorded_usd").value(totals.recordedUsd());
    json.name("saved_usd").value(totals.savedUsd());
    json.name("newly_asked").value(totals.newlyAsked());
    json.name("open_ends").value(totals.openEnds());
    json.name("faults").value(totals.faults()).endObject();
  }

  private static void groups(String name, List<Group> groups, JsonWriter json) {
    json.name(name).beginArray();
    for (Group group : groups) {
      json.beginObject().name("name").value(group.name());
      json.name("events").value(group.events());
      json.name("changes").beginObject();
      for (Map.Entry<Change, Long> change : group.changes().entrySet()) {
        json.name(change.getKey().word()).value(change.getValue().longValue());
      }
      json.endObject();
      texts("examples", group.examples(), json);
      json.endObject();
    }
    json.endArray();
  }

  private static void rules(RuleGroup group, JsonWriter json) {
    json.beginObject();
    rule("baseline", group.baseline(), json);
    rule("candidate", group.candidate(), json);
    json.name("events").value(group.events());
    texts("examples", group.examples(), json);
    json.endObject();
  }

  private static void rule(String name, @Nullable RuleRef rule, JsonWriter json) {
    if (rule == null) {
      json.name(name).value((String) null);
      return;
    }
    json.name(name).beginObject().name("policy").value(rule.policy());
    json.name("rule").value(rule.rule());
    json.name("effect").value(rule.effect());
    if (!rule.place().isEmpty()) {
      json.name("place").value(rule.place());
      json.name("line").value(rule.line());
    }
    json.endObject();
  }

  private static void flip(Flip flip, JsonWriter json) {
    json.beginObject().name("id").value(flip.id());
    json.name("change").value(flip.change().word());
    side("baseline", flip.baseline(), json);
    side("candidate", flip.candidate(), json);
    json.name("model").value(flip.model());
    json.name("user").value(flip.user());
    json.name("open_end").value(flip.openEnd());
    texts("edits", flip.edits(), json);
    json.name("excerpt").value(flip.excerpt());
    json.endObject();
  }

  private static void side(String name, Flip.Side side, JsonWriter json) {
    json.name(name).beginObject().name("verdict").value(side.verdict());
    json.name("reason_code").value(side.reasonCode());
    json.name("policy").value(side.policy());
    json.name("rule").value(side.rule()).endObject();
  }

  private static void texts(String name, List<String> texts, JsonWriter json) {
    json.name(name).beginArray();
    texts.forEach(json::value);
    json.endArray();
  }
}
