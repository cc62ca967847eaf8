package dev.keeptrail.engine.decision;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.rule.Assignee;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Decisions as indented JSON: what golden decisions hold. */
public final class DecisionJson {
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private DecisionJson() {}

  /**
   * The decision without its trace, ended by a line feed.
   *
   * @param after the texts once the decision's redactions are applied
   */
  public static String pretty(PhaseDecision decision, List<Segment> after) {
    Map<String, @Nullable Object> text = new LinkedHashMap<>();
    text.put("verdict", decision.verdict().word());
    text.put("reason_code", decision.reasonCode());
    text.put("decisive_policy", decision.decisivePolicy());
    text.put("message", decision.message());
    putWhereSaid(text, decision.assignee(), decision.tags());
    text.put("policies", decision.policies().stream().map(DecisionJson::outcome).toList());
    text.put("findings", decision.findings().stream().map(DecisionJson::finding).toList());
    text.put("redactions", decision.redactions().stream().map(DecisionJson::redaction).toList());
    text.put("faults", decision.faults().stream().map(Fault::toString).toList());
    text.put("texts_after", after.stream().map(Segment::text).toList());
    return PRETTY.writeValueAsString(text) + "\n";
  }

  private static Map<String, Object> outcome(PolicyOutcome outcome) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("policy", outcome.policy());
    text.put("mode", outcome.mode().word());
    text.put("status", outcome.status().word());
    text.put("verdict", outcome.verdict().word());
    text.put("action", outcome.action().word());
    text.put("reason_code", outcome.reasonCode());
    text.put("rules", outcome.rules());
    text.put("findings", outcome.findings());
    putWhereSaid(text, outcome.assignee(), outcome.tags());
    return text;
  }

  /** Left out where there is none, as in most decisions. */
  private static void putWhereSaid(
      Map<String, ? super Object> text, @Nullable Assignee assignee, Map<String, String> tags) {
    if (assignee != null) {
      text.put("assignee", assignee.kind().word() + " " + assignee.name());
    }
    if (!tags.isEmpty()) {
      text.put("tags", tags);
    }
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
    var parts = new ArrayList<Object>();
    parts.add("%d[%d..%d)".formatted(redaction.segment(), redaction.start(), redaction.end()));
    parts.add(redaction.policy());
    parts.add(redaction.category());
    parts.add(redaction.format());
    return String.join(" ", parts.stream().map(String::valueOf).toList());
  }
}
