package dev.keeptrail.language.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.PackReader;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.CommentDecl;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlRulesTest {
  private static final String NAMES = "before: [x]\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "define: {a: first and second}\n",
        "define:\n  a: first\n    and\n\n    second # comment\n",
        "define: {a: 'first and ''t'' == second'}\n",
        "define: {a: 'first\n    and\n\n   second'}\n",
        "define: {a: \"first and \\\"\\u0041\\x42\\U0001F600\\\" == second\"}\n",
        "define: {a: \"first and \\\n     second\"}\n",
        "define:\n  a: |\n    first and\n      second\n",
        "define:\n  a: |-  # comment\n\n    first and\n\n\n    second\n\n",
        "define:\n  a: >\n    first\n    and\n\n    second\n",
        "define:\n  a: >+\n    first\n      and\n      more or\n    second\n\n",
        "define: {a: &anchor 'first and second'}\n",
        "define: {a: !!str first and second}\n",
        "define: {\ud83d\ude00: \"first and \ud83d\ude00\", a: 'first and second'}\n",
        "define:\r\n  a: first\r\n    and second\r\n",
      })
  void pointsIntoScalarsExactly(String section) {
    DefineDecl definition = read(NAMES + section).file().definitions().getLast();
    List<String> words =
        names(definition.value()).stream().map(name -> cut(name.span(), NAMES + section)).toList();
    assertThat(words).startsWith("first").endsWith("second");
    assertThat(words)
        .allSatisfy(word -> assertThat(word).isIn("first", "second", "and", "or", "more"));
  }

  @Test
  void fallsBackToTheScalarWhereCharactersHaveNoPlace() {
    Reading reading = read("define:\n  a: &x 'b +'\n  c: *x\n");
    assertThat(reading.problems()).extracting(p -> p.span().line()).containsExactly(2, 3);
    assertThat(reading.problems().getLast().span().length()).isEqualTo(2);
  }

  @Test
  void reportsExpressionsAtTheirPlaceAndPath() {
    Reading reading =
        read(
            "policy:\n  p:\n    rules:\n      - name: a\n        when: \"tool_call(x = 1)\"\n        then: {flag: a.b}\n");
    assertThat(reading.problems()).hasSize(1);
    Diagnostic problem = reading.problems().getFirst();
    assertThat(problem.path()).isEqualTo("policy.p.rules[0].when");
    assertThat(problem.span().line()).isEqualTo(5);
    assertThat(problem.span().column()).isEqualTo(28);
  }

  @Test
  void readsPoliciesOfRules() {
    Reading reading =
        read(
            """
            policy:
              p:
                kind: rules
                on: [tool, input]
                enforcement: shadow
                rules:
                  - {name: a, description: why, when: true, then: {redact: x.y, targets: [f, g],
                     tags: {t: u}}}
                  - {name: b, when: 'finding()', then: {flag: }}
            """);
    assertThat(reading.problems()).isEmpty();
    PolicyDecl policy = reading.file().policies().getFirst();
    assertThat(policy.kindName()).isEqualTo("rules");
    assertThat(policy.phases()).extracting("text").containsExactly("tool", "input");
    assertThat(policy.block().fields()).extracting("name").containsExactly("enforcement");
    RuleDecl first = policy.rules().getFirst();
    assertThat(first.when()).isInstanceOf(ExprDecl.Truth.class);
    assertThat(first.then().verb().text()).isEqualTo("redact");
    assertThat(first.then().targets()).extracting("text").containsExactly("f", "g");
    assertThat(first.then().options().fields()).extracting("name").containsExactly("tags");
    assertThat(policy.rules().getLast().then().reason()).isNull();
  }

  @Test
  void readsConstants() {
    PackFile file =
        read("define: {a: 5, b: 0.5, c: true, d: [x, 1, false], e: '5 + 1', f: \"'t'\"}\n").file();
    assertThat(file.definitions())
        .extracting(definition -> definition.value().getClass().getSimpleName())
        .containsExactly("Decimal", "Decimal", "Truth", "Items", "Binary", "Text");
  }

  @Test
  void findsCommentsOutsideScalars() {
    String yaml =
        """
        # one
        before: [x] # two
        define:
          a: 'no # comment'
          b: "no # comment" # three
          c: | # four
            x and # inside
            y
          # five
          d: &anchor z # six
          e#f: plain#text # seven
          'g # h': 1
          # eight
          i: a
            b # nine
        # end\
        """;
    List<CommentDecl> comments = read(yaml).file().comments();
    assertThat(comments)
        .extracting(CommentDecl::text)
        .containsExactly(
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "end");
    assertThat(comments)
        .extracting(CommentDecl::ownLine)
        .containsExactly(true, false, false, false, true, false, false, true, false, true);
    assertThat(comments)
        .allSatisfy(comment -> assertThat(cut(comment.span(), yaml)).startsWith("# "));
  }

  @Test
  void readsNoMoreThanTheVersionOfANewerLanguage() {
    Reading reading = read("language: 2\npacks: []\npolicy: 5\n");
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.file().language()).isNotNull();
  }

  private static List<ExprDecl.Name> names(ExprDecl expression) {
    return switch (expression) {
      case ExprDecl.Name name -> List.of(name);
      case ExprDecl.Binary binary ->
          Stream.concat(names(binary.left()).stream(), names(binary.right()).stream()).toList();
      default -> List.of();
    };
  }

  private static String cut(Span span, String text) {
    return text.substring(span.offset(), span.end());
  }

  private static Reading read(String yaml) {
    Problems problems = new Problems();
    PackFile file = PackReader.read(new SourceText("p.yaml", yaml), problems).orElseThrow();
    List<Diagnostic> found =
        problems.sorted().stream().filter(p -> !p.path().equals("before")).toList();
    return new Reading(file, found);
  }

  private record Reading(PackFile file, List<Diagnostic> problems) {}
}
