package dev.keeptrail.gateway;

import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.ledger.price.PriceTable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps the models callers ask for to few labels: those of the packs, those with a price, other. */
final class ModelLabels implements Function<String, String> {
  private final Set<String> ofPacks;
  private final PriceTable prices;

  ModelLabels(List<PackPlan> plans, PriceTable prices) {
    this.ofPacks =
        plans.stream().flatMap(ModelLabels::names).collect(Collectors.toUnmodifiableSet());
    this.prices = prices;
  }

  private static Stream<String> names(PackPlan plan) {
    return Stream.concat(
        plan.providers().stream().map(ProviderPlan::model).filter(Objects::nonNull),
        plan.gateway().routing().groups().stream()
            .flatMap(group -> Stream.concat(Stream.of(group.name()), group.aliases().stream())));
  }

  @Override
  public String apply(String model) {
    return ofPacks.contains(model) ? model : prices.listed(model).orElse("other");
  }
}
