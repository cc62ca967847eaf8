package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.packtest.CaseRun.JudgedPhase;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.engine.trace.TraceLine;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.testfile.Expectation;
import dev.keeptrail.language.tree.TextDecl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Holds what came of a test against what it expects, part by part. */
final class Verification {
  private static final String NOTHING = "(none)";

  private final PackPlan plan;
  private final CaseRun run;
  private final List<Comparison> comparisons = new ArrayList<>();

  private Verification(PackPlan plan, CaseRun run) {
    this.plan = plan;
    this.run = run;
  }

  /** Every part that the test expects something of, in the order in which reports show them. */
  static List<Comparison> of(PackPlan plan, Expectation expected, CaseRun run) {
    var verification = new Verification(plan, run);
    verification.compare(expected);
    return verification.comparisons;
  }

  private void compare(Expectation expected) {
    text("verdict", expected.verdict(), run.verdict().word());
    text("reason", expected.reasonCode(), run.reasonCode());
    text("policy", expected.policy(), run.policy());
    Phase phase = run.phase();
    text("phase", expected.phase(), phase == null ? null : phase.word());
    text("message", expected.message(), run.message());
    expected.tags().forEach((name, value) -> text("tag " + name, value, run.tags().get(name)));
    if (expected.rules() != null) {
      rules(expected.rules());
    }
    if (expected.redactions() != null) {
      comparisons.addAll(RedactionComparison.of(expected.redactions(), run));
    }
    if (expected.trace() != null) {
      trace(expected.trace());
    }
  }

  private void text(String part, @Nullable TextDecl expected, @Nullable String got) {
    if (expected != null) {
      comparisons.add(
          new Comparison(
              part,
              expected.span(),
              expected.value(),
              got == null ? NOTHING : got,
              expected.value().equals(got)));
    }
  }

  /**
   * Rules of kinds may be named; only the author's own must be, because no page lists the others.
   */
  private void rules(Expectation.Texts expected) {
    Set<String> own = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    for (JudgedPhase phase : run.phases()) {
      for (PolicyOutcome outcome : phase.decision().policies()) {
        for (String rule : outcome.rules()) {
          all.add(outcome.policy() + "." + rule);
          if (isAuthors(outcome.policy())) {
            own.add(outcome.policy() + "." + rule);
          }
        }
      }
    }
    boolean listed =
        own.stream().allMatch(rule -> expected.texts().stream().anyMatch(e -> names(e, rule)));
    boolean fired =
        expected.texts().stream().allMatch(e -> all.stream().anyMatch(rule -> names(e, rule)));
    comparisons.add(
        new Comparison(
            "rules", expected.span(), list(expected.texts()), list(own), listed && fired));
  }

  private static boolean names(String expected, String rule) {
    return rule.equals(expected) || rule.endsWith("." + expected);
  }

  private boolean isAuthors(String policy) {
    return plan.chain().stream()
        .filter(p -> p.name().equals(policy))
        .map(PolicyPlan::rules)
        .anyMatch(rules -> !rules.isEmpty());
  }

  private void trace(Expectation.Texts expected) {
    List<String> steps = new ArrayList<>();
    for (JudgedPhase phase : run.phases()) {
      for (TraceEvent event : phase.decision().trace().events()) {
        steps.add(phase.phase().word() + ": " + TraceLine.of(event));
      }
    }
    int at = 0;
    for (String line : expected.texts()) {
      int found = find(steps, line, at);
      if (found < 0) {
        comparisons.add(new Comparison("trace", expected.span(), line, from(steps, at), false));
        return;
      }
      at = found + 1;
    }
    comparisons.add(
        new Comparison("trace", expected.span(), list(expected.texts()), "these steps", true));
  }

  private static int find(List<String> steps, String line, int from) {
    for (int i = from; i < steps.size(); i++) {
      String step = steps.get(i);
      if (step.equals(line) || step.endsWith(": " + line)) {
        return i;
      }
    }
    return -1;
  }

  private static String from(List<String> steps, int at) {
    return at >= steps.size() ? NOTHING : String.join("\n", steps.subList(at, steps.size()));
  }

  private static String list(Iterable<String> texts) {
    String joined =
        StreamSupport.stream(texts.spliterator(), false).collect(Collectors.joining(", "));
    return joined.isEmpty() ? NOTHING : joined;
  }
}
