package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.json.JsonWriter;
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

  private static void write(Diagnostic problem, JsonWriter json) {
    json.beginObject();
    json.name("code").value(problem.code().code());
    json.name("path").value(problem.path());
    json.name("message").value(problem.message());
    json.name("suggestion").value(problem.hint());
    json.name("severity").value(FrameRenderer.word(problem.severity()));
    json.name("line").value(problem.span().line());
    json.name("column").value(problem.span().column());
    json.name("hint").value(problem.hint());
    json.endObject();
  }
}
