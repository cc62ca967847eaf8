package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.tree.BlockDecl;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A target is the judge of its own answers, so that none of them that is flagged is reviewed. */
final class JudgeOfItself implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.JUDGE_OF_ITSELF;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<ProviderPlan> providers = pack.plan().providers();
    List<BlockDecl> written = pack.own().targets();
    for (PolicyPlan policy : pack.plan().chain()) {
      if (!policy.kind().equals(Kinds.FLAGGED_REVIEW)
          || policy.mode() != PolicyMode.ENFORCE
          || PlanSettings.value(policy, "provider_isolation")
              .filter(new PlanValue.Bool(false)::equals)
              .isPresent()) {
        continue;
      }
      for (int i = 0; i < Math.min(providers.size(), written.size()); i++) {
        if (isJudge(policy, providers.get(i))) {
          advice.add(
              written.get(i).span(),
              "providers.targets[" + i + "]",
              Quoted.word(providers.get(i).id()) + " would judge its own answers",
              Quoted.word(policy.name())
                  + " does not ask it about those that are flagged: name a judge elsewhere, or write"
                  + " `provider_isolation: false`");
        }
      }
    }
  }

  private static boolean isJudge(PolicyPlan policy, ProviderPlan provider) {
    String name = text(policy, "provider.name").orElse("").strip();
    Optional<String> host = text(policy, "provider.endpoint").flatMap(JudgeOfItself::host);
    return name.equalsIgnoreCase(provider.id())
        || name.equalsIgnoreCase(provider.provider())
        || host.filter(one -> host(provider).filter(one::equalsIgnoreCase).isPresent()).isPresent();
  }

  private static Optional<String> text(PolicyPlan policy, String path) {
    return PlanSettings.value(policy, path)
        .map(value -> value instanceof PlanValue.Text(String text) ? text : "");
  }

  private static Optional<String> host(ProviderPlan provider) {
    String own = provider.baseUrl();
    return own != null
        ? host(own)
        : ProviderKind.of(provider.provider())
            .map(ProviderKind::address)
            .flatMap(JudgeOfItself::host);
  }

  private static Optional<String> host(String address) {
    try {
      return Optional.ofNullable(URI.create(address.strip()).getHost());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
