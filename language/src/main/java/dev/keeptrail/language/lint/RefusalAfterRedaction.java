package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;

/**
 * An enforced policy that refuses what it finds comes after an enforced one that masks what it
 * finds: the later one no longer sees what was masked.
 */
final class RefusalAfterRedaction implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.REFUSAL_AFTER_REDACTION;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    PolicyPlan masking = null;
    for (PolicyPlan policy : pack.plan().chain()) {
      if (policy.mode() != PolicyMode.ENFORCE) {
        continue;
      }
      if (masking != null && refuses(policy)) {
        advice.add(
            pack.entry(policy.name()),
            "policies.chain",
            Quoted.word(policy.name())
                + " refuses, but runs after "
                + Quoted.word(masking.name())
                + ", which masks",
            "put policies that refuse first: they judge what the ones before them left",
            new RelatedPlace(pack.entry(masking.name()), "masks what it finds"));
      } else if (masking == null && masks(policy)) {
        masking = policy;
      }
    }
  }

  private static boolean masks(PolicyPlan policy) {
    return switch (policy.kind()) {
      case Kinds.PII_DETECTOR -> PlanSettings.is(policy, "action", "redact");
      case Kinds.DLP_FILTER ->
          PlanSettings.is(policy, "action", "redact")
              && !PlanSettings.is(policy, "sensitivity_level", "restricted");
      default -> false;
    };
  }

  private static boolean refuses(PolicyPlan policy) {
    return switch (policy.kind()) {
      case Kinds.PROMPT_INJECTION -> !PlanSettings.is(policy, "response.action", "flag");
      case Kinds.PII_DETECTOR, Kinds.DLP_FILTER, Kinds.ENTITY_LIST_FILTER ->
          PlanSettings.is(policy, "action", "block");
      default -> false;
    };
  }
}
