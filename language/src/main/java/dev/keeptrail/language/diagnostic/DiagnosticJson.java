package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.source.Span;
import java.util.List;

/**
 * The JSON form of problems. {@code suggestion} and {@code hint} hold the same text: the first is
 * the name that scripts know, the second ours.
 */
public final class DiagnosticJson {
  private DiagnosticJson() {}

  /** An array of the problems, in their order. */
  public static void write(List<Diagnostic> problems, JsonWriter json) {
    json.beginArray();
    problems.forEach(problem -> write(problem, json));
    json.endArray();
  }

  /** One problem as an object. */
  public static void write(Diagnostic problem, JsonWriter json) {
    json.beginObject();
    writeFields(problem, json);
    json.endObject();
  }

  /** The members of a problem's object, for those who add more. */
  public static void writeFields(Diagnostic problem, JsonWriter json) {
    json.name("code").value(problem.code().code());
    json.name("path").value(problem.path());
    json.name("message").value(problem.message());
    json.name("suggestion").value(problem.hint());
    json.name("severity").value(FrameRenderer.word(problem.severity()));
    json.name("line").value(problem.span().line());
    json.name("column").value(problem.span().column());
    json.name("hint").value(problem.hint());
    Fix fix = problem.fix();
    if (fix != null) {
      writeFix(fix, json);
    }
    if (!problem.related().isEmpty()) {
      writeRelated(problem.related(), json);
    }
  }

  private static void writeFix(Fix fix, JsonWriter json) {
    json.name("fix").beginObject();
    json.name("title").value(fix.title());
    json.name("safe").value(fix.safe());
    json.name("edits").beginArray();
    for (TextEdit edit : fix.edits()) {
      json.beginObject();
      writePlace(edit.span(), json);
      json.name("replacement").value(edit.replacement()).endObject();
    }
    json.endArray().endObject();
  }

  private static void writeRelated(List<RelatedPlace> related, JsonWriter json) {
    json.name("related").beginArray();
    for (RelatedPlace place : related) {
      json.beginObject();
      json.name("file").value(place.span().source().name());
      writePlace(place.span(), json);
      json.name("message").value(place.message()).endObject();
    }
    json.endArray();
  }

  private static void writePlace(Span span, JsonWriter json) {
    json.name("line").value(span.line());
    json.name("column").value(span.column());
    json.name("end_line").value(span.endLine());
    json.name("end_column").value(span.endColumn());
  }
}
