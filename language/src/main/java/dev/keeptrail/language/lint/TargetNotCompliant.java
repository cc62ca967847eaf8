package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.tree.BlockDecl;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A target does not declare what a data routing policy of the chain requires. Regions are held
 * against each other only where the policy names them without wildcards.
 */
final class TargetNotCompliant implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.NO_COMPLIANT_TARGET;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<ProviderPlan> providers = pack.plan().providers();
    List<BlockDecl> written = pack.own().targets();
    for (PolicyPlan policy : pack.plan().chain()) {
      if (!policy.kind().equals(Kinds.DATA_ROUTING_POLICY) || policy.mode() != PolicyMode.ENFORCE) {
        continue;
      }
      for (int i = 0; i < Math.min(providers.size(), written.size()); i++) {
        Optional<String> lack = lack(policy, providers.get(i).dataPolicy());
        if (lack.isPresent()) {
          advice.add(
              written.get(i).span(),
              "providers.targets[" + i + "]",
              "no request may go to " + Quoted.word(providers.get(i).id()),
              Quoted.word(policy.name())
                  + " asks for "
                  + lack.get()
                  + ": declare it under `data_policy`"
                  + " if the provider has agreed to it, or remove the target");
        }
      }
    }
  }

  /** What the first unmet requirement asks for. */
  private static Optional<String> lack(PolicyPlan policy, DataPolicy data) {
    if (PlanSettings.isTrue(policy, "require_zero_data_retention")
        && !Boolean.TRUE.equals(data.zeroDataRetention())) {
      return Optional.of("`zero_data_retention: true`");
    }
    if (PlanSettings.isTrue(policy, "require_no_training")
        && !Boolean.TRUE.equals(data.trainingOptOut())) {
      return Optional.of("`training_opt_out: true`");
    }
    Integer kept = data.retentionDays();
    if (PlanSettings.value(policy, "max_retention_days").orElse(null)
            instanceof PlanValue.Int(long most)
        && (kept == null || kept > most)) {
      return Optional.of("`retention_days` of at most " + most);
    }
    return isElsewhere(policy, data.region())
        ? Optional.of("a `region` out of `allowed_regions`")
        : Optional.empty();
  }

  private static boolean isElsewhere(PolicyPlan policy, @Nullable String region) {
    if (!(PlanSettings.value(policy, "allowed_regions").orElse(null)
        instanceof PlanValue.Sequence(List<PlanValue> allowed))) {
      return false;
    }
    boolean exact =
        allowed.stream()
            .allMatch(one ->
                one instanceof PlanValue.Text(String name)
                    && name.indexOf('*') < 0
                    && name.indexOf('?') < 0);
    return region == null || (exact && !allowed.contains(new PlanValue.Text(region)));
  }
}
