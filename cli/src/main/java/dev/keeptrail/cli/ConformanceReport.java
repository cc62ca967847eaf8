package dev.keeptrail.cli;

import dev.keeptrail.engine.conformance.CaseResult;
import dev.keeptrail.engine.conformance.CaseResult.Difference;
import dev.keeptrail.engine.conformance.CaseResult.Status;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results of a conformance run: failures one by one, passes as a number. */
record ConformanceReport(String engine, List<CaseResult> results) {
  String toText() {
    var text = new StringBuilder();
    for (CaseResult result : results) {
      if (result.status() == Status.FAILED) {
        text.append("FAILED ").append(result.given().name()).append('\n');
        if (result.failure() != null) {
          text.append("  ").append(FrameRenderer.safe(result.failure())).append('\n');
        }
        result.differences().forEach(difference -> describe(difference, text));
      }
    }
    return text.append(
            "%s: %d passed, %d failed, %d skipped%n"
                .formatted(
                    FrameRenderer.safe(engine),
                    count(Status.PASSED),
                    count(Status.FAILED),
                    count(Status.SKIPPED)))
        .toString();
  }

  String toJson() {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("engine").value(engine);
    json.name("ok").value(count(Status.FAILED) == 0);
    json.name("passed").value(count(Status.PASSED));
    json.name("failed").value(count(Status.FAILED));
    json.name("skipped").value(count(Status.SKIPPED));
    json.name("results").beginArray();
    for (CaseResult result : results) {
      json.beginObject().name("case").value(result.given().name());
      json.name("status").value(result.status().word());
      json.name("spec").beginArray();
      result.given().note().spec().forEach(json::value);
      json.endArray();
      json.name("failure").value(result.failure());
      json.name("differences").beginArray();
      result.differences().forEach(difference -> write(difference, json));
      json.endArray().endObject();
    }
    return json.endArray().endObject() + "\n";
  }

  private long count(Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  private static void describe(Difference difference, StringBuilder text) {
    text.append("  ").append(difference.file());
    if (!difference.from().isEmpty()) {
      text.append(" from ").append(difference.from());
    }
    text.append(", line ").append(difference.line()).append('\n');
    text.append("    expected ").append(shown(difference.expected())).append('\n');
    text.append("    got      ").append(shown(difference.got())).append('\n');
  }

  private static String shown(@Nullable String line) {
    return line == null ? "(nothing)" : FrameRenderer.safe(line);
  }

  private static void write(Difference difference, JsonWriter json) {
    json.beginObject().name("file").value(difference.file());
    json.name("from").value(difference.from());
    json.name("line").value(difference.line());
    json.name("expected").value(difference.expected());
    json.name("got").value(difference.got());
    json.endObject();
  }
}
