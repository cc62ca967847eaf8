package dev.keeptrail.cli;

import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at the pack: whether it can be served, and whether its secrets are where it says. */
record DoctorPack(
    Invocation invocation, List<Path> layers, DoctorPrices prices, DoctorProviders providers) {
  /**
   * What is to be said of the files that were named, or of the pack that is meant without a name.
   */
  static List<DoctorCheck> of(
      Invocation invocation, List<Path> files, DoctorPrices prices, DoctorProviders providers)
      throws InterruptedException {
    List<Path> layers;
    try {
      layers = PackLocation.layers(files);
    } catch (CommandFailedException noneMeant) {
      return List.of(DoctorCheck.skipped("pack", String.valueOf(noneMeant.getMessage())));
    }
    return new DoctorPack(invocation, layers, prices, providers).checks();
  }

  private List<DoctorCheck> checks() throws InterruptedException {
    try {
      return checks(PackLoading.compile(invocation, layers, PlugIns.none()));
    } catch (CommandFailedException unreadable) {
      return List.of(
          DoctorCheck.failed("pack", String.valueOf(unreadable.getMessage()), "name another file"));
    }
  }

  private List<DoctorCheck> checks(CompiledPack pack) throws InterruptedException {
    PackPlan plan = pack.plan();
    int problems = pack.diagnostics().size();
    if (plan == null) {
      return List.of(
          DoctorCheck.failed(
              "pack",
              "%s has errors, %s in all"
                  .formatted(PackLoading.displayName(layers), Counted.of(problems, "problem")),
              lint()));
    }
    List<DoctorCheck> checks = new ArrayList<>();
    String served =
        "%s, %s".formatted(plan.pack().label(), Counted.of(plan.providers().size(), "target"));
    checks.add(
        problems == 0
            ? DoctorCheck.ok("pack", served)
            : DoctorCheck.warning(
                "pack", "%s, %s".formatted(served, Counted.of(problems, "warning")), lint()));
    checks.addAll(new DoctorPackFiles(layers).checks());
    for (ProviderPlan target : plan.providers()) {
      checks.add(secret(target));
      checks.addAll(whoReads(target));
    }
    checks.addAll(prices.missing(plan));
    checks.addAll(providers.checks(plan.providers()));
    return checks;
  }

  private String lint() {
    return layers.stream()
        .map(layer -> " --file " + layer)
        .collect(Collectors.joining("", "kt policy lint", ""));
  }

  private DoctorCheck secret(ProviderPlan target) {
    List<SecretRef> references = references(target);
    if (references.isEmpty()) {
      return DoctorCheck.ok("secret", "%s needs none".formatted(target.id()));
    }
    var secrets = invocation.secrets();
    for (SecretRef reference : references) {
      if (secrets.resolve(reference).isPresent()) {
        return DoctorCheck.ok("secret", "%s has %s".formatted(target.id(), place(reference)));
      }
    }
    return DoctorCheck.failed(
        "secret",
        "%s: %s is not there, or is no key".formatted(target.id(), place(references.getFirst())),
        "give the gateway a key there, one line of visible characters");
  }

  private static List<DoctorCheck> whoReads(ProviderPlan target) {
    return target.secret() instanceof SecretRef.File(String path)
            && Files.isRegularFile(Path.of(path))
        ? DoctorKeys.warnings(Path.of(path))
        : List.of();
  }

  /** As the gateway looks for keys. */
  private static List<SecretRef> references(ProviderPlan target) {
    SecretRef own = target.secret();
    if (own != null) {
      return List.of(own);
    }
    ProviderKind kind = ProviderKind.of(target.provider()).orElse(ProviderKind.SIMULATED);
    return target.baseUrl() != null && kind != ProviderKind.AZURE_OPENAI
        ? List.of()
        : kind.keyVariables().stream().<SecretRef>map(SecretRef.Env::new).toList();
  }

  private static String place(SecretRef reference) {
    return switch (reference) {
      case SecretRef.Env env -> "the variable " + env.name();
      case SecretRef.File secret -> "the file " + secret.path();
      case SecretRef.Store secret -> "the secret " + secret.name() + " of the store";
      case SecretRef.Literal _ -> "the key written in the pack";
    };
  }
}
