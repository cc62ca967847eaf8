package dev.keeptrail.language.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packs made to multiply: each ends soon, with a diagnostic. The time limit catches a hang. */
@Timeout(60)
class HostileRulesTest {
  private static final String HEAD = "pack p { version: \"1.0.0\" }\nchain { guard }\n";

  @Test
  void conditionsThatDoubleAtEachDefinition() {
    assertThat(codes(doubling("finding()", " or ", 40) + rule("d40")))
        .containsAnyOf(DiagnosticCode.RULES_TOO_LARGE, DiagnosticCode.TOO_MANY_ALTERNATIVES);
  }

  @Test
  void valuesThatDoubleAtEachDefinition() {
    String text =
        doubling("lower(\"x\")", ", ", 40)
            .replaceAll("= (d\\d+), (d\\d+)", "= join(split(\\$1, \\$2), \\$1)");
    assertThat(codes(text + rule("tool_call(name == d40)")))
        .contains(DiagnosticCode.RULES_TOO_LARGE);
  }

  @Test
  void alternativesThatMultiply() {
    String ors =
        IntStream.range(0, 60)
            .mapToObj(_ -> "(finding() or message())")
            .collect(Collectors.joining(" and "));
    assertThat(codes(rule(ors))).containsExactly(DiagnosticCode.TOO_MANY_ALTERNATIVES);
    assertThat(codes(rule("not (" + ors + ")")))
        .containsExactly(DiagnosticCode.TOO_MANY_ALTERNATIVES);
  }

  @Test
  void thousandsOfAlternatives() {
    String ors = repeated("finding()", " or ", 5_000);
    assertThat(codes(rule(ors))).containsExactly(DiagnosticCode.TOO_MANY_ALTERNATIVES);
  }

  @Test
  void thousandsOfTests() {
    String tests = repeated("score > 0.5", " or ", 5_000);
    assertThat(codes(rule("finding(" + tests + ")"))).isEmpty();
  }

  @Test
  void thousandsOfPatterns() {
    assertThat(codes(rule(repeated("exists finding()", " and ", 5_000))))
        .containsExactly(DiagnosticCode.TOO_MANY_PATTERNS);
  }

  @Test
  void thousandsOfDefinitionsInARow() {
    String chain =
        "define d0 = 1\n"
            + IntStream.range(1, 5_000)
                .mapToObj(i -> "define d" + i + " = d" + (i - 1) + "\n")
                .collect(Collectors.joining());
    assertThat(codes(chain + rule("finding(score > d4999)"))).isEmpty();
    String backwards =
        IntStream.range(1, 5_000)
                .mapToObj(i -> "define d" + (5_000 - i) + " = d" + (4_999 - i) + "\n")
                .collect(Collectors.joining())
            + "define d0 = 1\n";
    assertThat(codes(backwards + rule("finding(score > d4999)")))
        .containsOnly(DiagnosticCode.NESTING_TOO_DEEP);
  }

  @Test
  void aCircleOfThousandsOfDefinitions() {
    String circle =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "define d" + i + " = d" + (i + 1) % 3_000 + "\n")
            .collect(Collectors.joining());
    assertThat(codes(circle + rule("finding(score > d0)")))
        .containsAnyOf(DiagnosticCode.DEFINITION_CYCLE, DiagnosticCode.NESTING_TOO_DEEP);
  }

  @Test
  void importsWithoutEnd() {
    Map<String, String> deep = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      deep.put("f" + i + ".pack", "import \"f" + (i + 1) + ".pack\"\n");
    }
    assertThat(codes("import \"f0.pack\"\n" + rule("finding()"), deep))
        .containsExactly(DiagnosticCode.INVALID_IMPORT);
    Map<String, String> wide = new HashMap<>();
    var imports = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      wide.put("f" + i + ".pack", "define d" + i + " = 1\n");
      imports.append("import \"f").append(i).append(".pack\"\n");
    }
    assertThat(codes(imports + rule("finding()"), wide))
        .containsExactly(DiagnosticCode.INVALID_IMPORT);
  }

  private static String doubling(String first, String operator, int levels) {
    return "define d0 = "
        + first
        + "\n"
        + IntStream.rangeClosed(1, levels)
            .mapToObj(i -> "define d%d = d%d%sd%d\n".formatted(i, i - 1, operator, i - 1))
            .collect(Collectors.joining());
  }

  private static String repeated(String part, String operator, int times) {
    return IntStream.range(0, times).mapToObj(_ -> part).collect(Collectors.joining(operator));
  }

  private static String rule(String when) {
    return "policy guard { rule r { when " + when + "\n then block } }\n";
  }

  private static List<DiagnosticCode> codes(String text) {
    return codes(text, Map.of());
  }

  private static List<DiagnosticCode> codes(String text, Map<String, String> files) {
    String imports =
        text.lines().filter(l -> l.startsWith("import")).collect(Collectors.joining("\n"));
    String rest =
        text.lines().filter(l -> !l.startsWith("import")).collect(Collectors.joining("\n"));
    CompiledPack compiled =
        RuleKinds.compiler()
            .compile(
                new SourceReading.Decoded(new SourceText("p.pack", imports + "\n" + HEAD + rest)),
                SourceFiles.inMemory(files));
    return compiled.diagnostics().stream().map(Diagnostic::code).toList();
  }
}
