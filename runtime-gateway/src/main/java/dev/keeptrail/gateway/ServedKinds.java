package dev.keeptrail.gateway;

import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.serving.ServingSwitch;
import java.util.function.UnaryOperator;

/** From the id of a target to its provider, by the packs that are served at the moment. */
record ServedKinds(ServingSwitch serving) implements UnaryOperator<String> {
  @Override
  public String apply(String id) {
    return serving.all().stream()
        .flatMap(pack -> pack.targets().all().stream())
        .filter(target -> target.id().equals(id))
        .findFirst()
        .map(Target::provider)
        .orElse("unknown");
  }
}
