package dev.keeptrail.gateway;

import dev.keeptrail.gateway.cost.PriceTable;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps the models callers ask for to few labels: those of the pack, those with a price, other. */
final class ModelLabels implements Function<String, String> {
  private final Set<String> ofPack;
  private final PriceTable prices;

  ModelLabels(PackPlan plan, PriceTable prices) {
    this.ofPack =
        Stream.concat(
                plan.providers().stream().map(ProviderPlan::model).filter(Objects::nonNull),
                plan.gateway().routing().groups().stream()
                    .flatMap(
                        group -> Stream.concat(Stream.of(group.name()), group.aliases().stream())))
            .collect(Collectors.toUnmodifiableSet());
    this.prices = prices;
  }

  @Override
  public String apply(String model) {
    return ofPack.contains(model) ? model : prices.listed(model).orElse("other");
  }
}
