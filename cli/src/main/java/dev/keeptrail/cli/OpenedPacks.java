package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.GatewayPacks;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.ServedProgram;
import dev.keeptrail.gateway.serving.UnknownGroups;
import dev.keeptrail.gateway.shadow.ShadowPacks;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The packs that a gateway starts with, and their programs until they are closed. */
record OpenedPacks(
    Packs<PackOrigin> origins, Packs<ServedPack> packs, Packs<PolicyProgram> programs)
    implements AutoCloseable {
  /** Reads and loads them; diagnostics go to standard error. */
  static OpenedPacks open(Packs<PackOrigin> origins)
      throws CommandFailedException, PlanLoadException {
    SortedMap<String, ServedPack> packs = new TreeMap<>();
    SortedMap<String, PolicyProgram> programs = new TreeMap<>();
    boolean whole = false;
    try {
      for (Map.Entry<String, PackOrigin> origin : origins.byGroup().entrySet()) {
        ServedPack pack = origin.getValue().first();
        packs.put(origin.getKey(), pack);
        programs.put(origin.getKey(), origin.getValue().program(pack.plan()));
      }
      whole = true;
    } finally {
      if (!whole) {
        programs.values().forEach(PolicyProgram::close);
      }
    }
    return new OpenedPacks(origins, new Packs<>(packs), new Packs<>(programs));
  }

  GatewayPacks forGateway(UnknownGroups unknown, @Nullable ShadowPacks shadows) {
    SortedMap<String, ServedProgram> first = new TreeMap<>();
    packs
        .byGroup()
        .forEach(
            (group, pack) -> first.put(group, new ServedProgram(program(group), pack.signers())));
    return new GatewayPacks(new Packs<>(first), origins.map(origin -> origin), unknown, shadows);
  }

  PolicyProgram program(String group) {
    PolicyProgram program = programs.byGroup().get(group);
    if (program == null) {
      throw new IllegalStateException("every pack has its program");
    }
    return program;
  }

  @Override
  public void close() {
    programs.byGroup().values().forEach(PolicyProgram::close);
  }
}
