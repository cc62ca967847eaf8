package dev.keeptrail.conformance;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.decision.Fault;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.rule.Assignee;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Decisions and traces in the form of the golden files. */
final class DecisionText {
  private static final JsonMapper LINE = JsonMapper.builder().build();
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private DecisionText() {}

  static String decision(PhaseDecision decision, List<Segment> after) {
    Map<String, @Nullable Object> text = new LinkedHashMap<>();
    text.put("verdict", decision.verdict().word());
    text.put("reason_code", decision.reasonCode());
    text.put("decisive_policy", decision.decisivePolicy());
    text.put("message", decision.message());
    putIfSaid(text, decision.assignee(), decision.tags());
    text.put("policies", decision.policies().stream().map(DecisionText::outcome).toList());
    text.put("findings", decision.findings().stream().map(DecisionText::finding).toList());
    text.put("redactions", decision.redactions().stream().map(DecisionText::redaction).toList());
    text.put("faults", decision.faults().stream().map(Fault::toString).toList());
    text.put("texts_after", after.stream().map(Segment::text).toList());
    return PRETTY.writeValueAsString(text) + "\n";
  }

  static String trace(Trace trace) {
    var lines = new StringBuilder();
    int sequence = 0;
    for (TraceEvent event : trace.events()) {
      Map<String, @Nullable Object> line = new LinkedHashMap<>();
      line.put("seq", sequence++);
      describe(event, line);
      lines.append(LINE.writeValueAsString(line)).append('\n');
    }
    return lines.toString();
  }

  private static void describe(TraceEvent event, Map<String, @Nullable Object> line) {
    switch (event) {
      case TraceEvent.PolicyEntered(var policy) -> put(line, "policy_entered", "policy", policy);
      case TraceEvent.RuleFired(
              var policy,
              var rule,
              var effect,
              var reason,
              var findings,
              var facts) -> {
        put(
            line,
            "rule_fired",
            "policy",
            policy,
            "rule",
            rule,
            "effect",
            effect,
            "reason_code",
            reason,
            "findings",
            findings);
        if (!facts.isEmpty()) {
          line.put("facts", facts);
        }
      }
      case TraceEvent.FindingHidden(var policy, var finding) ->
          put(line, "finding_hidden", "policy", policy, "finding", finding);
      case TraceEvent.PolicyDecided(var policy, var verdict, var action, var mode, var reason) ->
          put(
              line,
              "policy_decided",
              "policy",
              policy,
              "verdict",
              verdict,
              "action",
              action,
              "mode",
              mode,
              "reason_code",
              reason);
      case TraceEvent.PolicySkipped(var policy) -> put(line, "policy_skipped", "policy", policy);
      case TraceEvent.Faulted(var policy, var source, var problem) ->
          put(line, "faulted", "policy", policy, "source", source, "problem", problem);
      case TraceEvent.ChainDecided(var verdict, var reason, var policy) ->
          put(line, "chain_decided", "verdict", verdict, "reason_code", reason, "policy", policy);
    }
  }

  private static void put(
      Map<String, @Nullable Object> line, String step, @Nullable Object... pairs) {
    line.put("step", step);
    for (int i = 0; i < pairs.length; i += 2) {
      line.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
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
    if (outcome.message() != null) {
      text.put("message", outcome.message());
    }
    putIfSaid(text, outcome.assignee(), outcome.tags());
    return text;
  }

  /** Left out where there is none, as in most cases. */
  private static void putIfSaid(
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
