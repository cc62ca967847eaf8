package dev.keeptrail.benchmarks.decision;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.decision.Coverage;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.plan.PolicyMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The example chain as a programmer would write it who knows only this chain and these inputs:
 * apart, unmasked personal findings that do not overlap, no injection. What an engine takes beyond
 * it is the price of policy as data. A test holds its decisions against the engines'.
 */
final class HandWrittenChain {
  private static final String INJECTION = "prompt-injection";
  private static final String PERSONAL = "pii-detector";
  private static final String LOGGER = "audit-logger";
  private static final String REDACTED = "pii_detector.redacted";
  private static final String LOGGED = "audit_logger.logged";

  private HandWrittenChain() {}

  static PhaseDecision evaluate(PhaseContent content, List<Finding> findings) {
    List<TraceEvent> events = new ArrayList<>();
    List<Redaction> redactions = new ArrayList<>();
    List<PolicyOutcome> policies = new ArrayList<>(3);
    policies.add(injection(content, findings, events));
    policies.add(personal(content, findings, events, redactions));
    policies.add(logger(content, events));
    boolean redacted = !redactions.isEmpty();
    Verdict verdict = redacted ? Verdict.REDACT : Verdict.ALLOW;
    String reason = redacted ? REDACTED : "all_policies_passed";
    String decisive = redacted ? PERSONAL : null;
    events.add(new TraceEvent.ChainDecided(verdict.word(), reason, decisive));
    return new PhaseDecision(
        content.phase(),
        verdict,
        reason,
        decisive,
        null,
        policies,
        findings,
        redactions,
        List.of(),
        coverage(content),
        new Trace(events));
  }

  private static PolicyOutcome injection(
      PhaseContent content, List<Finding> findings, List<TraceEvent> events) {
    for (Finding finding : findings) {
      if (finding.category().startsWith("injection")) {
        throw new IllegalArgumentException("the floor is for texts without injections");
      }
    }
    String reason = "prompt_injection.clean";
    events.add(new TraceEvent.PolicyEntered(INJECTION));
    decided(events, INJECTION, Verdict.ALLOW, reason);
    return outcome(content, INJECTION, Verdict.ALLOW, reason, List.of(), List.of());
  }

  private static PolicyOutcome personal(
      PhaseContent content,
      List<Finding> findings,
      List<TraceEvent> events,
      List<Redaction> redactions) {
    events.add(new TraceEvent.PolicyEntered(PERSONAL));
    List<Integer> matched = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      if (finding.category().startsWith("pii.") || finding.category().startsWith("pci.")) {
        matched.add(i);
        redactions.add(redaction(finding));
        events.add(
            new TraceEvent.RuleFired(PERSONAL, "personal-data", "redact", REDACTED, List.of(i)));
      }
    }
    matched.forEach(i -> events.add(new TraceEvent.FindingHidden(PERSONAL, i)));
    boolean any = !matched.isEmpty();
    Verdict verdict = any ? Verdict.REDACT : Verdict.ALLOW;
    String reason = any ? REDACTED : "pii_detector.clean";
    decided(events, PERSONAL, verdict, reason);
    List<String> rules = any ? List.of("personal-data") : List.of();
    return outcome(content, PERSONAL, verdict, reason, rules, matched);
  }

  private static PolicyOutcome logger(PhaseContent content, List<TraceEvent> events) {
    events.add(new TraceEvent.PolicyEntered(LOGGER));
    events.add(new TraceEvent.RuleFired(LOGGER, "logged", "allow", LOGGED, List.of()));
    decided(events, LOGGER, Verdict.ALLOW, LOGGED);
    return outcome(content, LOGGER, Verdict.ALLOW, LOGGED, List.of("logged"), List.of());
  }

  private static void decided(
      List<TraceEvent> events, String policy, Verdict verdict, String reason) {
    events.add(
        new TraceEvent.PolicyDecided(policy, verdict.word(), verdict.word(), "enforce", reason));
  }

  private static PolicyOutcome outcome(
      PhaseContent content,
      String policy,
      Verdict verdict,
      String reason,
      List<String> rules,
      List<Integer> findings) {
    return new PolicyOutcome(
        policy,
        policy,
        content.phase(),
        PolicyMode.ENFORCE,
        PolicyOutcome.Status.EVALUATED,
        verdict,
        verdict,
        reason,
        rules,
        findings);
  }

  private static Redaction redaction(Finding finding) {
    return new Redaction(
        finding.segment(),
        finding.start(),
        finding.end(),
        "[" + finding.label() + "]",
        PERSONAL,
        finding.category(),
        "label",
        true);
  }

  private static Coverage coverage(PhaseContent content) {
    long characters = 0;
    for (var segment : content.segments()) {
      characters += segment.text().length();
    }
    return new Coverage(content.segments().size(), characters, 0, content.unscanned());
  }
}
