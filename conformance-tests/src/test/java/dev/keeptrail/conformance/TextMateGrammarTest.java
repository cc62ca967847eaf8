package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keeptrail.language.parse.Lexemes;
import dev.keeptrail.language.resolve.Verb;
import dev.keeptrail.language.rule.FactType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The grammar that editors colour text packs by knows the words that the language knows. */
final class TextMateGrammarTest {
  private static final Pattern WORD_LIST = Pattern.compile("\\(([a-z_]+(?:\\|[a-z_]+)*)\\)");

  private final JsonNode grammar;

  TextMateGrammarTest() throws IOException {
    grammar =
        JsonMapper.shared()
            .readTree(
                Repository.read(
                    Repository.root().resolve("editors/textmate/keeptrail-pack.tmLanguage.json")));
  }

  @Test
  void coloursEachWordOfTheLexerAndNoOther() {
    Set<String> coloured = new TreeSet<>();
    for (String rule : List.of("operator-word", "constant", "keyword")) {
      coloured.addAll(words(rule, 0));
    }

    assertThat(coloured).isEqualTo(new TreeSet<>(Lexemes.keywords()));
  }

  @Test
  void knowsFactsAndVerbs() {
    assertThat(words("fact", 0))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(FactType.values()).map(FactType::word).toList());
    assertThat(words("verb", 1)).containsExactlyInAnyOrderElementsOf(Verb.words());
  }

  @Test
  void everyPatternCompilesAndEveryReferenceLeadsSomewhere() {
    List<String> patterns = new ArrayList<>();
    List<String> references = new ArrayList<>();
    collect(grammar, patterns, references);

    assertThat(patterns).hasSizeGreaterThan(15);
    assertThat(patterns)
        .allSatisfy(
            pattern -> assertThatCode(() -> Pattern.compile(pattern)).doesNotThrowAnyException());
    assertThat(references)
        .allSatisfy(name ->
            assertThat(grammar.path("repository").has(name.substring(1))).as(name).isTrue());
  }

  @Test
  void rulesMatchWhatTheyAreFor() {
    assertThat(first("declaration", "policy wire-transfers on tool {", 2))
        .isEqualTo("wire-transfers");
    assertThat(first("key", "response.action: block", 0)).isEqualTo("response.action");
    assertThat(first("number", "x > 10_000.5e3", 0)).isEqualTo("10_000.5e3");
    assertThat(first("verb", "then escalate \"a.b\"", 2)).isEqualTo("escalate");
    assertThat(first("operator-word", "a not in b", 0)).isEqualTo("not");
    assertThat(pattern("keyword").matcher("on-call rule-x").find()).isFalse();
  }

  private String first(String rule, String line, int group) {
    Matcher matcher = pattern(rule).matcher(line);
    assertThat(matcher.find()).isTrue();
    return matcher.group(group);
  }

  private Pattern pattern(String rule) {
    return Pattern.compile(grammar.path("repository").path(rule).path("match").asString());
  }

  private List<String> words(String rule, int list) {
    Matcher matcher = WORD_LIST.matcher(pattern(rule).pattern());
    for (int i = 0; i <= list; i++) {
      assertThat(matcher.find()).isTrue();
    }
    return List.of(matcher.group(1).split("\\|", -1));
  }

  private static void collect(JsonNode node, List<String> patterns, List<String> references) {
    for (var entry : node.properties()) {
      switch (entry.getKey()) {
        case "match", "begin", "end" -> patterns.add(entry.getValue().asString());
        case "include" -> references.add(entry.getValue().asString());
        default -> collect(entry.getValue(), patterns, references);
      }
    }
    if (node.isArray()) {
      node.forEach(item -> collect(item, patterns, references));
    }
  }
}
