package dev.keeptrail.language.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.EmbeddedText;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.PackFile;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, the reader answers with a tree or a problem, and never throws. */
class PackTextProperties {
  private static final List<String> PIECES =
      List.of(
          "pack",
          "provider",
          "gateway",
          "testing",
          "define",
          "import",
          "chain",
          "policy",
          "test",
          "rule",
          "when",
          "then",
          "given",
          "expect",
          "by",
          "reason",
          "on",
          "language",
          "a",
          "b-c",
          "finding",
          "block",
          "true",
          "not",
          "and",
          "or",
          "in",
          "exists",
          "contains",
          "under",
          "called",
          "like",
          "1",
          "10_0",
          "1.5e3",
          "1.2.3",
          "\"t\"",
          "'r'",
          "\"\"\"\n x\n\"\"\"",
          "\"",
          "'",
          "\"\"\"",
          "\\",
          "# c\n",
          "\n",
          "\n",
          " ",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "{",
          "}",
          ":",
          ",",
          ".",
          "=",
          "==",
          "<",
          "+",
          "-",
          "*",
          "?",
          "&&",
          "\ud83d\ude00");

  private static final String VALID =
      """
      language 1
      # a comment
      pack demo { version: "1.0.0", description: \"""
          two
            lines
          \""" }
      provider one { provider: openai secret_key_ref: { env: KEY } }
      define limit = 10_000 * -2
      define words = ["a", 'b\\d', "c\\n\\u{1F600}"]
      chain {
        pii-detector { redaction.marker_format: label, action: redact }
        transfers
      }
      policy transfers: rules on tool, input {
        message: "no {thing}"
        rule large "why" {
          when call: tool_call(name like "wire_*", arguments.items[0]."odd key" > limit)
            and not (identity(groups contains "x") or exists call.name) and count(finding()) >= 3
          then escalate call "wire.large" { assign: { team: treasury } }
        }
      }
      test "large" on tool {
        given tool_call { name: "wire" arguments: { amount: 20_000 } }
        expect escalate by transfers reason "wire.large" { rules: [large] }
      }
      """;

  @Property(tries = 500)
  void answersAnyText(@ForAll String text) {
    assertAnswer(text);
  }

  @Property(tries = 2_000)
  void answersAnyMixOfWordsAndSigns(@ForAll("pieces") String text) {
    assertAnswer(text);
  }

  @Property(tries = 2_000)
  void answersAnyDamageToAValidPack(@ForAll long seed) {
    assertAnswer(damaged(new Random(seed)));
  }

  @Property(tries = 1_000)
  void answersAnyExpression(@ForAll("pieces") String text) {
    SourceText source = new SourceText("p", "'" + text + "'");
    Problems problems = new Problems();
    ExprDecl expression =
        ExpressionReader.read(
            EmbeddedText.at(new Span(source, 1, text.length()), text), "when", problems);
    assertThat(problems.hasErrors() || !(expression instanceof ExprDecl.Invalid)).isTrue();
    assertThat(problems.sorted()).allMatch(problem -> problem.path().equals("when"));
  }

  @Property(tries = 1)
  void findsNothingWrongWithTheValidPack() {
    Problems problems = new Problems();
    Optional<PackFile> file = PackTextReader.read(new SourceText("p.pack", VALID), problems);
    assertThat(problems.sorted()).isEmpty();
    assertThat(file).isPresent();
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(PIECES)
        .list()
        .ofMaxSize(80)
        .map(pieces -> String.join(pieces.size() % 2 == 0 ? " " : "", pieces));
  }

  private static String damaged(Random random) {
    StringBuilder text = new StringBuilder(VALID);
    int wounds = 1 + random.nextInt(3);
    for (int i = 0; i < wounds; i++) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(3)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
      }
    }
    return text.toString();
  }

  private static void assertAnswer(String text) {
    Problems problems = new Problems();
    Optional<PackFile> file = PackTextReader.read(new SourceText("p.pack", text), problems);
    assertThat(file.isPresent() || problems.hasErrors()).isTrue();
    assertThat(problems.sorted())
        .allSatisfy(problem -> {
          assertThat(problem.span().end()).isLessThanOrEqualTo(text.length());
          assertThat(problem.message())
              .isNotBlank()
              .doesNotEndWith(".")
              .doesNotContain("expected ,");
          assertThat(problem.message().lines()).hasSize(1);
        });
  }
}
