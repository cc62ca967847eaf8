package dev.keeptrail.engine.mutation;

import dev.keeptrail.engine.mutation.MutationReport.Fate;
import dev.keeptrail.engine.mutation.MutationReport.Result;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.source.Span;

/** The report for programs. */
public final class MutationJson {
  private MutationJson() {}

  /**
   * Renders it.
   *
   * @param pack name and version
   */
  public static String of(MutationReport report, String pack) {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("pack").value(pack);
    json.name("score").value(Math.round(report.score() * 10) / 10.0);
    json.name("tests").value(report.tests());
    for (Fate fate : Fate.values()) {
      json.name(fate.word()).value(report.count(fate));
    }
    json.name("not_tried").value(report.leftOut());
    json.name("changes").beginArray();
    report.results().forEach(result -> write(result, json));
    return json.endArray().endObject() + "\n";
  }

  private static void write(Result result, JsonWriter json) {
    Mutant mutant = result.mutant();
    json.beginObject();
    json.name("fate").value(result.fate().word());
    json.name("operator").value(mutant.operator());
    json.name("where").value(mutant.where());
    json.name("change").value(mutant.words());
    Span span = mutant.span();
    if (span != null) {
      json.name("file").value(span.source().name());
      json.name("line").value(span.line());
      json.name("column").value(span.column());
    }
    json.endObject();
  }
}
