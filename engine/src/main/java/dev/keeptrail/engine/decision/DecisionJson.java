package dev.keeptrail.engine.decision;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.rule.Assignee;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Decisions in the form of golden files: indented JSON that ends in a line end. */
public final class DecisionJson {
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private DecisionJson() {}

  /** The decision and the texts as its redactions leave them. */
  public static String of(PhaseDecision decision, List<Segment> after) {
    Map<String, @Nullable Object> members = members(decision);
    members.put("texts_after", after.stream().map(Segment::text).toList());
    return PRETTY.writeValueAsString(members) + "\n";
  }

  /** The decisions of several phases, by the word of the phase, without any text. */
  public static String of(List<PhaseDecision> decisions) {
    Map<String, Object> phases = new LinkedHashMap<>();
    decisions.forEach(decision -> phases.put(decision.phase().word(), members(decision)));
    return PRETTY.writeValueAsString(phases) + "\n";
  }

  private static Map<String, @Nullable Object> members(PhaseDecision decision) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("verdict", decision.verdict().word());
    members.put("reason_code", decision.reasonCode());
    members.put("decisive_policy", decision.decisivePolicy());
    members.put("message", decision.message());
    Assignee assignee = decision.assignee();
    if (assignee != null) {
      members.put("assignee", assignee.kind().word() + " " + assignee.name());
    }
    if (!decision.tags().isEmpty()) {
      members.put("tags", decision.tags());
    }
    members.put("policies", decision.policies().stream().map(DecisionJson::outcome).toList());
    members.put("findings", decision.findings().stream().map(DecisionJson::finding).toList());
    members.put("redactions", decision.redactions().stream().map(DecisionJson::redaction).toList());
    members.put("faults", decision.faults().stream().map(Fault::toString).toList());
    return members;
  }

  private static Map<String, Object> outcome(PolicyOutcome outcome) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("policy", outcome.policy());
    members.put("mode", outcome.mode().word());
    members.put("status", outcome.status().word());
    members.put("verdict", outcome.verdict().word());
    members.put("action", outcome.action().word());
    members.put("reason_code", outcome.reasonCode());
    members.put("rules", outcome.rules());
    members.put("findings", outcome.findings());
    return members;
  }

  private static String finding(Finding finding) {
    return "%d[%d..%d) %s %s %s %s"
        .formatted(
            finding.segment(),
            finding.start(),
            finding.end(),
            finding.category(),
            finding.evidence().word(),
            finding.view().word(),
            finding.detector());
  }

  private static String redaction(Redaction redaction) {
    return "%d[%d..%d) %s %s %s"
        .formatted(
            redaction.segment(),
            redaction.start(),
            redaction.end(),
            redaction.policy(),
            redaction.category(),
            redaction.format());
  }
}
