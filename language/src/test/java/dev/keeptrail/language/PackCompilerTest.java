package dev.keeptrail.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackCompilerTest {
  private static final String EXAMPLE =
      """
      pack: {name: audit-trail-example, version: 1.0.0, enabled: true}
      providers:
        targets:
          - id: openai-primary
            provider: openai
            model: gpt-5.4-mini
            secret_key_ref: {env: OPENAI_API_KEY}
      policies:
        chain: [prompt-injection, pii-detector, audit-logger]
      policy:
        prompt-injection: {response: {action: block}}
        pii-detector: {action: redact, redaction: {marker_format: label}}
        audit-logger: {}
      """;

  private final PackCompiler compiler = new PackCompiler(SampleKinds.ALL);

  @Test
  void compilesTheDocumentedExampleWithoutAnyProblem() {
    PackPlan plan = planOf(EXAMPLE);
    assertThat(plan.pack()).isEqualTo(new PackIdentity("audit-trail-example", "1.0.0", true, null));
    assertThat(plan.providers())
        .containsExactly(
            new ProviderPlan(
                "openai-primary",
                "openai",
                "gpt-5.4-mini",
                null,
                new SecretRef.Env("OPENAI_API_KEY")));
    assertThat(plan.chain())
        .extracting(PolicyPlan::kind)
        .containsExactly("prompt-injection", "pii-detector", "audit-logger");
    assertThat(plan.gateway()).isEqualTo(GatewayPlan.DEFAULT);
  }

  @Test
  void fillsInDefaultsAndLeavesOutWhatHasNoEffect() {
    PackPlan plan = planOf(EXAMPLE);
    assertThat(plan.chain().get(1).settings().entries())
        .isEqualTo(
            Map.of(
                "action", new PlanValue.Text("redact"),
                "healthcare_mode", new PlanValue.Bool(false),
                "detect_patterns", new PlanValue.Sequence(List.of()),
                "redaction",
                    new PlanValue.Mapping(
                        Map.of(
                            "marker_format",
                            new PlanValue.Text("label"),
                            "custom_markers",
                            PlanValue.Mapping.EMPTY))));
    assertThat(plan.chain().get(2).settings()).isEqualTo(PlanValue.Mapping.EMPTY);
  }

  @Test
  void runsAKindWithoutABlockWithItsDefaults() {
    PackPlan without = planOf("pack: {name: p, version: 1.0.0}\npolicies: {chain: [dlp-filter]}\n");
    assertThat(without.chain().getFirst().settings().entries())
        .containsEntry("max_distance", new PlanValue.Int(1));
  }

  @Test
  void readsTheEnforcementOfAPolicy() {
    PackPlan plan =
        planOf(
            """
            pack: {name: p, version: 1.0.0}
            policies: {chain: [dlp-filter, audit-logger]}
            policy: {dlp-filter: {enforcement: shadow}}
            """);
    assertThat(plan.chain())
        .extracting(PolicyPlan::mode)
        .containsExactly(PolicyMode.SHADOW, PolicyMode.ENFORCE);
    assertThat(plan.chain().getFirst().settings().entries()).doesNotContainKey("enforcement");
  }

  @Test
  void readsTheCompactProviderAndBringsAddressesIntoOneSpelling() {
    PackPlan plan =
        planOf(
            """
            pack: {name: p, version: 1.0.0}
            providers:
              targets:
                - {id: a, provider: 'openai:chat:some-model'}
                - {id: b, provider: simulated}
                - {id: c, provider: openai, base_url: "HTTPS://API.Example.com:8443/V1//"}
                - {id: d, provider: openai, secret_key_ref: {file: /run/key}}
            policies: {chain: [audit-logger]}
            gateway: {block_status: 403}
            """);
    assertThat(plan.providers())
        .containsExactly(
            new ProviderPlan("a", "openai", "some-model", null, null),
            new ProviderPlan("b", "simulated", null, null, null),
            new ProviderPlan("c", "openai", null, "https://api.example.com:8443/V1", null),
            new ProviderPlan("d", "openai", null, null, new SecretRef.File("/run/key")));
    assertThat(plan.gateway().blockStatus()).isEqualTo(403);
  }

  @Test
  void acceptsAliasesOfWholeValues() {
    PackPlan plan =
        planOf(
            """
            pack: {name: &name p, version: 1.0.0, description: *name}
            policies: {chain: [pii-detector]}
            """);
    assertThat(plan.pack().description()).isEqualTo("p");
  }

  @Test
  void acceptsAByteOrderMarkAndKeepsColumns() {
    CompiledPack fromText = compile("\ufeffpackk: {}\n");
    CompiledPack fromBytes =
        compiler.compile(
            SourceReader.decode("p", "\ufeffpackk: {}\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(fromBytes.diagnostics()).extracting(d -> d.span().column()).startsWith(1);
    assertThat(fromText.diagnostics())
        .extracting(Diagnostic::message)
        .hasSameElementsAs(fromBytes.diagnostics().stream().map(Diagnostic::message).toList());
  }

  @Test
  void countsColumnsInCodePoints() {
    CompiledPack compiled =
        compile("pack: {name: p, version: 1.0.0, description: \"😀😀\", owner: x}\n");
    assertThat(compiled.diagnostics())
        .filteredOn(d -> d.code() == DiagnosticCode.UNKNOWN_KEY)
        .singleElement()
        .satisfies(d -> assertThat(d.span().column()).isEqualTo(52));
  }

  @Test
  void showsTheProblemsOfAnAliasWhereTheAliasStands() {
    CompiledPack compiled =
        compile(
            """
            pack: {name: p, version: 1.0.0, description: &d abc}
            policies: {chain: [pii-detector]}
            policy: {pii-detector: {action: *d}}
            """);
    assertThat(compiled.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.span().line()).isEqualTo(3));
  }

  @Test
  void neverQuotesASecret() {
    CompiledPack compiled =
        compile(
            """
            pack: {name: p, version: 1.0.0}
            policies: {chain: [audit-logger]}
            providers:
              targets:
                - {id: a, provider: openai, api_key: SECRET}
                - {id: b, provider: openai, secret_key_ref: SECRET}
                - {id: c, provider: openai, secret_key_ref: {env: SECRET-1}}
                - {id: d, provider: openai, api_key: [SECRET]}
                - {id: e, provider: openai, base_url: 'https://SECRET@x'}
            """);
    assertThat(compiled.diagnostics())
        .hasSizeGreaterThanOrEqualTo(5)
        .noneMatch(d -> d.message().contains("SECRET"))
        .noneMatch(d -> Objects.toString(d.hint(), "").contains("SECRET"));
  }

  @Test
  void reportsWhatIsWrongWithBytes(@TempDir Path folder) throws IOException {
    Path invalid = Files.write(folder.resolve("a.yaml"), new byte[] {'a', ':', '\n', (byte) 0xff});
    Path large = Files.write(folder.resolve("b.yaml"), new byte[SourceReader.MAX_BYTES + 1]);
    assertThat(compiler.compileFile(invalid).diagnostics())
        .singleElement()
        .satisfies(d -> {
          assertThat(d.code()).isEqualTo(DiagnosticCode.INVALID_UTF8);
          assertThat(d.span().line()).isEqualTo(2);
          assertThat(d.span().column()).isEqualTo(1);
        });
    assertThat(compiler.compileFile(large).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.SOURCE_TOO_LARGE);
  }

  @Test
  void leavesAMissingFileAndAFolderToTheCaller(@TempDir Path folder) {
    assertThatThrownBy(() -> compiler.compileFile(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> compiler.compileFile(folder)).isInstanceOf(IOException.class);
  }

  private PackPlan planOf(String yaml) {
    CompiledPack compiled = compile(yaml);
    assertThat(compiled.diagnostics()).isEmpty();
    return Objects.requireNonNull(compiled.plan());
  }

  private CompiledPack compile(String yaml) {
    return compiler.compileYaml(new SourceText("p.yaml", yaml));
  }
}
