package dev.keeptrail.engine.conformance;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.exchange.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The findings of a scan, as a question of the protocol carries them. */
final class FindingsJson {
  private FindingsJson() {}

  static void write(List<Finding> findings, ArrayNode array) {
    for (Finding finding : findings) {
      array
          .addObject()
          .put("segment", finding.segment())
          .put("start", finding.start())
          .put("end", finding.end())
          .put("category", finding.category())
          .put("label", finding.label())
          .put("score", finding.score())
          .put("evidence", finding.evidence().word())
          .put("view", finding.view().word())
          .put("detector", finding.detector());
    }
  }

  /** The scan that a question says has been made of these texts. */
  static ScanResult scan(JsonNode findings, List<Segment> segments) throws SubjectException {
    List<Finding> found = new ArrayList<>();
    for (JsonNode finding : findings) {
      found.add(finding(finding, segments));
    }
    long characters = segments.stream().mapToLong(segment -> segment.text().length()).sum();
    return new ScanResult(found, List.of(), characters);
  }

  private static Finding finding(JsonNode finding, List<Segment> segments) throws SubjectException {
    int segment = finding.path("segment").asInt(-1);
    int start = finding.path("start").asInt(-1);
    int end = finding.path("end").asInt(-1);
    if (segment < 0
        || segment >= segments.size()
        || start < 0
        || end <= start
        || end > segments.get(segment).text().length()) {
      throw new SubjectException("a finding outside the texts");
    }
    return new Finding(
        segment,
        start,
        end,
        finding.path("category").asString(""),
        finding.path("label").asString(""),
        finding.path("score").asDouble(0),
        word(Evidence.values(), Evidence::word, finding.path("evidence").asString("")),
        word(View.values(), View::word, finding.path("view").asString("")),
        finding.path("detector").asString(""));
  }

  private static <E> E word(E[] values, Function<E, String> word, String given)
      throws SubjectException {
    return Stream.of(values)
        .filter(value -> word.apply(value).equals(given))
        .findFirst()
        .orElseThrow(() -> new SubjectException("unknown word `" + given + "` in a finding"));
  }
}
