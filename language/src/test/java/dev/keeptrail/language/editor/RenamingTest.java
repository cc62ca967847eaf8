package dev.keeptrail.language.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.TextEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New names for what an author named. */
final class RenamingTest {
  private static final String PACK =
      """
      language 1
      import "lists.pack"
      pack guard { version: "1.0.0" }
      define limit = 10
      chain { wire audit-logger }
      policy wire on tool {
        rule large {
          when call: tool_call(arguments.amount > limit, name in tools)
          then flag "wire.large" { tags: { tool: "{call.name} over {limit}" } }
        }
        rule other {
          when spare: tool_call(name == "limit")
          then flag
        }
      }
      test "a" {
        given tool_call { name: "x" }
        expect allow by wire { rules: ["large"] }
      }
      """;

  private final PackWorkspace workspace = new PackWorkspace(new PackCompiler(Cursor.SCHEMA));

  @Test
  void renamesADefinitionWhereverItIsRead() {
    assertThat(renamed("limit = 10", "most"))
        .contains("define most = 10", "amount > most,", "over {most}", "name == \"limit\"");
  }

  @Test
  void renamesABindingInItsOwnRuleOnly() {
    assertThat(renamed("call: tool_call(arg", "transfer"))
        .contains("when transfer: tool_call(arguments", "{transfer.name} over")
        .contains("when spare: tool_call(name ==");
  }

  /** Both sides of an `or` bind what the effect uses. */
  @Test
  void renamesABindingOfAlternatives() {
    String pack =
        """
        language 1
        pack demo { version: "1.0.0" }
        chain { guard }
        policy guard {
          rule r {
            when f: finding(category under "pii") or f: finding(category under "secret")
            then redact f
          }
        }
        """;

    for (String at :
        List.of(
            "f: finding(category under \"pii\")", "f: finding(category under \"secret", "f\n")) {
      assertThat(renamed(pack, at, "found"))
          .contains(
              "when found: finding(category under \"pii\") or found: finding(category under",
              "redact found\n");
    }
  }

  @Test
  void renamesAPolicyInChainAndTests() {
    assertThat(renamed("wire on tool", "transfers"))
        .contains("chain { transfers audit", "policy transfers on", "by transfers {")
        .contains("\"wire.large\"");
  }

  /** The category of what a policy finds itself has its name in it. */
  @Test
  void renamesAPolicyInItsCategories() {
    String pack =
        """
        language 1
        pack demo { version: "1.0.0" }
        chain { wire-ids wire-ids-too audit-logger }
        policy wire-ids {
          patterns: { order: 'ORD-[0-9]{4}' }
          rule any { when finding(category under ["custom.wire_ids.order", "custom.wire_ids"]) then flag }
        }
        policy wire-ids-too {
          patterns: { order: 'X-[0-9]{4}' }
          rule any { when finding(category == "custom.wire_ids_too.order") then flag }
        }
        """;

    assertThat(renamed(pack, "wire-ids {", "numbers-of-ours"))
        .contains(
            "chain { numbers-of-ours wire-ids-too",
            "under [\"custom.numbers_of_ours.order\", \"custom.numbers_of_ours\"]",
            "== \"custom.wire_ids_too.order\"");
  }

  @Test
  void renamesARuleInTestsThatExpectIt() {
    assertThat(renamed("large {", "big")).contains("rule big {", "rules: [\"big\"]");
  }

  @Test
  void renamesWhatTestsNameBehindAPolicy() {
    String pack =
        PACK.replace(
            "rules: [\"large\"]", "rules: [\"wire.large\"] redactions: [{ policy: wire }]");

    assertThat(renamed(pack, "large {", "big")).contains("rules: [\"wire.big\"]");
    assertThat(renamed(pack, "wire on tool", "transfers"))
        .contains("rules: [\"transfers.large\"] redactions: [{ policy: transfers }]");
  }

  @Test
  void renamesInStepsOfTraces() {
    String pack =
        PACK.replace(
            "rules: [\"large\"]",
            "trace: [\"tool: fire wire.large flag wire.large\", 'skip wire', \"verdict block x by wire\"]");

    assertThat(renamed(pack, "wire on tool", "transfers"))
        .contains(
            "trace: [\"tool: fire transfers.large flag wire.large\", 'skip transfers',"
                + " \"verdict block x by transfers\"]");
    assertThat(renamed(pack, "large {", "big")).contains("fire wire.big flag wire.large");
  }

  @Test
  void rulesOfOtherPoliciesDoNotClash() {
    String pack =
        PACK + "policy more on tool { rule spare { when tool_call(name == \"y\") then flag } }";

    assertThat(renamed(pack, "large {", "spare")).contains("rule spare {\n    when call:");
  }

