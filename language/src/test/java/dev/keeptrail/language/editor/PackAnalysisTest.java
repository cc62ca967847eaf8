package dev.keeptrail.language.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.PackCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about a word, and what can be done about a problem. */
final class PackAnalysisTest {
  private static final String PACK =
      """
      pack: {name: guard, version: 1.0.0}
      policies:
        chain: [pii-detector, audit-loger]
      policy:
        pii-detector:
          acton: block
          redaction: {marker_format: hash}
      """;

  @Test
  void explainsASettingWithItsTypeAndDefault() {
    assertThat(
            Cursor.yaml("policy:\n  pii-detector:\n    redaction:\n      marker_‸format: hash")
                .help())
        .contains("`marker_format`", "label | asterisk | partial | hash", "Default: `label`");
    assertThat(
            Cursor.text("chain { prompt-injection { detection.embedding_‸threshold: 1 } }").help())
        .contains("score from which a text counts as an attack", "number, 0 to 1", "0.8");
  }

  @Test
  void explainsFactsFieldsAndFunctions() {
    String rule = "policy own { rule a { when find‸ing(category under \"pii\") then block } }";
    assertThat(Cursor.text(rule).help()).contains("`finding`", "`score` (number)");
    assertThat(Cursor.text("policy own { rule a { when finding(sco‸re > 1)").help())
        .contains("how sure the detector is");
    assertThat(Cursor.text("policy own { rule a { when message(len‸gth > 1)").help())
        .contains("characters of the text");
    assertThat(Cursor.text("policy own { rule a { when message(star‸ts_with(text, \"a\"))").help())
        .contains("(text, text) → truth value");
  }

  @Test
  void explainsProblemsAndTheirCodes() {
    assertThat(Cursor.yaml(PACK.replace("acton", "ac‸ton")).help())
        .contains("**E002** unknown key", "did you mean `action`?");
    assertThat(Cursor.text("# keeptrail:ignore W60‸1 not yet").help())
        .contains("policy configured but not in the chain");
  }

  @Test
  void formatsNoTextOfANewerLanguage() {
    assertThat(Cursor.text("language 2\npack p { v1.0\" }‸").analysis().formatted()).isEmpty();
    assertThat(Cursor.text("language 1\npack   p { version: \"1.0.0\" }‸").analysis().formatted())
        .contains("language 1\n\npack p { version: \"1.0.0\" }\n");
  }

  @Test
  void offersTheWordThatAHintNames() {
    PackAnalysis analysis = Cursor.yaml(PACK).analysis();

    var fixes = analysis.fixes(new Range(0, PACK.length()));

    assertThat(fixes)
        .flatExtracting(fix -> fix.getValue().edits())
        .extracting(
            edit -> PACK.substring(edit.span().offset(), edit.span().end()),
            edit -> edit.replacement())
        .contains(
            org.assertj.core.groups.Tuple.tuple("acton", "action"),
            org.assertj.core.groups.Tuple.tuple("audit-loger", "audit-logger"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          define a = 1 policy p on input { rule r { when message(role = user) then allow } } | = | ==
          define a == 1                                                                      | == | =
          chain { pii-detector { action = block } }                                          | = | :
          """)
  void offersTheSignThatIsMeant(String items, String written, String meant) {
    String pack = "language 1\npack p { version: \"1.0.0\" }\n" + items;
    PackAnalysis analysis = Cursor.text(pack).analysis();

    var edits =
        analysis.fixes(new Range(0, pack.length())).stream()
            .flatMap(fix -> fix.getValue().edits().stream())
            .toList();

    assertThat(edits)
        .first()
        .satisfies(
            edit -> assertThat(edit.span().text()).isEqualTo(written),
            edit -> assertThat(edit.replacement()).isEqualTo(meant));
    String mended =
        new StringBuilder(pack)
            .replace(edits.getFirst().span().offset(), edits.getFirst().span().end(), meant)
            .toString();
    assertThat(Cursor.text(mended).analysis().problems())
        .extracting(problem -> problem.code().code())
        .doesNotContain("E112");
  }

  @Test
  void coloursEveryPolicyOfAChain() {
    String pack = "chain { pii-detector mine, audit-logger { action: block } }\n";
    assertThat(Cursor.text(pack).analysis().tokens())
        .filteredOn(token -> token.sort() == Token.Sort.POLICY)
        .extracting(token -> pack.substring(token.start(), token.end()))
        .containsExactly("pii-detector", "mine", "audit-logger");
  }

  @Test
  void findsThePolicyThatAChainNames() {
    Cursor cursor = Cursor.yaml(PACK.replace("[pii-det", "[pii-‸det"));
    SymbolIndex symbols = cursor.analysis().symbols();

    Symbol policy = symbols.at("policy-config.yaml", cursor.offset()).orElseThrow().symbol();

    assertThat(policy.sort()).isEqualTo(Symbol.Sort.POLICY);
    assertThat(policy.declared().line()).isEqualTo(5);
    assertThat(symbols.of(policy)).hasSize(2);
  }

  @Test
  void outlinesADocument() {
    assertThat(Cursor.yaml(PACK).analysis().outline())
        .extracting(Outline::label)
        .containsExactly("guard", "chain", "pii-detector");
  }

  @Test
  void keepsNamesWhileADocumentCannotBeRead() {
    String broken = "policies: {chain: [\"";
    var workspace = new PackWorkspace(new PackCompiler(Cursor.SCHEMA));
    workspace.put("policy-config.yaml", "policy:\n  own: {kind: pii-detector}\n");
    assertThat(workspace.analysis("policy-config.yaml")).isPresent();

    workspace.put("policy-config.yaml", broken);

    PackAnalysis now = workspace.analysis("policy-config.yaml").orElseThrow();
    assertThat(now.complete(broken.length()).candidates())
        .extracting(Candidate::label)
        .contains("own");
  }

  @Test
  void leavesOtherYamlFilesAlone() {
    assertThat(PackDocument.of("/a/values.yaml", "image: x\n").isPack()).isFalse();
    assertThat(PackDocument.of("/a/team.yaml", "pack: {}\npolicies: {}\n").isPack()).isTrue();
    assertThat(PackDocument.of("/a/policy-config.yaml", "").isPack()).isTrue();
    assertThat(PackDocument.of("/a/x.pack", "").isPack()).isTrue();
  }
}
