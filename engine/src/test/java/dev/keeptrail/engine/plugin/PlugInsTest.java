package dev.keeptrail.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
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
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlugInsTest {
  private static final Path FOLDER = Path.of("/etc/keeptrail");
  private static final String DETECTORS =
      "detectors: [{name: slurs, provider: words, words: [idiot], category: plugin.slur}]";
  private static final String PACK =
      """
      language 1
      pack polite { version: "1.0.0" }
      chain { manners audit-logger }
      policy manners on input {
        rule rude { when finding(category under "CATEGORY") then block "manners.rude" }
      }
      """;

  private final WordProvider provider = new WordProvider();

  private PlugIns open(String file) throws PlugInException {
    return PlugIns.open(
        new SourceReading.Decoded(new SourceText("detectors.yaml", file)),
        FOLDER,
        List.of(provider),
        ref -> ref.equals(new SecretRef.Env("WORD_KEY")) ? Optional.of("k-1") : Optional.empty());
  }

  private String problem(String file) {
    PlugInException refused = catchThrowableOfType(PlugInException.class, () -> open(file).close());
    return refused.problems().isEmpty()
        ? String.valueOf(refused.getMessage())
        : refused.problems().stream()
            .map(each -> each.code().code() + " " + each.message())
            .reduce((one, other) -> one + "; " + other)
            .orElseThrow();
  }

  @Test
  void aProviderGetsWhatTheFileSays() throws PlugInException {
    String file =
        """
        detectors:
          - name: slurs
            provider: words
            timeout_ms: 250
            max_concurrency: 2
            sources: [user, tool_result]
            words: [idiot, 'no']
            category: plugin.slur
            score: 1
            labels: {idiot: SLUR}
            base_url: HTTPS://Example.com/x/
            key_ref: {env: WORD_KEY}
            depth: 3
        """;
    try (PlugIns plugIns = open(file)) {
      DetectorSettings settings = provider.opened().getFirst();
      assertThat(settings.detector()).isEqualTo("slurs");
      assertThat(settings.texts("words")).containsExactly("idiot", "no");
      assertThat(settings.decimal("score")).contains(1.0);
      assertThat(settings.words("labels")).isEqualTo(Map.of("idiot", "SLUR"));
      assertThat(settings.address("base_url").map(Object::toString))
          .contains("https://example.com/x");
      assertThat(settings.secret("key_ref")).contains("k-1");
      assertThat(settings.whole("depth")).contains(3L);
      assertThat(settings.text("mode")).contains("fast");
      assertThat(settings.flag("strict")).contains(true);
      assertThat(settings.path("category")).contains(FOLDER.resolve("plugin.slur"));
      assertThat(settings.toString()).doesNotContain("k-1");
      assertThat(plugIns.all()).hasSize(1);
      assertThat(plugIns.all().getFirst().name()).isEqualTo("slurs@1");
      assertThat(PackSchemas.with(plugIns.all()).categories()).contains("plugin.slur", "pii.email");
    }
    assertThat(provider.closed()).isEqualTo(1);
  }

  @Test
  void aFileMayHoldNone() throws PlugInException {
    try (PlugIns plugIns = open("detectors: []")) {
      assertThat(plugIns.all()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '[]' | E009 the document must be a mapping, not a list
          '' | E010 the file holds no document
          {} | E004 the document lacks `detectors`
          {detectors: {}} | E301 `detectors` must be a list, not a mapping
          {detectors: [1]} | E301 `detectors[0]` must be a mapping, not a whole number
          {detectors: [], detector: []} | E002 unknown key `detector` at the top level
          {detectors: [{name: a}]} | E004 `detectors[0]` lacks `provider`
          {detectors: [{name: a, provider: 7}]} | E301 `detectors[0].provider` must be a text, not a whole number
          {detectors: [{name: a, provider: word}]} | E203 there is no provider `word` of detectors
          {detectors: [{provider: words, words: [x]}]} | E004 `detectors[0]` lacks `name`
          {detectors: [{name: A b, provider: words, words: [x]}]} | E201 `A b` is no name for a detector
          {detectors: [{name: a, provider: words}]} | E004 `detectors[0]` lacks `words`
          {detectors: [{name: a, provider: words, words: [x]}, {name: a, provider: words, words: [x]}]} | E204 two detectors are named `a`
          {detectors: [{name: a, provider: words, words: [x], wrods: [y]}]} | E002 unknown key `wrods` in `detectors[0]`
          {detectors: [{name: a, provider: words, words: [x], timeout_ms: 0}]} | E302 `timeout_ms` must be from 1 to 60000
          {detectors: [{name: a, provider: words, words: [x], sources: [users]}]} | E303 `sources[0]` cannot be `users`
          {detectors: [{name: a, provider: words, words: [x], base_url: ftp://x}]} | E308 a provider is reached by `http` or `https`
          {detectors: [{name: a, provider: words, words: [x], key_ref: abc}]} | E012 a reference to a secret cannot be a plain text
          {detectors: [{name: a, provider: words, words: []}]} | detector `a` (detectors.yaml:1) cannot be used: `words` is empty
          {detectors: [{name: a, provider: words, words: [bug]}]} | detector `a` (detectors.yaml:1) cannot be used: its provider failed with IllegalStateException
          {detectors: [{name: a, provider: words, words: [x], key_ref: {env: NONE}}]} | detector `a` (detectors.yaml:1) cannot be used: `key_ref` refers to a secret that is not there
          {detectors: [{name: a, provider: words, words: [x], category: pii.nam}]} | detector `a` (detectors.yaml:1) cannot be used: there is no category `pii.nam`; did you mean `pii.name`?
          {detectors: [{name: a, provider: words, words: [x], category: toxicity}]} | detector `a` (detectors.yaml:1) cannot be used: there is no category `toxicity`; new ones are under `plugin`, such as `plugin.toxicity`
          """)
  void aFileThatCannotBeUsedSaysWhy(String file, String problem) {
    assertThat(problem(file)).isEqualTo(problem);
    assertThat(provider.closed()).isEqualTo(provider.opened().size());
  }

  @Test
  void nothingStaysOpenWhenOneCannotBeUsed() {
    String file =
        """
        detectors:
          - {name: one, provider: words, words: [x]}
          - {name: two, provider: words, words: []}
        """;
    assertThatThrownBy(() -> open(file).close()).isInstanceOf(PlugInException.class);
    assertThat(provider.closed()).isEqualTo(1);
  }

  @Test
  void aProviderThatFailsIsToldFromAFileThatIsWrong() {
    DetectorProvider broken =
        new DetectorProvider() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public String doc() {
            return "fails";
          }

          @Override
          public List<DetectorSetting> settings() {
            throw new NoSuchMethodError("built for another version");
          }

          @Override
          public BatchDetector open(DetectorSettings settings) {
            throw new AssertionError("not reached");
          }
        };
    assertThatThrownBy(() ->
            PlugIns.open(
                    new SourceReading.Decoded(new SourceText("detectors.yaml", "detectors: []")),
                    FOLDER,
                    List.of(broken),
                    ref -> Optional.empty())
                .close())
        .isInstanceOf(PlugInException.class)
        .hasMessageContaining("it failed with NoSuchMethodError");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          drools    | block | you idiot | block | manners.rude
          reference | block | you idiot | block | manners.rude
          drools    | block | hello     | allow | all_policies_passed
          reference | block | hello     | allow | all_policies_passed
          drools    | block | broken    | block | manners.fault
          reference | block | broken    | block | manners.fault
          drools    | allow | broken    | allow | all_policies_passed
          reference | allow | broken    | allow | all_policies_passed
          """)
  void policiesJudgeWhatPlugInsFind(
      String engine, String failMode, String text, String verdict, String reason) throws Exception {
    try (PlugIns plugIns = open(DETECTORS)) {
      var options =
          new EngineOptions(
              failMode.equals("allow") ? FailMode.ALLOW : FailMode.BLOCK,
              ref -> Optional.empty(),
              plugIns.all());
      CompiledPack pack = compile("plugin.slur", plugIns);
      assertThat(pack.diagnostics()).noneMatch(each -> each.severity() == Severity.ERROR);
      try (PolicyProgram program =
          PolicyEngines.named(engine).load(Objects.requireNonNull(pack.plan()), options)) {
        PhaseDecision decision = program.evaluate(content(text));
        assertThat(decision.verdict().word()).isEqualTo(verdict);
        assertThat(decision.reasonCode()).isEqualTo(reason);
      }
    }
  }

  private static CompiledPack compile(String category, PlugIns plugIns) {
    return new PackCompiler(PackSchemas.with(plugIns.all()))
        .compileText(new SourceText("polite.pack", PACK.replace("CATEGORY", category)));
  }

  private static PhaseContent content(String text) {
    return new PhaseContent(
        Phase.INPUT,
        new RequestFacts("gpt", "local", "/v1/chat/completions", false),
        List.of(Packs.segment(Channel.CONTENT, text)),
        List.of());
  }

  @Test
  void categoriesOfPlugInsAreKnownWherePlugInsAre() throws Exception {
    try (PlugIns plugIns = open(DETECTORS)) {
      assertThat(compile("plugin.slur", plugIns).plan()).isNotNull();
      assertThat(compile("plugin", plugIns).plan()).isNotNull();
      assertThat(compile("plugin.slurr", plugIns).diagnostics())
          .extracting(each -> each.code().code() + " " + each.hint())
          .contains("E208 did you mean `plugin.slur`?");
    }
    CompiledPack unchecked = compile("plugin.slurr", PlugIns.none());
    assertThat(unchecked.plan()).isNotNull();
    var options = new EngineOptions(FailMode.BLOCK, ref -> Optional.empty());
    assertThatThrownBy(() ->
            PolicyEngines.named("drools")
                .load(Objects.requireNonNull(unchecked.plan()), options)
                .close())
        .isInstanceOf(PlanLoadException.class)
        .hasMessageContaining("no detector reports `plugin.slurr`");
  }
}
