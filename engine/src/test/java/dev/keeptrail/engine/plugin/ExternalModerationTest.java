package dev.keeptrail.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kind beside a detector from outside that finds words instead of asking a service. */
final class ExternalModerationTest {
  private static final String DETECTORS =
      "detectors: [{name: m, provider: words, words: [idiot], category: plugin.moderation.hate.slur,"
          + " score: 0.8}]";

  @ParameterizedTest
  @CsvSource({
    "'', you idiot, block, external_moderation.blocked",
    "'', hello, allow, all_policies_passed",
    "'', broken, block, external_moderation.fault",
    "'action: escalate', you idiot, escalate, external_moderation.review",
    "'action: flag', you idiot, allow, external_moderation.flagged",
    "'threshold: 0.9', you idiot, allow, all_policies_passed",
    "'categories: [Hate]', you idiot, block, external_moderation.blocked",
    "'categories: [hate/slur]', you idiot, block, external_moderation.blocked",
  })
  void actsOnWhatTheServiceMinds(String settings, String text, String verdict, String reason)
      throws Exception {
    for (String engine : PolicyEngines.names()) {
      try (PlugIns plugIns = plugIns();
          PolicyProgram program =
              PolicyEngines.named(engine)
                  .load(
                      plan(settings, plugIns),
                      new EngineOptions(FailMode.BLOCK, _ -> Optional.empty(), plugIns.all()))) {
        PhaseDecision decision = program.evaluate(content(text));
        assertThat(decision.verdict().word()).as(engine).isEqualTo(verdict);
        String said =
            reason.endsWith("flagged")
                ? decision.policies().getFirst().reasonCode()
                : decision.reasonCode();
        assertThat(said).as(engine).isEqualTo(reason);
        assertThat(plugIns.all().getFirst().figures().calls()).isEqualTo(1);
        assertThat(plugIns.all().getFirst().figures().nanos()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"'', plugin.moderation", "'categories: [self-harm]', plugin.moderation.self_harm"})
  void withoutAServiceThatReportsItNoPlanIsLoaded(String settings, String missing)
      throws Exception {
    PackPlan plan = plan(settings, PlugIns.none());
    var options = new EngineOptions(FailMode.BLOCK, _ -> Optional.empty());
    assertThatThrownBy(() -> PolicyEngines.named("reference").load(plan, options).close())
        .isInstanceOf(PlanLoadException.class)
        .hasMessageContaining("no detector reports `" + missing + "`");
  }

  @Test
  void whatBelongsToTheInstallationHasNoEffect() throws Exception {
    PackPlan plan = plan("provider: webhook\n    timeout_ms: 9", PlugIns.none());
    assertThat(plan.chain().getFirst().settings().entries())
        .doesNotContainKeys("provider", "timeout_ms");
  }

  private static PlugIns plugIns() throws PlugInException {
    return PlugIns.open(
        new SourceReading.Decoded(new SourceText("detectors.yaml", DETECTORS)),
        Path.of(""),
        List.of(new WordProvider()),
        _ -> Optional.empty());
  }

  private static PackPlan plan(String settings, PlugIns plugIns) {
    String pack =
        """
        pack: {name: p, version: 1.0.0}
        policies: {chain: [external-moderation]}
        policy:
          external-moderation:
            enforcement: enforce
            SETTINGS
        """
            .replace("SETTINGS", settings);
    CompiledPack compiled =
        new PackCompiler(PackSchemas.with(plugIns.all()))
            .compileYaml(new SourceText("policy-config.yaml", pack));
    return Objects.requireNonNull(compiled.plan(), () -> compiled.diagnostics().toString());
  }

  private static PhaseContent content(String text) {
    return new PhaseContent(
        Phase.INPUT,
        new RequestFacts("gpt", "local", "/v1/chat/completions", false),
        List.of(Packs.segment(Channel.CONTENT, text)),
        List.of());
  }
}
