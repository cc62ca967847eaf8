package dev.keeptrail.language.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What conditions and effects come to. {@code conditions.txt} has one on each line, {@code
 * conditions.expected.txt} below each what became of it: the resolved rule, or every problem with
 * its column in that line.
 */
class ConditionTableTest {
  private static final String BEFORE_RULE =
      """
      pack p { version: "1.0.0" }
      define limit = 10_000
      define half = limit / 2
      define internal = ["corp.example", "example.com"]
      define treasury = identity(groups contains "treasury")
      define leaked = finding(category under ["pii", "secret"], score >= 0.5)
      define digits = '[0-9]+'
      chain { guard }
      policy guard {
        patterns: { wire-id: 'W[0-9]+' }
        terms: { projects: ["falcon"] }
        rule r {
      """;
  private static final String AFTER_RULE = "\n  }\n}\n";

  /** Leaves what it saw in the build folder, to be compared and copied when it changes. */
  @Test
  void everyConditionMeansWhatTheTableSays() throws IOException {
    String actual =
        resource("conditions.txt")
            .lines()
            .filter(line -> !line.isBlank())
            .map(ConditionTableTest::answer)
            .collect(Collectors.joining());
    Files.writeString(Path.of("target", "conditions.actual.txt"), actual);
    assertThat(actual).isEqualTo(resource("conditions.expected.txt"));
  }

  private static String answer(String line) {
    if (line.startsWith("#")) {
      return "\n" + line + "\n";
    }
    String rule = line.contains(" then ") ? line : line + " then block";
    String pack = BEFORE_RULE + "when " + rule + AFTER_RULE;
    CompiledPack compiled = RuleKinds.compiler().compileText(new SourceText("p.pack", pack));
    String problems =
        compiled.diagnostics().stream().map(ConditionTableTest::line).collect(Collectors.joining());
    return line + "\n" + (compiled.plan() == null ? "" : RuleText.of(compiled.plan())) + problems;
  }

  private static String line(Diagnostic problem) {
    String hint = problem.hint() == null ? "" : " = " + problem.hint();
    boolean here = problem.span().line() == BEFORE_RULE.lines().count() + 1;
    int column = problem.span().column() - "when ".length();
    return "  %s %s %s%s\n"
        .formatted(
            problem.code().code(),
            here ? column + "+" + problem.span().length() : "elsewhere",
            problem.message(),
            hint);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ConditionTableTest.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
