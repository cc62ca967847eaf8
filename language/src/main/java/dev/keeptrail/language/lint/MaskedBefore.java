package dev.keeptrail.language.lint;

import dev.keeptrail.language.kind.HipaaIdentifiers;
import dev.keeptrail.language.kind.PersonalData;
import dev.keeptrail.language.kind.StudentIdentifiers;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import java.util.Collection;
import java.util.List;

/**
 * What a policy takes out of the sight of those behind it.
 *
 * @param categories each with everything under it
 * @param most whether it is most of what a wider category such as {@code pii} holds
 */
record MaskedBefore(Collection<String> categories, boolean most) {
  private static final MaskedBefore NOTHING = new MaskedBefore(List.of(), false);

  /** What is sure to be masked by a policy; what only some of its settings mask does not count. */
  static MaskedBefore of(PolicyPlan policy) {
    if (policy.mode() != PolicyMode.ENFORCE || !PlanSettings.is(policy, "action", "redact")) {
      return NOTHING;
    }
    return switch (policy.kind()) {
      case Kinds.PII_DETECTOR ->
          PlanSettings.isEmpty(policy, "exclude")
              ? new MaskedBefore(PersonalData.ALWAYS, true)
              : NOTHING;
      case Kinds.HIPAA_PHI_DETECTOR ->
          new MaskedBefore(
              HipaaIdentifiers.categories(PlanSettings.isTrue(policy, "safe_harbor_method")), true);
      case Kinds.STUDENT_PRIVACY -> new MaskedBefore(StudentIdentifiers.ALL, false);
      case Kinds.DLP_FILTER -> new MaskedBefore(List.of("secret"), false);
      default -> NOTHING;
    };
  }

  boolean holds(String category) {
    return categories.stream()
        .anyMatch(masked ->
            category.equals(masked)
                || category.startsWith(masked + ".")
                || (most && masked.startsWith(category + ".")));
  }
}
