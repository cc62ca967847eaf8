package dev.keeptrail.gateway;

import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.serving.Serving;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.language.kind.ProviderKind;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** From the id of a target to its provider, by the packs that are served at the moment. */
record ServedKinds(ServingSwitch serving) implements UnaryOperator<String> {
  @Override
  public String apply(String id) {
    return serving.all().stream()
        .flatMap(pack -> kind(pack, id).stream())
        .findFirst()
        .orElse("unknown");
  }

  private static Optional<String> kind(Serving pack, String id) {
    return pack.servers().containsKey(id)
        ? Optional.of(ProviderKind.MCP.word())
        : pack.targets().all().stream()
            .filter(target -> target.id().equals(id))
            .findFirst()
            .map(Target::provider);
  }
}
