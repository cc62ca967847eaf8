package dev.keeptrail.language.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of bad pack texts: what the reader says of each, exactly, and nothing else. */
class BadTextPackTest {
  record Case(String name, String text) {}

  private static Stream<Case> cases() {
    return Stream.of(
            words(), brackets(), items(), settings(), rules(), expressions(), tests(), size())
        .flatMap(c -> c);
  }

  /** Leaves what it saw in the build folder, to be compared and copied when wording changes. */
  @Test
  void saysWhatIsWrongAndWhere() throws IOException {
    String actual = cases().map(BadTextPackTest::answer).collect(Collectors.joining("\n"));
    Files.writeString(Path.of("target", "bad-text-packs.actual.txt"), actual);
    try (InputStream in =
        BadTextPackTest.class.getResourceAsStream("bad-text-packs.expected.txt")) {
      assertThat(in).isNotNull();
      assertThat(actual).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void everyCaseHasAnError() {
    assertThat(cases()).allSatisfy(bad -> assertThat(problems(bad).hasErrors()).isTrue());
  }

  private static Problems problems(Case bad) {
    Problems problems = new Problems();
    PackTextReader.read(new SourceText("p.pack", bad.text()), problems);
    return problems;
  }

  private static String answer(Case bad) {
    List<Diagnostic> found = problems(bad).sorted();
    return found.stream()
        .map(BadTextPackTest::line)
        .collect(Collectors.joining("\n", "# " + bad.name() + "\n", "\n"));
  }

  private static String line(Diagnostic problem) {
    String hint = problem.hint() == null ? "" : " = " + problem.hint();
    return problem.code().code()
        + " "
        + problem.span().line()
        + ":"
        + problem.span().column()
        + "+"
        + problem.span().length()
        + " "
        + problem.message()
        + hint;
  }

  private static Case bad(String name, String text) {
    return new Case(name, text);
  }

  static Stream<Case> words() {
    return Stream.of(
        bad("empty file", ""),
        bad("only comments", "# nothing\n  # at all\n"),
        bad("NUL", "pack p { version: \"\u0000\" }\n"),
        bad("escape character", "# \u001b[31m\n"),
        bad("half of a surrogate pair", "# \ud800\n"),
        bad("text not closed", "pack p {\n  version: \"1.0.0\n}\n"),
        bad("raw text not closed", "pack p {\n  version: '1.0.0\n}\n"),
        bad("text not closed before a brace", "pack p { version: \"1.0.0 }\nchain { a }\n"),
        bad("text block not closed", "pack p {\n  description: \"\"\"\n  a\n}\n"),
        bad("text ends in a backslash", "pack p { version: \"a\\"),
        bad("unknown escape", "pack p { version: \"a\\qb\" }\n"),
        bad("escapes of a pattern", "policy p { patterns: { a: \"\\d{3}\\w\" } }\n"),
        bad("code point without braces", "pack p { version: \"\\u0041\" }\n"),
        bad("code point that is a surrogate", "pack p { version: \"\\u{d800}\" }\n"),
        bad("code point beyond Unicode", "pack p { version: \"\\u{110000}\" }\n"),
        bad("code point without digits", "pack p { version: \"\\u{}\" }\n"),
        bad("code point with many digits", "pack p { version: \"\\u{0000041}\" }\n"),
        bad("code point not closed", "pack p { version: \"\\u{41\" }\n"),
        bad("escape in a text block", "pack p { version: \"\"\"\n  a\\\n  b\n  \"\"\" }\n"),
        bad("version without quotes", "pack p { version: 1.2.3 }\n"),
        bad("digits that run into letters", "define a = 12abc\n"),
        bad("underscore at a number's end", "define a = 10_\n"),
        bad("hexadecimal number", "define a = 0x10\n"),
        bad("number too large", "define a = 1e999\n"),
        bad("ampersands", "define a = b && c\n"),
        bad("bars", "define a = b || c\n"),
        bad("exclamation mark", "define a = !b\n"),
        bad("semicolon", "define a = 1;\n"),
        bad("dollar", "define a = finding(call == $c)\n"),
        bad("typographic quotes", "define a = \u201cb\u201d\n"),
        bad("letter of another alphabet", "define gr\u00f6\u00dfe = 1\n"),
        bad("emoji", "define a = \ud83d\ude00\ud83d\ude00\n"),
        bad("no-break space", "define\u00a0a = 1\n"),
        bad("back-ticks", "define a = `b`\n"),
        bad("slashes for a comment", "chain { a } // why\n"),
        bad("star comment", "/* why */\nchain { a }\n"));
  }

  static Stream<Case> brackets() {
    return Stream.of(
        bad("brace never closed", "chain { a\n"),
        bad("brace not closed before an item", "pack p {\n  version: \"1\"\nchain { a }\n"),
        bad(
            "brace not closed before a rule",
            "policy p {\n rule a { when true then flag\n rule b { when true then flag }\n}\n"),
        bad(
            "parenthesis not closed before then",
            "policy p {\n rule a {\n  when tool_call(name == \"a\"\n  then flag\n }\n}\n"),
        bad("parenthesis not closed before a definition", "define a = (b\ndefine c = 1\n"),
        bad("list not closed", "policy p {\n  list: [a, b\n}\n"),
        bad("list not closed before a key", "policy p {\n  list: [a, b\n  other: c\n}\n"),
        bad("parenthesis closed by a bracket", "define a = f(b]\n"),
        bad("surplus brace", "chain { a }}\npack p { }\n"),
        bad("surplus parenthesis", "define a = f(b))\n"),
        bad("surplus bracket in a block", "policy p {\n  a: ]\n  b: 1\n}\n"),
        bad("two braces never closed", "policy p {\n rule a {\n  when true\n"));
  }

  static Stream<Case> items() {
    return Stream.of(
        bad("misspelt item", "polcy p { a: 1 }\n"),
        bad("misspelt item after another", "chain { a }\npolcy p { a: 1 }\ndefine b = 1\n"),
        bad("item that does not exist", "workflow x { a: 1 }\n"),
        bad("prose", "the policy of the pack is good\n"),
        bad("YAML", "pack:\n  name: p\npolicies:\n  chain: [a]\n"),
        bad("rule outside a policy", "rule a { when true then flag }\n"),
        bad("given outside a test", "given request { }\n"),
        bad("pack without a name", "pack { version: \"1.0.0\" }\n"),
        bad("pack without a block", "pack p\nchain { a }\n"),
        bad("two packs", "pack a { }\npack b { }\n"),
        bad("two chains", "chain { a }\nchain { b }\n"),
        bad("two gateways and testings", "gateway { }\ngateway { }\ntesting { }\ntesting { }\n"),
        bad("policy twice", "policy a { b: 1 }\npolicy a { c: 1 }\n"),
        bad("policy in the chain and apart", "chain { a { b: 1 } }\npolicy a { c: 1 }\n"),
        bad("definition twice", "define a = 1\ndefine a = 2\n"),
        bad("language twice", "language 1\nlanguage 1\n"),
        bad("language after an item", "chain { a }\nlanguage 1\n"),
        bad("language is a text", "language \"1\"\nchain { a }\n"),
        bad("import without quotes", "import ../a.pack\nchain { a }\n"),
        bad("definition with a colon", "define a: 1\n"),
        bad("definition with two equals signs", "define a == 1\n"),
        bad("definition without a value", "define a =\ndefine b = 1\n"),
        bad("definition of a reserved word", "define not = 1\n"),
        bad("two words for a definition", "define a = b c\n"),
        bad("chain as a list", "chain: [a, b]\n"),
        bad("chain with a number", "chain { a 5 b }\n"),
        bad("chain with a text", "chain {\n  a\n  \"b\"\n  c\n}\n"),
        bad("chain with a reserved word", "chain {\n  a\n  policy\n  c\n}\n"),
        bad("policy without a name", "policy { a: 1 }\n"),
        bad("policy without phases", "policy p on { a: 1 }\n"),
        bad("policy with two kinds", "policy p: a: b { }\n"),
        bad("policy without a block", "policy p\npolicy q { }\n"));
  }

  static Stream<Case> settings() {
    return Stream.of(
        bad("setting without a colon", "pack p {\n  version \"1.0.0\"\n  enabled: true\n}\n"),
        bad("setting with an equals sign", "pack p {\n  version = \"1.0.0\"\n}\n"),
        bad("setting without a value", "pack p {\n  version:\n}\n"),
        bad("setting without a value before another", "pack p {\n  version:\n  enabled: true\n}\n"),
        bad("two values", "pack p { version: \"1\" \"2\" enabled: true }\n"),
        bad("key twice", "pack p {\n  version: \"1\"\n  version: \"2\"\n}\n"),
        bad("name written again", "pack p { name: q }\nprovider a { id: b }\n"),
        bad("dotted key twice", "policy p {\n  a.b: 1\n  a.b: 2\n}\n"),
        bad("dotted key through a value", "policy p {\n  a: 1\n  a.b: 2\n}\n"),
        bad("value for a dotted key's start", "policy p {\n  a.b: 1\n  a: 2\n}\n"),
        bad("block twice", "policy p {\n  a: { b: 1 }\n  a: { c: 2 }\n}\n"),
        bad("key in a block and dotted", "policy p {\n  a: { b: 1 }\n  a.b: 2\n}\n"),
        bad("key that ends in a dot", "policy p {\n  a.: 1\n  b: 2\n}\n"),
        bad("two commas", "policy p { a: [1,, 2] }\n"),
        bad("comma first", "policy p { , a: 1 }\n"),
        bad("words without commas", "policy p { a: [b c] }\n"),
        bad("minus before a word", "policy p { a: -b }\n"),
        bad("rule as a key", "policy p { rule: 1 }\n"),
        bad("three broken settings", "pack p {\n  a 1\n  b: ?\n  c: d\n  e = 2\n}\n"));
  }

  static Stream<Case> rules() {
    return Stream.of(
        bad("rule without a name", "policy p { rule { when true then flag } }\n"),
        bad("rule without when", "policy p { rule a { then flag } }\n"),
        bad("rule with if", "policy p { rule a { if true then flag } }\n"),
        bad("rule without then", "policy p { rule a { when true } }\n"),
        bad("rule with an arrow", "policy p { rule a { when true => flag } }\n"),
        bad("when without a condition", "policy p { rule a { when then flag } }\n"),
        bad("then without an effect", "policy p { rule a { when true then } }\n"),
        bad("two effects", "policy p { rule a { when true then flag then block } }\n"),
        bad("effect with a number", "policy p { rule a { when true then block 5 } }\n"),
        bad("reason before targets", "policy p { rule a { when true then redact \"a.b\" f } }\n"),
        bad("broken option", "policy p { rule a { when true then block { message } } }\n"),
        bad(
            "condition and effect broken",
            """
            policy p { rule a {
             when f(
             then block 5
             } rule b { when true then flag } }
            """),
        bad("description without quotes", "policy p { rule a why { when true then flag } }\n"),
        bad("misspelt rule", "policy p {\n  ruel a { when true then flag }\n  b: 1\n}\n"));
  }

  static Stream<Case> expressions() {
    return Stream.of(
        bad("comparison of a comparison", "define a = b == c == d\n"),
        bad("range", "define a = 1 < b <= 3\n"),
        bad("in after contains", "define a = b contains c not in d\n"),
        bad("single equals sign", "define a = tool_call(name = \"b\")\n"),
        bad("colon for an equals sign", "define a = tool_call(name: \"b\")\n"),
        bad("operator without a right side", "define a = b +\n"),
        bad("operator without a left side", "define a = * b\n"),
        bad("and at the end of a condition", "policy p { rule a { when b and then flag } }\n"),
        bad("not inside a comparison", "define a = b == not c\n"),
        bad("not without in", "define a = b not c\n"),
        bad("index that is negative", "define a = b[-1]\n"),
        bad("index that is no whole number", "define a = b[1.5]\n"),
        bad("index that is too large", "define a = b[99999999999]\n"),
        bad("index that is a text", "define a = b[\"c\"]\n"),
        bad("path that ends in a dot", "define a = b.\n"),
        bad("path with a number", "define a = b.0\n"),
        bad("call of a path", "define a = b.c(1)\n"),
        bad("empty parentheses", "define a = ()\n"),
        bad("arguments without a comma", "define a = f(b c)\n"),
        bad("two commas between arguments", "define a = f(b,, c)\n"),
        bad("list without a comma", "define a = [1 2]\n"),
        bad("two texts", "define a = \"b\" \"c\"\n"),
        bad("binding of a number", "define a = b: 5\n"),
        bad("reserved word for a name", "define a = f(when)\n"));
  }

  static Stream<Case> tests() {
    return Stream.of(
        bad("test without quotes", "test a { expect allow }\n"),
        bad("test without a name", "test { expect allow }\n"),
        bad("given without a fact", "test \"a\" { given { b: 1 } expect allow }\n"),
        bad("expect without a verdict", "test \"a\" { expect }\n"),
        bad("expect by nobody", "test \"a\" { expect block by }\n"),
        bad("reason without quotes", "test \"a\" { expect block reason b.c }\n"),
        bad("setting in a test", "test \"a\" { phase: input expect allow }\n"));
  }

  static Stream<Case> size() {
    return Stream.of(
        bad("parentheses too deep", "define a = " + "(".repeat(65) + "1" + ")".repeat(65)),
        bad("lists too deep", "define a = " + "[".repeat(100_000)),
        bad("blocks too deep", "policy p { a: " + "{ b: ".repeat(64) + "1" + "}".repeat(65)),
        bad("not too often", "define a = " + "not ".repeat(70_000) + "b\n"),
        bad("minus too often", "define a = " + "- ".repeat(70_000) + "1\n"),
        bad("calls too deep", "define a = " + "f(".repeat(70) + ")".repeat(70) + "\n"),
        bad("too many operators", "define a = 1" + " + 1".repeat(501) + "\n"),
        bad("far too many operators", "define a = b" + " and b".repeat(100_000) + "\n"),
        bad("too many comparisons", "define a = b" + " == b".repeat(100_000) + "\n"),
        bad("huge word", "chain { " + "a".repeat(70_000) + " }\n"),
        bad("huge text", "define a = \"" + "b".repeat(70_000) + "\"\n"),
        bad("huge number", "define a = " + "1".repeat(500) + "\n"),
        bad("too many values", "define a = [" + "1,".repeat(100_001) + "]\n"),
        bad("too many words", "a ".repeat(400_000)));
  }
}
