package dev.keeptrail.benchmarks.decision;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.decision.Coverage;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@link ThousandRules} as a programmer would write them who knows their four shapes: for each
 * shape a table from what its first equality asks for to the number of the rule. A test holds its
 * decision against the engines'.
 */
final class HandWrittenRules {
  private static final String POLICY = "many";

  private final Map<String, Integer> tools = new HashMap<>();
  private final Map<String, Integer> categories = new HashMap<>();
  private final Map<String, Integer> teams = new HashMap<>();

  HandWrittenRules() {
    for (int i = 0; i < ThousandRules.RULES / ThousandRules.SHAPES; i++) {
      tools.put("tool_" + i, i);
      categories.put("leak.kind_" + i, i);
      teams.put("team_" + i, i);
    }
  }

  PhaseDecision evaluate(PhaseContent content, List<Finding> findings) {
    List<Fired> fired = new ArrayList<>();
    int call = 0;
    int identity = 0;
    for (Fact fact : content.facts()) {
      if (fact.type() == FactType.TOOL_CALL) {
        call(fact, call++, content, findings, fired);
      } else if (fact.type() == FactType.IDENTITY) {
        team(fact, identity++, fired);
      }
    }
    List<Redaction> redactions = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      secret(findings.get(i), i, fired, redactions);
    }
    fired.sort(null);
    return decision(content, findings, fired, redactions);
  }

  private void call(
      Fact call, int index, PhaseContent content, List<Finding> findings, List<Fired> fired) {
    Integer rule = tools.get(text(call, "name"));
    if (rule == null) {
      return;
    }
    String fact = "tool_call[" + index + "]";
    if (call.fields().get("arguments") instanceof Value.Mapping(var arguments)
        && arguments.get("amount") instanceof Value.Decimal(double amount)
        && amount > 10_000) {
      fired.add(new Fired(rule, 0, "transfer-" + rule, "escalate", List.of(), List.of(fact)));
    }
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      String place = content.segments().get(finding.segment()).location().pointer();
      if (rule.equals(categories.get(finding.category()))
          && place.startsWith(call.pointer() + "/")) {
        fired.add(new Fired(rule, 1, "leak-" + rule, "flag", List.of(i), List.of(fact)));
      }
    }
  }

  private void team(Fact identity, int index, List<Fired> fired) {
    Integer rule = teams.get(text(identity, "team"));
    if (rule != null) {
      fired.add(
          new Fired(
              rule, 2, "team-" + rule, "flag", List.of(), List.of("identity[" + index + "]")));
    }
  }

  private void secret(Finding finding, int index, List<Fired> fired, List<Redaction> redactions) {
    Integer rule = categories.get(finding.category());
    if (rule != null && finding.score() >= 0.5) {
      fired.add(new Fired(rule, 3, "secret-" + rule, "redact", List.of(index), List.of()));
      redactions.add(
          new Redaction(
              finding.segment(),
              finding.start(),
              finding.end(),
              "[" + finding.label() + "]",
              POLICY,
              finding.category(),
              "label",
              true));
    }
  }

  /** Of what fires here, the escalation is always the strongest. */
  private static PhaseDecision decision(
      PhaseContent content, List<Finding> findings, List<Fired> fired, List<Redaction> redactions) {
    if (fired.isEmpty() || !fired.getFirst().effect().equals("escalate")) {
      throw new IllegalArgumentException("the floor is for content that is escalated");
    }
    String reason = fired.getFirst().reasonCode();
    String verdict = Verdict.ESCALATE.word();
    List<TraceEvent> events = new ArrayList<>();
    events.add(new TraceEvent.PolicyEntered(POLICY));
    for (Fired one : fired) {
      events.add(
          new TraceEvent.RuleFired(
              POLICY, one.name(), one.effect(), one.reasonCode(), one.findings(), one.facts()));
    }
    List<Integer> hidden =
        fired.stream()
            .filter(one -> one.effect().equals("redact"))
            .flatMap(one -> one.findings().stream())
            .toList();
    hidden.forEach(finding -> events.add(new TraceEvent.FindingHidden(POLICY, finding)));
    events.add(new TraceEvent.PolicyDecided(POLICY, verdict, verdict, "enforce", reason));
    events.add(new TraceEvent.ChainDecided(verdict, reason, POLICY));
    return new PhaseDecision(
        content.phase(),
        Verdict.ESCALATE,
        reason,
        POLICY,
        null,
        List.of(outcome(content, fired, reason)),
        findings,
        redactions,
        List.of(),
        coverage(content),
        new Trace(events));
  }

  private static PolicyOutcome outcome(PhaseContent content, List<Fired> fired, String reason) {
    Stream<Integer> findings = fired.stream().flatMap(one -> one.findings().stream());
    return new PolicyOutcome(
        POLICY,
        "rules",
        content.phase(),
        PolicyMode.ENFORCE,
        PolicyOutcome.Status.EVALUATED,
        Verdict.ESCALATE,
        Verdict.ESCALATE,
        reason,
        fired.stream().map(Fired::name).distinct().toList(),
        findings.distinct().sorted().toList());
  }

  private static Coverage coverage(PhaseContent content) {
    long characters = 0;
    for (var segment : content.segments()) {
      characters += segment.text().length();
    }
    return new Coverage(content.segments().size(), characters, 0, content.unscanned());
  }

  private static String text(Fact fact, String field) {
    return fact.fields().get(field) instanceof Value.Text(String text) ? text : "";
  }

  /** A rule that fired; ordered as the rules stand in the plan. */
  private record Fired(
      int number, int shape, String name, String effect, List<Integer> findings, List<String> facts)
      implements Comparable<Fired> {
    String reasonCode() {
      return POLICY + "." + name.substring(0, name.indexOf('-'));
    }

    @Override
    public int compareTo(Fired other) {
      int byNumber = Integer.compare(number, other.number);
      return byNumber == 0 ? Integer.compare(shape, other.shape) : byNumber;
    }
  }
}
