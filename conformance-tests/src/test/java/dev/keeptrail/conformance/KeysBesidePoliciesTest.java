package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.CaptureSettings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.LimitSettings;
import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.kind.RoutingSettings;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.ValueDecl;
import dev.keeptrail.language.yaml.YamlValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys of a pack that belong to no policy: one case has all of them, and without any one of them it
 * means something else, or is none. What each does, the tests of the gateway show.
 */
final class KeysBesidePoliciesTest {
  private static final PackCompiler COMPILER = new PackCompiler(PackSchemas.installed());

  @ParameterizedTest
  @MethodSource("keys")
  void withoutOneThePackMeansSomethingElse(String path) throws IOException {
    String pack =
        Repository.read(
            Repository.cases().resolve("language/valid/every-key-beside-policies/pack.yaml"));
    ValueDecl tree =
        YamlValues.read(new SourceText("policy-config.yaml", pack), new Problems()).orElseThrow();
    WithoutAKey without = WithoutAKey.of(tree, List.of(path.split("\\.", -1)));
    assertThat(without.wasThere()).as(path + " is in the case").isTrue();
    assertThat(meaning(without.json())).as(path).isNotEqualTo(meaning(pack));
  }

  static Stream<String> keys() {
    return Stream.of(
            paths("pack.", PackSettings.PACK),
            paths("providers.targets[].", PackSettings.TARGET),
            paths("providers.", RoutingSettings.ROUTING),
            paths(
                "gateway.",
                PackSettings.GATEWAY.stream()
                    .filter(setting ->
                        !RoutingSettings.NAMES.contains(setting.name())
                            && !LimitSettings.NAMES.contains(setting.name()))
                    .toList()),
            paths("", LimitSettings.LIMITS),
            Stream.of("gateway." + CaptureSettings.NAME))
        .flatMap(paths -> paths);
  }

  private static Stream<String> paths(String prefix, List<Setting> settings) {
    var section = new KindSchema("section", Set.of(), settings, Map.of(), "");
    return DeclaredSetting.of(List.of(section)).stream().map(each -> prefix + each.path());
  }

  private static String meaning(String pack) {
    CompiledPack compiled = COMPILER.compileYaml(new SourceText("policy-config.yaml", pack));
    return compiled.plan() == null
        ? compiled.diagnostics().toString()
        : PlanJson.canonical(compiled.plan());
  }
}
