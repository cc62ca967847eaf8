package dev.keeptrail.gateway;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.Coverage;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.trace.Trace;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program of one policy that goes by words: {@code BLOCK-ME} blocks, {@code ASK-SOMEBODY}
 * escalates, {@code CRASH} and {@code OUT-OF-MEMORY} throw, and e-mail addresses are masked.
 * Remembers what it was shown.
 */
final class FakeProgram implements PolicyProgram {
  private static final Pattern EMAIL = Pattern.compile("[a-z]+@[a-z]+\\.com");

  final Queue<PhaseContent> shown = new ConcurrentLinkedQueue<>();
  private final PackPlan plan;
  private volatile String refusedTarget = "";

  FakeProgram(List<ProviderPlan> providers) {
    this(providers, GatewayPlan.DEFAULT, true);
  }

  FakeProgram(List<ProviderPlan> providers, GatewayPlan gateway, boolean enabled) {
    this(providers, gateway, enabled, List.of());
  }

  private FakeProgram(
      List<ProviderPlan> providers, GatewayPlan gateway, boolean enabled, List<PolicyPlan> chain) {
    this.plan =
        new PackPlan(new PackIdentity("words", "1.2.3", enabled, null), providers, chain, gateway);
  }

  /** The same, with a policy that has the tool phase, too. */
  static FakeProgram forTools(List<ProviderPlan> providers) {
    return new FakeProgram(providers, GatewayPlan.DEFAULT, true, List.of(policy(Phase.TOOL)));
  }

  private static PolicyPlan policy(Phase phase) {
    return new PolicyPlan(
        "words", "words", PolicyMode.ENFORCE, List.of(phase), PlanValue.Mapping.EMPTY, List.of());
  }

  /** The facts of one type that were shown in the phase, in order. */
  List<Fact> facts(Phase phase, FactType type) {
    return shown.stream()
        .filter(content -> content.phase() == phase)
        .flatMap(content -> content.facts().stream())
        .filter(fact -> fact.type() == type)
        .toList();
  }

  /** Blocks whatever would go to this target. */
  void refuseTarget(String id) {
    refusedTarget = id;
  }

  @Override
  public PackPlan plan() {
    return plan;
  }

  @Override
  public String planDigest() {
    return "sha256:" + "0".repeat(64);
  }

  @Override
  public PhaseDecision evaluate(PhaseContent content) {
    shown.add(content);
    var findings = new ArrayList<Finding>();
    var redactions = new ArrayList<Redaction>();
    Verdict verdict =
        content.request().provider().equals(refusedTarget) ? Verdict.BLOCK : Verdict.ALLOW;
    for (int at = 0; at < content.segments().size(); at++) {
      Segment segment = content.segments().get(at);
      verdict = higher(verdict, spoken(segment.text()));
      var matcher = EMAIL.matcher(segment.text());
      while (matcher.find()) {
        verdict = higher(verdict, Verdict.REDACT);
        findings.add(
            new Finding(
                at,
                matcher.start(),
                matcher.end(),
                "pii.email",
                "EMAIL",
                1.0,
                Evidence.PATTERN,
                View.PLAIN,
                "email@1"));
        redactions.add(
            new Redaction(
                at,
                matcher.start(),
                matcher.end(),
                "[EMAIL]",
                "words",
                "pii.email",
                "label",
                true));
      }
    }
    return decision(content, verdict, findings, redactions);
  }

  private static Verdict spoken(String text) {
    if (text.contains("CRASH")) {
      throw new IllegalStateException("do not log me: " + text);
    }
    if (text.contains("OUT-OF-MEMORY")) {
      throw new OutOfMemoryError("do not log me: " + text);
    }
    if (text.contains("BLOCK-ME")) {
      return Verdict.BLOCK;
    }
    return text.contains("ASK-SOMEBODY") ? Verdict.ESCALATE : Verdict.ALLOW;
  }

  private static Verdict higher(Verdict one, Verdict other) {
    return other.outranks(one) ? other : one;
  }

  private static PhaseDecision decision(
      PhaseContent content, Verdict verdict, List<Finding> findings, List<Redaction> redactions) {
    @Nullable String policy = verdict == Verdict.ALLOW ? null : "words";
    String reason = verdict == Verdict.ALLOW ? "all_policies_passed" : "words." + verdict.word();
    long characters = content.segments().stream().mapToLong(s -> s.text().length()).sum();
    var outcome =
        new PolicyOutcome(
            "words",
            "words",
            content.phase(),
            PolicyMode.ENFORCE,
            PolicyOutcome.Status.EVALUATED,
            verdict,
            verdict,
            reason,
            List.of("rule"),
            List.of());
    return new PhaseDecision(
        content.phase(),
        verdict,
        reason,
        policy,
        null,
        List.of(outcome),
        findings,
        redactions,
        List.of(),
        new Coverage(content.segments().size(), characters, characters, content.unscanned()),
        new Trace(List.of()));
  }

  @Override
  public void close() {}
}
