package dev.keeptrail.language.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.CommentDecl;
import dev.keeptrail.language.tree.EffectDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackTextReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "\"a\\nb\\tc\\rd\" ~ `a\nb\tc\rd`",
        "\"say \\\"x\\\"\" ~ say \"x\"",
        "\"a\\\\b\" ~ a\\b",
        "\"a\\\\\\\\b\" ~ a\\\\b",
        "\"\\u{41}\\u{1F600}\" ~ A\ud83d\ude00",
        "\"\\{x}\" ~ \\{x}",
        "\"\\\\{x}\" ~ \\\\{x}",
        "\"\\\\\\{x\\}\" ~ \\\\\\{x\\}",
        "\"{x}\" ~ {x}",
        "'a\\nb{2}\"' ~ a\\nb{2}\"",
        "\"# no comment\" ~ # no comment",
        "\"\"\"one line\"\"\" ~ one line",
      })
  void readsTexts(String written, String value) {
    assertThat(definition(written))
        .isInstanceOfSatisfying(
            ExprDecl.Text.class, text -> assertThat(text.value()).isEqualTo(value));
  }

  @Test
  void takesTheIndentationOffTextBlocks() {
    assertThat(block("\n    a\n      b\n\n    c\n    ")).isEqualTo("a\n  b\n\nc");
    assertThat(block("\n    a\n  ")).isEqualTo("  a");
    assertThat(block("\r\n\ta\r\n\tb\r\n\t")).isEqualTo("a\nb");
    assertThat(block("a\n   b\n  c")).isEqualTo("a\n b\nc");
    assertThat(block("\n  a \\\"\"\" b\\n\n  \"\"c\n  ")).isEqualTo("a \"\"\" b\n\n\"\"c");
    assertThat(block("\n")).isEmpty();
    assertThat(block("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a or b and not c == d + e * -f, (a or (b and (not (c == (d + (e * (- f)))))))",
    "a - b - c, ((a - b) - c)",
    "not not a, (not (not a))",
    "exists a.b == c, ((exists a.b) == c)",
    "a not in b and c in d, ((a not in b) and (c in d))",
    "x: f(y == 1) and g(), (x:f((y == 1.0)) and g())",
    "a[0].\"b c\"[12].in, a[0].b c[12].in",
    "(a or b) and c, ([(a or b)] and c)",
    "a % b / c, ((a % b) / c)",
    "a like contains, (a like contains)",
  })
  void bindsOperatorsByTheirTightness(String written, String shape) {
    assertThat(shape(definition(written))).isEqualTo(shape);
  }

  @Test
  void givesExpressionsTheirExactPlace() {
    String text = "define a = f( x . y [ 0 ] == -1 , \"t\" ) and b: g ( )\n";
    assertThat(places(definitionIn(text), text))
        .containsExactly(
            "f( x . y [ 0 ] == -1 , \"t\" ) and b: g ( )",
            "f( x . y [ 0 ] == -1 , \"t\" )",
            "x . y [ 0 ] == -1",
            "x . y [ 0 ]",
            "-1",
            "1",
            "\"t\"",
            "b: g ( )",
            "g ( )");
  }

  @Test
  void countsPlacesInUtf16Units() {
    String text = "# \ud83d\ude00\ndefine a = \"\ud83d\ude00\" + b\n";
    assertThat(places(definitionIn(text), text))
        .containsExactly("\"\ud83d\ude00\" + b", "\"\ud83d\ude00\"", "b");
  }

  @Test
  void mergesDottedKeys() {
    PolicyDecl policy =
        file("policy p { a.b: 1 c: word a.d.e: true a: { f: [1, -2.5, x] } \"odd key\": 10_000 }\n")
            .policies()
            .getFirst();
    assertThat(shape(policy.block().fields()))
        .isEqualTo("a={b=1, d={e=true}, f=[1, -2.5, x]}, c=word, odd key=10000");
  }

  @Test
  void givesAProviderItsIdAndAPackItsName() {
    PackFile file = file("pack demo { version: \"1.0.0\" }\nprovider one { provider: openai }\n");
    assertThat(shape(Objects.requireNonNull(file.pack()).fields()))
        .isEqualTo("name=demo, version=1.0.0");
    assertThat(shape(file.targets().getFirst().fields())).isEqualTo("id=one, provider=openai");
  }

  @Test
  void readsEffects() {
    EffectDecl effect =
        file("policy p { rule a { when true then redact f, g \"a.b\" { replacement: \"x\" } } }\n")
            .policies()
            .getFirst()
            .rules()
            .getFirst()
            .then();
    assertThat(effect.verb().text()).isEqualTo("redact");
    assertThat(effect.targets()).extracting("text").containsExactly("f", "g");
    assertThat(Objects.requireNonNull(effect.reason()).value()).isEqualTo("a.b");
    assertThat(shape(effect.options().fields())).isEqualTo("replacement=x");
  }

  @Test
  void keepsWordsOfTheGrammarAsNames() {
    PackFile file =
        file(
            """
            policy test: rule on chain { "rule": pack on.then: test }
            define policy = chain.policy and under(contains)
            chain { on }
            """);
    assertThat(file.policies().getFirst().kindName()).isEqualTo("rule");
    assertThat(file.definitions().getFirst().name().text()).isEqualTo("policy");
  }

  @Test
  void keepsCommentsWithTheirPlaces() {
    String text = "#one\nchain { a # two \n # three\n}\n# end";
    List<CommentDecl> comments = file(text).comments();
    assertThat(comments)
        .extracting(CommentDecl::text)
        .containsExactly("one", "two", "three", "end");
    assertThat(comments).extracting(CommentDecl::ownLine).containsExactly(true, false, true, true);
    assertThat(comments)
        .extracting(comment -> cut(comment.span(), text))
        .containsExactly("#one", "# two ", "# three", "# end");
  }

  @Test
  void goesOnAfterABrokenRuleAndKeepsTheOthers() {
    PackFile file =
        broken(
            """
            policy p {
              a: 1 2
              b: 3
              rule x { when ( then flag }
              rule y { when true then }
              rule z { when true then flag }
            }
            """);
    PolicyDecl policy = file.policies().getFirst();
    assertThat(policy.rules()).extracting(rule -> rule.name().text()).containsExactly("x", "z");
    assertThat(policy.rules().getFirst().when()).isInstanceOf(ExprDecl.Invalid.class);
    assertThat(policy.block().complete()).isFalse();
    assertThat(shape(policy.block().fields())).contains("b=3");
  }

  @Test
  void readsNoMoreThanTheVersionOfANewerLanguage() {
    PackFile file = file("# from the future\nlanguage 2\nsomething new! { \"\n");
    assertThat(Objects.requireNonNull(file.language()).version())
        .isInstanceOfSatisfying(
            ValueDecl.Int.class, version -> assertThat(version.value()).isEqualTo(2));
    assertThat(file.policies()).isEmpty();
  }

  private static String block(String inside) {
    return ((ExprDecl.Text) definition("\"\"\"" + inside + "\"\"\"")).value();
  }

  private static ExprDecl definition(String written) {
    return definitionIn("define a = " + written + "\n");
  }

  private static ExprDecl definitionIn(String text) {
    return file(text).definitions().getFirst().value();
  }

  private static PackFile file(String text) {
    Problems problems = new Problems();
    var file = PackTextReader.read(new SourceText("p.pack", text), problems);
    assertThat(problems.sorted()).isEmpty();
    return file.orElseThrow();
  }

  private static PackFile broken(String text) {
    Problems problems = new Problems();
    var file = PackTextReader.read(new SourceText("p.pack", text), problems);
    assertThat(problems.hasErrors()).isTrue();
    return file.orElseThrow();
  }

  private static String cut(Span span, String text) {
    return text.substring(span.offset(), span.end());
  }

  /** The text of every node, parents first. */
  private static List<String> places(ExprDecl expression, String text) {
    List<String> places = new ArrayList<>(List.of(cut(expression.span(), text)));
    children(expression).forEach(child -> places.addAll(places(child, text)));
    return places;
  }

  private static List<ExprDecl> children(ExprDecl expression) {
    return switch (expression) {
      case ExprDecl.Binary binary -> List.of(binary.left(), binary.right());
      case ExprDecl.Unary unary -> List.of(unary.operand());
      case ExprDecl.Bound bound -> List.of(bound.pattern());
      case ExprDecl.Grouped grouped -> List.of(grouped.inner());
      case ExprDecl.Call call -> call.arguments();
      case ExprDecl.Items items -> items.items();
      case ExprDecl.Text _,
          ExprDecl.Decimal _,
          ExprDecl.Truth _,
          ExprDecl.Name _,
          ExprDecl.Invalid _ ->
          List.of();
    };
  }

  private static String shape(ExprDecl expression) {
    return switch (expression) {
      case ExprDecl.Binary binary ->
          "("
              + shape(binary.left())
              + " "
              + binary.operator().symbol()
              + " "
              + shape(binary.right())
              + ")";
      case ExprDecl.Unary unary ->
          "(" + unary.operator().symbol() + " " + shape(unary.operand()) + ")";
      case ExprDecl.Bound bound -> bound.binding().text() + ":" + shape(bound.pattern());
      case ExprDecl.Grouped grouped -> "[" + shape(grouped.inner()) + "]";
      case ExprDecl.Call call ->
          call.name().text()
              + "("
              + String.join(", ", call.arguments().stream().map(PackTextReaderTest::shape).toList())
              + ")";
      case ExprDecl.Items items ->
          items.items().stream().map(PackTextReaderTest::shape).toList().toString();
      case ExprDecl.Text text -> "'" + text.value() + "'";
      case ExprDecl.Decimal number -> Double.toString(number.value());
      case ExprDecl.Truth truth -> Boolean.toString(truth.value());
      case ExprDecl.Name name ->
          String.join("", name.parts().stream().map(PackTextReaderTest::step).toList())
              .substring(1);
      case ExprDecl.Invalid _ -> "?";
    };
  }

  private static String step(ExprDecl.NamePart part) {
    return switch (part) {
      case ExprDecl.NamePart.Member member -> "." + member.name();
      case ExprDecl.NamePart.Element element -> "[" + element.index() + "]";
    };
  }

  private static String shape(List<FieldDecl> fields) {
    return String.join(
        ", ", fields.stream().map(field -> field.name() + "=" + shape(field.value())).toList());
  }

  private static String shape(ValueDecl value) {
    return switch (value) {
      case ValueDecl.Text text -> text.value();
      case ValueDecl.Bool bool -> Boolean.toString(bool.value());
      case ValueDecl.Int number -> Long.toString(number.value());
      case ValueDecl.Decimal number -> Double.toString(number.value());
      case ValueDecl.Sequence sequence ->
          sequence.items().stream().map(PackTextReaderTest::shape).toList().toString();
      case ValueDecl.Mapping mapping -> "{" + shape(mapping.fields()) + "}";
      case ValueDecl.Nothing _ -> "nothing";
      case ValueDecl.Invalid _ -> "?";
    };
  }
}
