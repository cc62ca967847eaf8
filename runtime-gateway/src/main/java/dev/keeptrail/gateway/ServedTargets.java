package dev.keeptrail.gateway;

import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.telemetry.AskedServer;
import dev.keeptrail.language.plan.ProviderPlan;
import java.util.function.Function;

/** From the id of a target to who is asked there, by the packs that are served at the moment. */
record ServedTargets(ServingSwitch serving) implements Function<String, AskedServer> {
  @Override
  public AskedServer apply(String id) {
    return serving.all().stream()
        .map(pack -> pack.program().plan())
        .flatMap(plan -> plan.providers().stream())
        .filter(target -> target.id().equals(id))
        .findFirst()
        .map(ServedTargets::server)
        .orElse(AskedServer.UNKNOWN);
  }

  private static AskedServer server(ProviderPlan target) {
    return AskedServer.of(target.provider(), target.baseUrl());
  }
}