  @Test
  void renamesInFilesBelowTheFoldersThatAreNotOpen(@TempDir Path folder) throws IOException {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    Path one = Files.createDirectories(folder.resolve("one/tests"));
    Path library =
        Files.writeString(
            shared.resolve("wires.pack"),
            "language 1\npolicy wire on tool { rule large { when tool_call(name == \"w\") then block } }\n");
    Files.writeString(
        one.resolveSibling("policy-config.yaml"),
        """
        imports: [../shared/wires.pack]
        pack: {name: one, version: 1.0.0}
        policies: {chain: [wire]}
        """);
    Files.writeString(
        one.resolve("a.yaml"),
        "- {name: a, input: {}, expected: {policy: wire, rules: [wire.large], trace: [skip wire]}}\n");
    Files.writeString(
        one.resolve("b.json"), "{\"cases\": [{\"expected\": {\"rules\": [\"large\"]}}]}");
    Files.writeString(
        folder.resolve("other.pack"),
        "language 1\npack o { version: \"1.0.0\" }\nchain { wire }\npolicy wire on tool { rule large {"
            + " when tool_call(name == \"w\") then block } }\ndefine transfers = 1\n");
    workspace.workIn(List.of(folder));
    workspace.put(library.toString(), Files.readString(library));

    assertThat(editsIn(library, "wire on", "transfers"))
        .containsExactlyInAnyOrder(
            "shared/wires.pack:2",
            "one/policy-config.yaml:3",
            "one/tests/a.yaml:1",
            "one/tests/a.yaml:1",
            "one/tests/a.yaml:1");
    assertThat(editsIn(library, "large", "big"))
        .containsExactlyInAnyOrder(
            "shared/wires.pack:2", "one/tests/a.yaml:1", "one/tests/b.json:1");

    Files.writeString(one.resolveSibling("broken.pack"), "pack { wire");

    assertThat(rename(library, "wire on", "transfers"))
        .isEqualTo(
            new Renaming.Result.Refused(
                "broken.pack cannot be read and may use the name; mend it first"));
  }

  private Path packWithIds(Path folder) throws IOException {
    Path pack =
        Files.writeString(
            folder.resolve("guard.pack"),
            """
            language 1
            pack demo { version: "1.0.0" }
            chain { wire-ids }
            policy wire-ids {
              patterns: { order: 'ORD-[0-9]{4}' }
              rule any { when finding(category under "custom.wire_ids") then flag }
            }
            """);
    workspace.workIn(List.of(folder));
    workspace.put(pack.toString(), Files.readString(pack));
    return pack;
  }

  @Test
  void renamesInTestFilesThatNameNothingButACategory(@TempDir Path folder) throws IOException {
    Path pack = packWithIds(folder);
    Files.writeString(
        Files.createDirectories(folder.resolve("tests")).resolve("a.yaml"),
        """
        - name: a
          input: {facts: {findings: [{category: custom.wire_ids.order}]}}
          expected: {verdict: allow}
        """);

    assertThat(editsIn(pack, "wire-ids {", "ids"))
        .containsExactlyInAnyOrder(
            "guard.pack:3", "guard.pack:4", "guard.pack:6", "tests/a.yaml:2");
  }

  @Test
  void refusesWhereATestFileThatMayUseTheNameCannotBeRead(@TempDir Path folder) throws IOException {
    Path pack = packWithIds(folder);
    Path tests = Files.createDirectories(folder.resolve("tests"));
    Files.writeString(tests.resolve("other.yaml"), "- {name: [");
    assertThat(editsIn(pack, "wire-ids {", "ids")).hasSize(3);

    Path broken = Files.writeString(tests.resolve("broken.yaml"), "- {expected: {policy: wire-ids");

    assertThat(rename(pack, "wire-ids {", "ids"))
        .isEqualTo(
            new Renaming.Result.Refused(
                "broken.yaml cannot be read and may use the name; mend it first"));
    Files.writeString(broken, "- {input: custom.wire_ids.order");
    assertThat(rename(pack, "wire-ids {", "ids")).isInstanceOf(Renaming.Result.Refused.class);
  }

  @Test
  void leavesCategoriesOfAnotherPacksPolicyOfThatName(@TempDir Path folder) throws IOException {
    Path pack = packWithIds(folder);
    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve("tests"));
    Files.writeString(other.resolve("policy.pack"), Files.readString(pack));
    Files.writeString(other.resolve("tests/a.yaml"), "- {input: custom.wire_ids.order}\n");

