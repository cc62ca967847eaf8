package dev.keeptrail.repl.report;

import dev.keeptrail.language.archive.ReplayAttestation;
import dev.keeptrail.language.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a report back as far as an archive states it, and checks that nobody has touched it. */
public final class AttestedReport {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private AttestedReport() {}

  /**
   * What the report says.
   *
   * @param planDigest the plan that must have been the candidate
   * @param date the day to state; null for none
   * @throws UnfitReportException when it is no whole report of a replay with that plan
   */
  public static ReplayAttestation read(String text, String planDigest, @Nullable String date)
      throws UnfitReportException {
    ObjectNode report = tree(text);
    if (!report.path("format").asString("").equals(ReportJson.FORMAT)) {
      throw new UnfitReportException("it is no report of `kt replay` in JSON");
    }
    String digest = report.path("digest").asString("");
    report.remove("digest");
    if (!CanonicalJson.digest(JSON.writeValueAsString(report)).equals(digest)) {
      throw new UnfitReportException("it does not have the digest that it states");
    }
    if (report.path("partial").asBoolean(true)) {
      throw new UnfitReportException("the replay was stopped before its end");
    }
    if (!report.path("candidate").path("plan_digest").asString("").equals(planDigest)) {
      throw new UnfitReportException("the replay was run with another plan than " + planDigest);
    }
    Map<String, Long> changes = new LinkedHashMap<>();
    for (String change : ReplayAttestation.CHANGES) {
      changes.put(change, report.path("counts").path(change).asLong(0));
    }
    JsonNode baseline = report.path("baseline").path("plan_digest");
    try {
      return new ReplayAttestation(
          digest,
          baseline.isString() ? baseline.asString() : null,
          report.path("events").asLong(-1),
          changes,
          date);
    } catch (IllegalArgumentException contradiction) {
      throw new UnfitReportException("its numbers do not add up");
    }
  }

  private static ObjectNode tree(String text) throws UnfitReportException {
    try {
      if (JSON.readTree(text) instanceof ObjectNode report) {
        return report;
      }
    } catch (JacksonException _) {
      throw new UnfitReportException("it is not JSON");
    }
    throw new UnfitReportException("it is no report of `kt replay` in JSON");
  }
}
