package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.ProviderPlan;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target with a {@code base_url} beyond this machine and its network has no reference to a key,
 * so that requests are sent without one. Azure, which always has an address of the pack's own, is
 * looked up in its usual variable.
 */
final class ProviderWithoutSecret implements LintRule {
  private static final List<String> NEAR_NETWORKS = List.of("127.", "10.", "192.168.", "169.254.");
  private static final List<String> NEAR_NAMES = List.of(".local", ".internal", ".lan", ".test");

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.PROVIDER_WITHOUT_SECRET;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<ProviderPlan> providers = pack.plan().providers();
    for (int i = 0; i < Math.min(providers.size(), pack.own().targets().size()); i++) {
      ProviderPlan provider = providers.get(i);
      String url = provider.baseUrl();
      boolean hasVariable = provider.provider().equals(ProviderKind.AZURE_OPENAI.word());
      if (url != null
          && provider.secret() == null
          && !hasVariable
          && isFar(URI.create(url).getHost())) {
        advice.add(
            pack.own().targets().get(i).span(),
            "providers.targets[" + i + "]",
            Quoted.word(provider.id()) + " is asked without a key",
            "add `secret_key_ref: {env: NAME}`");
      }
    }
  }

  private static boolean isFar(@Nullable String host) {
    return host != null
        && host.contains(".")
        && NEAR_NETWORKS.stream().noneMatch(host::startsWith)
        && NEAR_NAMES.stream().noneMatch(host::endsWith);
  }
}
