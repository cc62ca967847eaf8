package dev.keeptrail.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs made to hurt: each ends soon, with a diagnostic. The time limit only catches a hang. */
@Timeout(60)
class HostileInputTest {
  private static final String BASE =
      "pack: {name: p, version: 1.0.0}\npolicies: {chain: [pii-detector]}\n";

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "{", "- - ", "!!a ", "&a ", "'", "\"", "|", "%"})
  void survivesDeepNesting(String opening) {
    assertThat(compile(opening.repeat(200_000 / opening.length())).hasErrors()).isTrue();
  }

  @Test
  void namesTheDepthThatIsTooMuch() {
    assertThat(codes("a: " + "[".repeat(70) + "]".repeat(70)))
        .containsExactly(DiagnosticCode.NESTING_TOO_DEEP);
    assertThat(codes("a: " + "[".repeat(60) + "]".repeat(60)))
        .doesNotContain(DiagnosticCode.NESTING_TOO_DEEP);
  }

  @Test
  void countsTheDepthOfKeysThatAreCollections() {
    assertThat(codes("{".repeat(70) + "a" + "}: b".repeat(70) + "}"))
        .containsExactly(DiagnosticCode.NESTING_TOO_DEEP);
    assertThat(codes("{".repeat(60) + "a" + "}: b".repeat(59) + "}"))
        .containsExactly(DiagnosticCode.UNSUPPORTED_YAML);
  }

  @Test
  void survivesDeepBlockNesting() {
    String yaml =
        IntStream.range(0, 500).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());
    assertThat(codes(yaml)).containsExactly(DiagnosticCode.NESTING_TOO_DEEP);
  }

  @Test
  void countsWhatIsBehindAnAliasAtEachUse() {
    String laughs =
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + IntStream.range(1, 10)
                .mapToObj(
                    i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "]\n")
                .collect(Collectors.joining());
    assertThat(codes(laughs)).containsExactly(DiagnosticCode.TOO_MANY_VALUES);
  }

  @Test
  void countsTheDepthBehindAnAlias() {
    String deep =
        "a0: &a0 [[[[[[[[[[x]]]]]]]]]]\n"
            + IntStream.range(1, 10)
                .mapToObj(i -> "a" + i + ": &a" + i + " [[[[[[[[*a" + (i - 1) + "]]]]]]]]\n")
                .collect(Collectors.joining());
    assertThat(codes(deep)).containsExactly(DiagnosticCode.NESTING_TOO_DEEP);
  }

  @Test
  void refusesAHugeValueAndGoesOn() {
    String yaml = BASE + "polcy: 1\npolicy: {pii-detector: {action: " + "x".repeat(70_000) + "}}\n";
    assertThat(codes(yaml))
        .containsExactly(DiagnosticCode.UNKNOWN_KEY, DiagnosticCode.VALUE_TOO_LONG);
  }

  @Test
  void readsALongKeyUpToTheBoundOfAnyValue() {
    assertThat(codes(BASE + "? " + "x".repeat(60_000) + "\n: 1\n"))
        .containsExactly(DiagnosticCode.UNKNOWN_KEY);
    assertThat(codes(BASE + "? " + "x".repeat(70_000) + "\n: 1\n"))
        .containsExactly(DiagnosticCode.VALUE_TOO_LONG);
  }

  @Test
  void refusesMoreValuesThanItCounts() {
    assertThat(codes("a: [" + "x,".repeat(100_001) + "]"))
        .containsExactly(DiagnosticCode.TOO_MANY_VALUES);
  }

  @Test
  void showsAHundredOfManyProblems() {
    String yaml =
        BASE
            + IntStream.range(0, 20_000)
                .mapToObj(i -> "unknown" + i + ": 1\n")
                .collect(Collectors.joining());
    List<Diagnostic> problems = compile(yaml).diagnostics();
    assertThat(problems).hasSize(Problems.MAX_SHOWN + 1);
    assertThat(problems.getFirst().path()).isEqualTo("unknown0");
    assertThat(problems.getLast().code()).isEqualTo(DiagnosticCode.MORE_PROBLEMS);
    assertThat(problems.getLast().message()).isEqualTo("19900 more problems are not shown");
  }

  @Test
  void endsOnTenMegabytesOfGarbage() {
    byte[] garbage = new byte[10 << 20];
    new Random(1).nextBytes(garbage);
    CompiledPack compiled =
        new PackCompiler(SampleKinds.ALL).compile(SourceReader.decode("g", garbage));
    assertThat(compiled.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.SOURCE_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a: b\n",
        "\n",
        " ",
        "#\n",
        "- a\n",
        "a: &b c\n",
        "- *a\n",
        "'a' ",
        "\t",
        "é"
      })
  void endsOnAMegabyteOfOneThing(String unit) {
    String text = unit.repeat(1_000_000 / unit.getBytes(StandardCharsets.UTF_8).length);
    assertThat(compile(text).hasErrors()).isTrue();
  }

  @Test
  void endsOnAMegabyteOfPatterns() {
    String pattern = "'" + "(a{900}|".repeat(100) + "x" + ")".repeat(100) + "', ";
    String yaml = BASE + "policy: {pii-detector: {detect_patterns: [" + pattern.repeat(3) + "]}}\n";
    assertThat(codes(yaml)).containsOnly(DiagnosticCode.INVALID_PATTERN);
  }

  @Test
  void rendersOneLongLineInAShortFrame() {
    String yaml = "a: '" + "x".repeat(60_000) + "', b: 1\n";
    String frame = new FrameRenderer(false).render(compile(yaml).diagnostics());
    assertThat(frame.lines()).allMatch(line -> line.length() < 300);
  }

  private static List<DiagnosticCode> codes(String yaml) {
    return compile(yaml).diagnostics().stream()
        .map(Diagnostic::code)
        .distinct()
        .filter(code -> code != DiagnosticCode.MISSING_KEY)
        .toList();
  }

  private static CompiledPack compile(String yaml) {
    return new PackCompiler(SampleKinds.ALL).compileYaml(new SourceText("p.yaml", yaml));
  }
}
