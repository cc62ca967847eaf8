package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.language.tree.BlockDecl;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A target behind the first one has no model, or the model of an earlier target: requests are sent
 * to the first target that has the model they name, and to the first of all otherwise, unless the
 * pack routes them in another way.
 */
final class UnreachableTarget implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.UNREACHABLE_TARGET;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    if (!pack.plan().gateway().routing().equals(RoutingPlan.NONE)) {
      return;
    }
    List<ProviderPlan> providers = pack.plan().providers();
    List<BlockDecl> written = pack.own().targets();
    for (int i = 1; i < Math.min(providers.size(), written.size()); i++) {
      if (!ProviderKind.servesModels(providers.get(i).provider())) {
        continue;
      }
      String model = providers.get(i).model();
      int earlier = model == null ? firstOfModels(providers) : indexOfModel(providers, model);
      if (earlier < i) {
        advice.add(
            written.get(i).span(),
            "providers.targets[" + i + "]",
            "no request reaches " + Quoted.word(providers.get(i).id()),
            model == null
                ? "only the first target may do without a model"
                : "requests for " + Quoted.word(model) + " go to an earlier target",
            new RelatedPlace(written.get(earlier).span(), "this one is taken"));
      }
    }
  }

  private static int firstOfModels(List<ProviderPlan> providers) {
    return IntStream.range(0, providers.size())
        .filter(i -> ProviderKind.servesModels(providers.get(i).provider()))
        .findFirst()
        .orElse(providers.size());
  }

  private static int indexOfModel(List<ProviderPlan> providers, String model) {
    return IntStream.range(0, providers.size())
        .filter(i -> model.equals(providers.get(i).model()))
        .findFirst()
        .orElse(providers.size());
  }
}