    assertThat(editsIn(pack, "wire-ids {", "ids"))
        .containsExactlyInAnyOrder("guard.pack:3", "guard.pack:4", "guard.pack:6");
  }

  private List<String> editsIn(Path file, String at, String name) {
    if (!(rename(file, at, name) instanceof Renaming.Result.Edits(List<TextEdit> edits))) {
      throw new AssertionError("refused");
    }
    Path folder = workspace.folders().getFirst();
    return edits.stream()
        .map(edit ->
            folder.relativize(Path.of(edit.span().source().name())) + ":" + edit.span().line())
        .toList();
  }

  private Renaming.Result rename(Path file, String at, String name) {
    PackAnalysis analysis = workspace.analysis(file.toString()).orElseThrow();
    int offset = analysis.document().source().text().indexOf(at);
    Symbol symbol = analysis.symbols().at(file.toString(), offset).orElseThrow().symbol();
    return new Renaming(workspace.shapes(), workspace.around(file.toString(), () -> {}))
        .rename(symbol, name);
  }

  @Test
  void renamesInSuites() {
    String pack =
        PACK + "testing { suites: [{ cases: [{ expected: { policy: wire, rules: [large] } }] }] }";

    assertThat(renamed(pack, "large {", "big")).contains("{ policy: wire, rules: [big] }");
    assertThat(renamed(pack, "wire on tool", "transfers"))
        .contains("{ policy: transfers, rules: [large] }");
  }

  @Test
  void renamesABindingInADefinition() {
    String pack = PACK + "define calls = one: tool_call(one.name == \"x\")\n";

    assertThat(renamed(pack, "one: tool", "call2"))
        .contains("define calls = call2: tool_call(call2.name");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          limit = 10,spare,there is a binding `spare` already
          limit = 10,tool_call,`tool_call` is a word of the language
          limit = 10,amount-,`amount-` is not a name
          limit = 10,and,`and` is not a name
          limit = 10,then,`then` is not a name
          wire on tool,rule,`rule` is not a name
          call: tool_call(arg,chain,`chain` is not a name
          limit = 10,score,`score` is the field of a fact
          wire on tool,audit-logger,`audit-logger` is the name of a policy kind
          large {,other,there is a rule `other` already
          """)
  void refusesANameThatClashes(String at, String name, String why) {
    PackAnalysis analysis = open(PACK);

    assertThat(rename(analysis, at, name))
        .isInstanceOfSatisfying(
            Renaming.Result.Refused.class, refused -> assertThat(refused.why()).contains(why));
  }

  @Test
  void renamesInTheFileThatDeclaresToo() {
    workspace.put("/packs/lists.pack", "define tools = [\"wire\"]\n");
    workspace.put("/packs/guard.pack", PACK);
    PackAnalysis guard = workspace.analysis("/packs/guard.pack").orElseThrow();
    Symbol tools =
        guard.symbols().at("/packs/guard.pack", PACK.indexOf("tools")).orElseThrow().symbol();

    var result =
        new Renaming(workspace.shapes(), workspace.around("/packs/guard.pack", () -> {}))
            .rename(tools, "wires");

    assertThat(result)
        .isInstanceOfSatisfying(
            Renaming.Result.Edits.class,
            edits ->
                assertThat(edits.edits())
                    .extracting(edit -> edit.span().source().name())
                    .containsExactlyInAnyOrder("/packs/lists.pack", "/packs/guard.pack"));
  }

  private String renamed(String at, String name) {
    return renamed(PACK, at, name);
  }

  private String renamed(String pack, String at, String name) {
    PackAnalysis analysis = open(pack);
    if (!(rename(analysis, at, name) instanceof Renaming.Result.Edits(List<TextEdit> edits))) {
      throw new AssertionError("refused");
    }
    StringBuilder text = new StringBuilder(pack);
    edits.stream()
        .sorted(Comparator.comparingInt((TextEdit edit) -> edit.span().offset()).reversed())
        .forEach(edit -> text.replace(edit.span().offset(), edit.span().end(), edit.replacement()));
    return text.toString();
  }

  private Renaming.Result rename(PackAnalysis analysis, String at, String name) {
    int offset = analysis.document().source().text().indexOf(at);
    Symbol symbol = analysis.symbols().at("/packs/guard.pack", offset).orElseThrow().symbol();
    return new Renaming(workspace.shapes(), List.of(analysis)).rename(symbol, name);
  }

  private PackAnalysis open(String text) {
    workspace.put("/packs/guard.pack", text);
    return workspace.analysis("/packs/guard.pack").orElseThrow();
  }
}
