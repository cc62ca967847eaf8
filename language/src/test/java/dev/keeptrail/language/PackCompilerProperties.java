package dev.keeptrail.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.report.LintReport;
import dev.keeptrail.language.report.ReportContext;
import dev.keeptrail.language.report.ReportFormat;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is typed: an answer, within bounds, that can be shown. */
class PackCompilerProperties {
  private static final String VALID =
      """
      pack: {name: p, version: 1.0.0, enabled: true}
      providers:
        targets:
          - id: &id a
            provider: openai:chat:m
            base_url: "https://example.com/v1"
            secret_key_ref: {env: KEY}
          - {id: b, provider: simulated, model: *id}
      policies:
        chain: [prompt-injection, pii-detector, dlp-filter, audit-logger]
      policy:
        prompt-injection:
          embedding_threshold: 0.7
          response: {action: flag, message: "n\\x6f\\u00e9", key: {file: /k}}
        pii-detector:
          enforcement: shadow
          detect_patterns: ["[a-z]+", 'x{1,3}']
          redaction: {custom_markers: {email: "[MAIL]"}}
        dlp-filter: {blocked_terms: [one, two], max_distance: 2}
        audit-logger:
      gateway: {block_status: 403}
      """;
  private static final String YAML_MARKS = "[]{}:,-?&*!|>'\"%@`#~ \n\t\\0aé😀\u0000\u2028\ud800";

  private final PackCompiler compiler = new PackCompiler(SampleKinds.ALL);

  @Property(tries = 500)
  void answersAnyText(@ForAll String text) {
    assertAnswer(compiler.compileYaml(new SourceText("p", text)));
  }

  @Property(tries = 1_000)
  void answersAnyMixOfYamlMarks(@ForAll("yamlLike") String text) {
    assertAnswer(compiler.compileYaml(new SourceText("p", text)));
  }

  @Property(tries = 1_000)
  void answersAnyDamageToAValidPack(@ForAll long seed) {
    assertAnswer(compiler.compileYaml(new SourceText("p", damaged(new Random(seed)))));
  }

  @Property(tries = 200)
  void answersAnyBytes(@ForAll byte[] bytes) {
    assertAnswer(compiler.compile(SourceReader.decode("p", bytes)));
  }

  @Provide
  Arbitrary<String> yamlLike() {
    Arbitrary<Character> marks =
        Arbitraries.integers().between(0, YAML_MARKS.length() - 1).map(YAML_MARKS::charAt);
    return marks.list().ofMaxSize(60).map(PackCompilerProperties::joined);
  }

  private static String joined(Iterable<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }

  private static String damaged(Random random) {
    StringBuilder text = new StringBuilder(VALID);
    int wounds = 1 + random.nextInt(3);
    for (int i = 0; i < wounds; i++) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(3)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, YAML_MARKS.charAt(random.nextInt(YAML_MARKS.length())));
        default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
      }
    }
    return text.toString();
  }

  private static void assertAnswer(CompiledPack compiled) {
    assertThat(compiled.plan() == null).isEqualTo(compiled.hasErrors());
    assertThat(compiled.diagnostics()).hasSizeLessThanOrEqualTo(Problems.MAX_SHOWN + 1);
    assertThat(compiled.diagnostics())
        .allSatisfy(problem -> {
          int length = problem.span().source().text().length();
          assertThat(problem.span().offset()).isBetween(0, length);
          assertThat(problem.message()).isNotBlank().doesNotEndWith(".");
          assertThat(problem.message().lines()).hasSize(1);
        });
    assertThat(new FrameRenderer(false).render(compiled.diagnostics()))
        .matches(text -> text.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)));
    var linter = new Linter(new PackSchema(SampleKinds.ALL, List.of()));
    var report = new LintReport("p", compiled, linter.lint(compiled, LintOptions.DEFAULT));
    var context = new ReportContext("1.0.0", false, false, Instant.EPOCH);
    for (ReportFormat format : ReportFormat.values()) {
      String text = format.render(List.of(report), context);
      assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(text);
    }
  }
}
