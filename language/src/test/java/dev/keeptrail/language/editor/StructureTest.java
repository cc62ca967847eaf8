package dev.keeptrail.language.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Colours, folds, selections and highlights of a document. */
final class StructureTest {
  private static final String TEXT =
      """
      language 1
      # kept
      # short
      pack guard { version: "1.0.0" }
      define limit = 10
      chain { wire }
      policy wire on tool {
        rule large {
          when sent: tool_call(arguments.amount > limit) and not starts_with(sent.name, "x")
          then block "wire.large"
        }
      }
      """;

  private static final String YAML =
      """
      # a pack
      pack: {name: guard, version: 1.0.0}
      policies:
        chain:
        - wire
        - pii-detector
      policy:
        wire:
          kind: rules
          rules:
            - name: large
              when: tool_call(name == "x")
              then: {block: wire.large}
      """;

  @Test
  void coloursPackText() {
    assertThat(tokens(Cursor.text(TEXT + "‸")))
        .containsExactly(
            "language keyword",
            "1 number",
            "# kept comment",
            "# short comment",
            "pack keyword",
            "version property",
            "\"1.0.0\" string",
            "define keyword",
            "limit variable declared",
            "= operator",
            "10 number",
            "chain keyword",
            "wire class",
            "policy keyword",
            "wire class declared",
            "on keyword",
            "rule keyword",
            "large method declared",
            "when keyword",
            "sent variable declared",
            "tool_call type",
            "arguments property",
            "amount property",
            "> operator",
            "limit variable",
            "and keyword",
            "not keyword",
            "starts_with function",
            "sent variable",
            "name property",
            "\"x\" string",
            "then keyword",
            "block keyword",
            "\"wire.large\" string");
  }

  @Test
  void coloursNamesAndConditionsOfYaml() {
    assertThat(tokens(Cursor.yaml(YAML + "‸")))
        .containsExactly(
            "wire class",
            "wire class declared",
            "large method declared",
            "tool_call type",
            "name property",
            "== operator",
            "\"x\" string");
  }

  @Test
  void coloursWhatCannotBeRead() {
    assertThat(tokens(Cursor.text("policy x { rule \"\"\" no end‸")))
        .containsExactly(
            "policy keyword", "x class declared", "rule keyword", "\"\"\" no end string");
  }

  @Test
  void folds() {
    assertThat(Cursor.text(TEXT + "‸").analysis().folds())
        .containsExactly(
            new Fold(1, 2, Fold.Sort.COMMENT),
            new Fold(6, 10, Fold.Sort.PART),
            new Fold(7, 9, Fold.Sort.PART));
    assertThat(Cursor.yaml(YAML + "‸").analysis().folds())
        .containsExactly(
            new Fold(2, 5, Fold.Sort.PART),
            new Fold(3, 5, Fold.Sort.PART),
            new Fold(6, 12, Fold.Sort.PART),
            new Fold(7, 12, Fold.Sort.PART),
            new Fold(9, 12, Fold.Sort.PART),
            new Fold(10, 12, Fold.Sort.PART));
    assertThat(Cursor.text("import \"a.pack\"\nimport \"b.pack\"\n‸").analysis().folds())
        .containsExactly(new Fold(0, 1, Fold.Sort.IMPORTS));
  }

  @Test
  void selectsMoreAndMore() {
    assertThat(selections(Cursor.text("chain { pii-de‸tector }")))
        .containsExactly("pii-detector", "{ pii-detector }", "chain { pii-detector }");
    assertThat(selections(Cursor.text(TEXT.replace("amount", "am‸ount"))))
        .startsWith("amount", "arguments.amount > limit", "(arguments.amount > limit)")
        .anyMatch(text -> text.startsWith("rule large {") && text.endsWith("}"))
        .anyMatch(text -> text.startsWith("policy wire") && text.endsWith("}"));
    assertThat(selections(Cursor.yaml(YAML.replace("- pii", "- p‸ii"))))
        .containsSubsequence(
            "pii-detector",
            "- pii-detector",
            "- wire\n  - pii-detector",
            "chain:\n  - wire\n  - pii-detector");
  }

  @Test
  void highlightsWhatIsOneName() {
    Cursor cursor = Cursor.text(TEXT.replace("= 10", "‸= 10").replace("limit ‸", "lim‸it "));
    assertThat(cursor.analysis().highlights(cursor.offset()))
        .extracting(found -> found.span().line(), Occurrence::isDeclaration)
        .containsExactlyInAnyOrder(
            org.assertj.core.api.Assertions.tuple(5, true),
            org.assertj.core.api.Assertions.tuple(9, false));
    assertThat(cursor.analysis().highlights(0)).isEmpty();
  }

  private static List<String> tokens(Cursor cursor) {
    PackAnalysis analysis = cursor.analysis();
    String text = analysis.document().source().text();
    return analysis.tokens().stream()
        .map(token ->
            text.substring(token.start(), token.end())
                + " "
                + token.sort().word()
                + (token.isDeclaration() ? " declared" : ""))
        .toList();
  }

  private static List<String> selections(Cursor cursor) {
    String text = cursor.analysis().document().source().text();
    return cursor.analysis().selections(List.of(cursor.offset())).getFirst().stream()
        .map(range -> text.substring(range.start(), range.end()))
        .toList();
  }
}
