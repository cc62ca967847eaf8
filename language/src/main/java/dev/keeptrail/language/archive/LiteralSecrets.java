package dev.keeptrail.language.archive;

import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.SecretRef;

/** Finds secrets that an author wrote into a pack instead of referring to them. */
final class LiteralSecrets {
  private LiteralSecrets() {}

  static boolean in(PackPlan plan) {
    return plan.providers().stream()
            .anyMatch(provider -> provider.secret() instanceof SecretRef.Literal)
        || plan.chain().stream().anyMatch(policy -> in(policy.settings()));
  }

  private static boolean in(PlanValue value) {
    return switch (value) {
      case PlanValue.Secret secret -> secret.ref() instanceof SecretRef.Literal;
      case PlanValue.Sequence sequence -> sequence.items().stream().anyMatch(LiteralSecrets::in);
      case PlanValue.Mapping mapping ->
          mapping.entries().values().stream().anyMatch(LiteralSecrets::in);
      case PlanValue.Text _, PlanValue.Bool _, PlanValue.Int _, PlanValue.Decimal _ -> false;
    };
  }
}
