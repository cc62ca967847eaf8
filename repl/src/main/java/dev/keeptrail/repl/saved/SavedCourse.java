package dev.keeptrail.repl.saved;

import dev.keeptrail.engine.decision.Approval;
import dev.keeptrail.engine.decision.Approval.Escalated;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.repl.judge.Course;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How the exchange of a saved test went, in its file: {@code complete}, and what was {@code
 * approved} as objects with {@code phase}, {@code policy} and {@code reason_code}.
 */
final class SavedCourse {
  private static final String COMPLETE = "complete";
  private static final String APPROVED = "approved";
  private static final Comparator<Escalated> ORDER =
      Comparator.comparing(Escalated::phase)
          .thenComparing(Escalated::policy)
          .thenComparing(Escalated::reasonCode);

  private SavedCourse() {}

  static void write(Course course, JsonWriter json) {
    json.name(COMPLETE).value(course.complete());
    Set<Escalated> covers = course.approval().covers();
    if (!covers.isEmpty()) {
      json.name(APPROVED).beginArray();
      covers.stream().sorted(ORDER).forEach(one -> write(one, json));
      json.endArray();
    }
  }

  private static void write(Escalated one, JsonWriter json) {
    json.beginObject().name("phase").value(one.phase().word());
    json.name("policy").value(one.policy());
    json.name("reason_code").value(one.reasonCode()).endObject();
  }

  static Course read(JsonNode test) throws SavedTestException {
    Set<Escalated> covers = new LinkedHashSet<>();
    for (JsonNode one : test.path(APPROVED)) {
      covers.add(
          new Escalated(
              phase(one.path("phase").asString("")),
              one.path("policy").asString(""),
              one.path("reason_code").asString("")));
    }
    return new Course(test.path(COMPLETE).asBoolean(true), new Approval(covers));
  }

  private static Phase phase(String word) throws SavedTestException {
    return Stream.of(Phase.values())
        .filter(phase -> phase.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new SavedTestException("`approved` names no phase"));
  }
}
