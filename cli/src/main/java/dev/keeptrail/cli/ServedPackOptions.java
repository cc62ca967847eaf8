package dev.keeptrail.cli;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.UnknownGroups;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which packs a gateway serves, and which it only asks. */
final class ServedPackOptions {
  @Option(
      names = "--policy-config",
      paramLabel = "<file>",
      description =
          "The pack to serve, as text or YAML; compiled at start. Repeatable: each further file, in"
              + " YAML, is laid over those before it. Default: policy-config.yaml, or the only *.pack file here.")
  private List<Path> policyConfigs = new ArrayList<>();

  @Option(
      names = "--pack",
      paramLabel = "<archive>",
      description = "The compiled pack to serve instead; one that was changed is refused.")
  private @Nullable Path archive;

  @Option(
      names = "--require-signature",
      paramLabel = "<file>",
      description =
          "A public key (SPKI PEM) that must have signed the compiled pack. Repeatable; all of them"
              + " must have.")
  private List<Path> requiredKeys = new ArrayList<>();

  @Mixin private GroupPackOptions groups = new GroupPackOptions();
  @Mixin private ShadowOptions shadows = new ShadowOptions();

  /** Where the packs come from, that of everybody and those of groups. */
  Packs<PackOrigin> origins(
      Invocation invocation,
      TargetChoice targets,
      String engine,
      EngineOptions options,
      PlugIns plugIns,
      CallerSettings callers)
      throws CommandFailedException {
    if (archive != null && !policyConfigs.isEmpty()) {
      throw new CommandFailedException("`--pack` and `--policy-config` exclude each other", null);
    }
    if (archive == null && !requiredKeys.isEmpty()) {
      throw new CommandFailedException(
          "`--require-signature` needs `--pack`", "only a compiled pack can be signed");
    }
    var common =
        new PackOrigin(
            invocation,
            archive == null ? PackLocation.layers(policyConfigs) : List.of(archive),
            archive != null,
            requiredKeys,
            targets,
            engine,
            options,
            plugIns);
    return groups.beside(common, !requiredKeys.isEmpty(), callers);
  }

  UnknownGroups unknown() {
    return groups.unknown();
  }

  /** The candidates for these packs, by group. */
  SortedMap<String, Path> candidates(Packs<PackOrigin> origins) throws CommandFailedException {
    return shadows.files(origins.byGroup().keySet());
  }
}
