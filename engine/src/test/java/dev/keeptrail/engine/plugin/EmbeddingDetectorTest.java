package dev.keeptrail.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
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
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kind beside a model that knows fish and birds. */
final class EmbeddingDetectorTest {
  private static final String FISH = "categories: [{label: Sea life, reference_text: fish}]";

  /** A toy: how much of a text is fish, and how much is birds. */
  private static final class Animals implements Embedder {
    @Override
    public String version() {
      return "animals";
    }

    @Override
    public List<float[]> embed(List<String> texts, Deadline deadline) {
      return texts.stream().map(Animals::vector).toList();
    }

    private static float[] vector(String text) {
      if (text.contains("broken")) {
        throw new DetectorFailedException("the model does not run");
      }
      return new float[] {
        text.split("fish", -1).length - 1f, text.split("bird", -1).length - 1f, 0.1f
      };
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource({
    "'', a fish, redact, embedding_detector.redacted",
    "'', a bird, allow, all_policies_passed",
    "'action: block', a fish, block, embedding_detector.blocked",
    "'action: block', broken, block, embedding_detector.fault",
    "'action: block', fish and bird, block, embedding_detector.blocked",
    "'similarity_threshold: 0.9', fish and bird, allow, all_policies_passed",
    "'similarity_threshold: 0.1', fish and bird bird bird bird, redact, embedding_detector.redacted",
  })
  void actsOnSentencesThatAreLikeAReference(
      String settings, String text, String verdict, String reason) throws Exception {
    for (String engine : PolicyEngines.names()) {
      PhaseDecision decision = judge(engine, plan(FISH, settings), text);
      assertThat(decision.verdict().word()).as(engine).isEqualTo(verdict);
      assertThat(decision.reasonCode()).as(engine).isEqualTo(reason);
    }
  }

  @Test
  void masksTheSentenceAndLeavesTheRest() throws Exception {
    String text =
        "Good morning to all of you here. The fish are in the river. Goodbye and so long, all.";
    PhaseDecision decision = judge("reference", plan(FISH, ""), text);
    assertThat(Redactions.apply(content(text).segments(), decision.redactions()).getFirst().text())
        .isEqualTo("Good morning to all of you here. [SEA_LIFE] Goodbye and so long, all.");
  }

  /** What lies below the threshold is recorded, so that replay can try another. */
  @Test
  void scoresBelowTheThresholdAreFound() throws Exception {
    PhaseDecision decision =
        judge("reference", plan(FISH, "similarity_threshold: 0.9"), "fish and bird");
    assertThat(decision.findings()).hasSize(1);
    assertThat(decision.findings().getFirst().score()).isBetween(0.6, 0.8);
    assertThat(decision.findings().getFirst().detector()).isEqualTo("embedding-detector@animals");
    assertThat(category("similarity_threshold: 0.9")).isEqualTo(category(""));
  }

  @Test
  void anotherReferenceModelOrServiceIsAnotherCategory() throws Exception {
    String usual = category("");
    assertThat(usual).startsWith("custom.embedding_detector.sea_life.");
    assertThat(category("model: other")).isNotEqualTo(usual);
    assertThat(category("backend: external")).isNotEqualTo(usual);
    assertThat(category("backend: external\n    endpoint: https://e.example.com/embed"))
        .isNotEqualTo(category("backend: external"));
  }

  private static String category(String settings) throws Exception {
    return judge("reference", plan(FISH, settings), "fish").findings().getFirst().category();
  }

  @Test
  void withoutCategoriesNothingIsComparedAndNoModelIsNeeded() throws Exception {
    PackPlan plan = plan("categories: []", "");
    var options = new EngineOptions(FailMode.BLOCK, _ -> Optional.empty());
    try (PolicyProgram program = PolicyEngines.named("reference").load(plan, options)) {
      assertThat(program.evaluate(content("fish")).verdict().word()).isEqualTo("allow");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', KEEPTRAIL_PLUGINS",
    "'backend: external\n    api_key: {env: NONE}', needs the secret named by `api_key`",
  })
  void whatCannotWorkIsSaidWhenThePlanIsLoaded(String settings, String said) throws Exception {
    PackPlan plan = plan(FISH, settings);
    var options = new EngineOptions(FailMode.BLOCK, _ -> Optional.empty());
    assertThatThrownBy(() -> PolicyEngines.named("drools").load(plan, options).close())
        .isInstanceOf(PlanLoadException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x", "http://u:p@localhost/", "embeddings"})
  void anEndpointThatIsNoAddressIsSaidWhenThePackIsChecked(String endpoint) {
    assertThatThrownBy(() -> plan(FISH, "backend: external\n    endpoint: " + endpoint))
        .hasMessageContaining("UNUSABLE_VALUE")
        .hasMessageContaining("no address such as");
    assertThat(plan(FISH, "endpoint: " + endpoint)).isNotNull();
  }

  /** The plan of these tests has 30 seconds. */
  @Test
  void theTimeLimitIsThatOfThePack() throws Exception {
    PackPlan plan = plan(FISH, "");
    var left = new ArrayList<Duration>();
    Embedders telling =
        (policy, wanted) -> {
          left.add(wanted.timeout());
          return Embedders.of(new Animals()).plugIn(policy, wanted);
        };
    var options = new EngineOptions(FailMode.BLOCK, _ -> Optional.empty()).withEmbedders(telling);
    PolicyEngines.named("reference").load(plan, options).close();
    assertThat(left).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void answersAreHeldBackWhole() throws Exception {
    try (PolicyProgram program = load("drools", plan(FISH, ""))) {
      assertThat(program.answers().wholeTextReasons())
          .contains("plug-in embedding-detector@animals");
    }
  }

  private static PhaseDecision judge(String engine, PackPlan plan, String text) throws Exception {
    try (PolicyProgram program = load(engine, plan)) {
      return program.evaluate(content(text));
    }
  }

  private static PolicyProgram load(String engine, PackPlan plan) throws PlanLoadException {
    return PolicyEngines.named(engine)
        .load(
            plan,
            new EngineOptions(FailMode.BLOCK, _ -> Optional.empty())
                .withEmbedders(Embedders.of(new Animals())));
  }

  private static PackPlan plan(String categories, String settings) {
    String pack =
        """
        pack: {name: p, version: 1.0.0}
        policies: {chain: [embedding-detector]}
        policy:
          embedding-detector:
            enforcement: enforce
            timeout_ms: 30000
            CATEGORIES
            SETTINGS
        """
            .replace("CATEGORIES", categories)
            .replace("SETTINGS", settings);
    CompiledPack compiled =
        new PackCompiler(PackSchemas.installed())
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
