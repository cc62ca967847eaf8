package dev.keeptrail.gateway;

import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.ledger.price.PriceTable;
import java.util.function.Function;

/** The labels of the packs that are served at the moment. Thread-safe. */
final class ServedLabels implements Function<String, String> {
  private final ServingSwitch serving;
  private final PriceTable prices;
  private volatile Known known;

  private record Known(Packs<Serving> served, ModelLabels labels) {}

  ServedLabels(ServingSwitch serving, PriceTable prices) {
    this.serving = serving;
    this.prices = prices;
    this.known = of(serving.current());
  }

  @Override
  public String apply(String model) {
    Known seen = known;
    Packs<Serving> current = serving.current();
    if (!seen.served().equals(current)) {
      seen = of(current);
      known = seen;
    }
    return seen.labels().apply(model);
  }

  private Known of(Packs<Serving> current) {
    return new Known(
        current,
        new ModelLabels(
            current.byGroup().values().stream().map(one -> one.program().plan()).toList(), prices));
  }
}
