package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PolicyTestCommandTest {
  private static final Path PACKS = DocumentedCommands.ROOT.resolve("packs");

  @TempDir Path folder;

  @BeforeEach
  void aPackWithATestThatFails() throws IOException {
    SmallPack.write(folder);
  }

  @Test
  void testsEveryPackOfAFolderAsIfItWasAlone() throws IOException {
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(folder.resolve("terms.pack"), "language 1\ndefine limit = 10\n");
    Files.writeString(
        folder.resolve("other/other.pack"),
        """
        language 1
        import "../terms.pack"
        pack other { version: "1.0.0" }
        chain { guard }
        policy guard on tool {
          rule large { when tool_call(arguments.amount > limit) then block }
        }
        test "large" { given tool_call { arguments: { amount: 11 } } expect block }
        """);
    Files.createDirectories(folder.resolve("untested"));
    Files.writeString(
        folder.resolve("untested/policy-config.yaml"),
        "pack: {name: untested, version: 1.0.0}\npolicies: {chain: [pii-detector]}\n");
    String all = folder.toString();
    CommandRun human = CommandRun.of(folder);
    CommandRun json = CommandRun.of(folder);
    CommandRun junit = CommandRun.of(folder);
    CommandRun other = CommandRun.of(folder);

    assertThat(human.run("policy", "test", all)).isEqualTo(3);
    assertThat(json.run("policy", "test", "--json", all)).isEqualTo(3);
    assertThat(junit.run("policy", "test", "--format", "junit", all)).isEqualTo(3);
    assertThat(other.run("policy", "test", folder.resolve("other/other.pack").toString())).isZero();

    assertThat(human.out()).endsWith("\n3 packs, 1 passed, 1 failed, 1 without tests\n");
    assertThat(human.err()).contains("kt: there are no tests: none in");
    JsonNode report = JsonMapper.shared().readTree(json.out());
    assertThat(report.get("ok").asBoolean()).isFalse();
    assertThat(report.get("packs").values())
        .extracting(pack -> pack.get("pack").get("name").asString())
        .containsExactly("other", "small", "untested");
    assertThat(junit.out())
        .contains(
            "<testsuite id=\"0\" name=\"other@1.0.0\"", "<testsuite id=\"1\" name=\"small@1.0.0\"")
        .doesNotContain("untested");
    assertThat(other.out()).startsWith("OK ");
  }

  @Test
  void errorsOfOnePackDoNotHideTheOthers() throws IOException {
    Files.createDirectories(folder.resolve("broken"));
    Files.writeString(
        folder.resolve("broken/policy-config.yaml"),
        "pack: {name: broken, version: 1.0.0}\npolicies: {chain: [no-such-kind]}\n");
    CommandRun run = CommandRun.of(folder);
    CommandRun one = CommandRun.of(folder);

    assertThat(run.run("policy", "test", folder.toString())).isEqualTo(2);
    assertThat(one.run("policy", "test", "--watch", folder.toString())).isEqualTo(1);

    assertThat(run.err()).contains("error[E001]");
    assertThat(run.out())
        .contains("large")
        .endsWith("2 packs, 0 passed, 2 failed, 0 without tests\n");
    assertThat(one.err())
        .contains("`--watch`, `--from-events` and files of coverage are for one pack");
  }

  @ParameterizedTest
  @CsvSource({
    "audit-trail-example,drools",
    "audit-trail-example,reference",
    "payments-guard,drools",
    "payments-guard,reference",
    "agent-guard,drools",
    "agent-guard,reference"
  })
  void bundledPacksPassWithEitherEngine(String pack, String engine) {
    CommandRun run = CommandRun.of(folder);

    int exitCode =
        run.run("policy", "test", "--engine", engine, "--pack-dir", PACKS.resolve(pack).toString());

    assertThat(run.out()).contains(", 0 failed\n").startsWith("OK ");
    assertThat(exitCode).isZero();
  }

  @Test
  void aFailureShowsBothSidesAndTheConditionWithItsValue() {
    CommandRun run = run();

    assertThat(run.out())
        .contains("✗ verdict      block", "allow")
        .contains("nearly matched  guard.large", "tool_call[0].arguments.amount is 99")
        .contains("'tool_call(arguments.amount > 100)'");
    assertThat(exitCode()).isEqualTo(3);
  }

  @Test
  void jsonHasTheDocumentedShape() {
    CommandRun run = run("--json");

    JsonNode report = JsonMapper.shared().readTree(run.out());
    assertThat(report.path("ok").asBoolean()).isFalse();
    JsonNode result = report.path("results").path(0);
    assertThat(result.path("name").asString()).isEqualTo("large");
    assertThat(result.path("verdict").asString()).isEqualTo("allow");
    assertThat(result.path("reason_code").asString()).isEqualTo("all_policies_passed");
    assertThat(result.path("passed").asBoolean()).isFalse();
    assertThat(result.path("details").path("policy_results").size()).isEqualTo(1);
    assertThat(result.path("details").path("quality_scores").isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: x, input: {messages: []}, expected: {}}",
        "{name: x, input: {mesages: []}, expected: {verdict: allow}}",
        "{name: x, input: {messages: []}, expected: {verdict: perhaps}}",
        "{name: x, input: {team_slugs: [a]}, expected: {verdict: allow}}",
        "{name: x, input: {identity: {groups: a}}, expected: {verdict: allow}}",
        "{name: x, expected: {verdict: allow}}",
        "{name: large, input: {}, expected: {verdict: allow}}",
        "{name: x, input: {}, expected: {policy: nobody}}",
        "{name: x, input: {}, expected: {rules: [nothing]}}",
        "{name: x, input: {messages: [{role: nobody}]}, expected: {verdict: allow}}",
        "{name: x, headers: {X-Unheard: a}, input: {}, expected: {verdict: allow}}",
      })
  void aTestThatIsNotUnderstoodIsNeverAPass(String test) throws IOException {
    SmallPack.test(folder, "cases2", test);

    CommandRun run = run();

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("cases2.yaml:1:").contains("error[E4");
    assertThat(exitCode()).isEqualTo(2);
  }

  @Test
  void noTestsAreNoSuccess() throws IOException {
    Files.delete(folder.resolve("tests/cases.yaml"));

    CommandRun run = run();

    assertThat(run.err()).contains("there are no tests");
    assertThat(exitCode()).isEqualTo(4);
  }

  @Test
  void aFilterThatLeavesNothingIsNoSuccess() {
    CommandRun run = run("--filter", "small*");

    assertThat(run.err()).contains("the filter `small*` leaves none of the tests, 1 in all");
    assertThat(exitCode()).isEqualTo(4);
  }

  @Test
  @Timeout(60)
  void aFilterThatNeverEndsIsNone() {
    CommandRun run = run("--filter", "/\u1c80/");

    assertThat(run.err()).contains("letters from U+1C80 to U+1C88");
    assertThat(exitCode()).isEqualTo(1);
  }

  @Test
  void coverageBelowTheThresholdHasACodeOfItsOwn() throws IOException {
    SmallPack.test(
        folder,
        "cases",
        "{name: small, input: {tool_calls: [{arguments: {amount: 99}}]},"
            + " expected: {verdict: allow}}");
    Path lcov = folder.resolve("lcov.info");
    Path html = folder.resolve("coverage.html");

    CommandRun run =
        run(
            "--coverage",
            "--threshold",
            "90",
            "--coverage-lcov",
            lcov.toString(),
            "--coverage-html",
            html.toString());

    assertThat(run.out()).contains("rule guard.large never fired", "condition never held");
    assertThat(run.err()).contains("below the threshold of 90.0 %");
    assertThat(exitCode()).isEqualTo(5);
    assertThat(Files.readString(lcov))
        .contains("FNDA:0,guard.large\n", "BRF:2\n", "BRH:1\n", "end_of_record\n");
    assertThat(Files.readString(html))
        .contains("&#39;tool_call(arguments.amount &gt; 100)&#39;")
        .as("what a colour says, and what a pointer shows, is there for everybody")
        .contains("<b>-</b>", "(fired 0)</em>");
  }

  @Test
  void goldenTracesAreMissingThenRewrittenThenTheSame() throws IOException {
    SmallPack.test(
        folder,
        "cases",
        "{name: mail, input: {messages: [{role: user, content: 'to ana@example.com'}]},"
            + " expected: {verdict: redact}}");
    Path approved = folder.resolve("tests/golden/mail.approved.jsonl");
    Path received = folder.resolve("tests/golden/mail.received.jsonl");

    CommandRun missing = run("--golden");
    assertThat(exitCode()).isEqualTo(3);
    assertThat(missing.out()).contains("mail.approved.jsonl is missing; `--golden --update`");
    assertThat(received).exists();
    CommandRun update = run("--golden", "--update");
    assertThat(exitCode()).isEqualTo(3);
    assertThat(update.out()).contains("mail.approved.jsonl was rewritten");
    run("--golden");
    assertThat(exitCode()).isZero();
    assertThat(received).doesNotExist();
    assertThat(Files.readString(approved)).contains("\"step\":\"rule_fired\"");
    assertThat(Files.readString(folder.resolve("tests/golden/mail.approved.json")))
        .doesNotContain("ana@example.com");

    Files.writeString(approved, "something else\n");
    CommandRun differs = run("--golden");
    assertThat(exitCode()).isEqualTo(3);
    assertThat(differs.out())
        .contains(
            "mail.approved.jsonl differs from what was received, first in line 1;"
                + " `--golden --update` approves it\n    - something else\n"
                + "    + {\"phase\":\"input\",\"seq\":0,");
  }

  @Test
  void aGoldenFileWithoutATestFails() throws IOException {
    SmallPack.test(folder, "cases", "{name: small, input: {}, expected: {verdict: allow}}");
    run("--golden", "--update");
    Files.writeString(folder.resolve("tests/golden/gone.approved.jsonl"), "");

    CommandRun run = run("--golden");

    assertThat(run.out()).contains("gone.approved.jsonl belongs to no test");
    assertThat(exitCode()).isEqualTo(3);
  }

  @Test
  void explainShowsWhatNearlyMatched() throws IOException {
    Path input =
        Files.writeString(
            folder.resolve("input.yaml"),
            "input: {tool_calls: [{arguments: {amount: 101}}, {arguments: {amount: 1}}]}\n");
    CommandRun text = CommandRun.of(folder);
    CommandRun json = CommandRun.of(folder);
    String pack = folder.resolve("policy-config.yaml").toString();

    int first = text.run("policy", "explain", "--file", pack, "--input", input.toString());
    int second =
        json.run("policy", "explain", "--file", pack, "--json", "--input", input.toString());

    assertThat(text.out())
        .contains("fired           guard.large", "on tool_call[0]")
        .contains("decision: block guard.large, settled by guard");
    assertThat(JsonMapper.shared().readTree(json.out()).path("phases").path(0).path("verdict"))
        .hasToString("\"block\"");
    assertThat(List.of(first, second)).containsExactly(0, 0);
  }

  @Test
  void aFolderWithoutAPackIsToldWhatPacksAreCalled() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandRun run = CommandRun.of(folder);

    exit = run.run("policy", "test", "--pack-dir", empty.toString());

    assertThat(run.err())
        .isEqualTo(
            """
            kt: there is no pack in `%s`
              packs are called policy-config.yaml, or end in .pack
            """
                .formatted(empty));
    assertThat(exitCode()).isEqualTo(1);
  }

  private int exit;

  private int exitCode() {
    return exit;
  }

  private CommandRun run(String... options) {
    CommandRun run = CommandRun.of(folder);
    var words =
        new java.util.ArrayList<>(List.of("policy", "test", "--pack-dir", folder.toString()));
    words.addAll(List.of(options));
    exit = run.run(words.toArray(String[]::new));
    return run;
  }
}
