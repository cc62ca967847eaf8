package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An exchange that was saved as a test counts wherever a test that is written down does. */
@Timeout(180)
final class SavedTestsTest {
  private static final String MAIL = "jane.doe" + "@" + "example.com";
  private static final String PACK =
      """
      pack: {name: small, version: 1.0.0}
      policies: {chain: [guard, calls]}
      policy:
        guard:
          kind: rules
          on: [input]
          rules:
            - name: mail
              when: 'finding(category under "pii.email", score >= 0.5)'
              then: {block: guard.mail}
        calls:
          kind: rules
          on: [tool]
          rules:
            - name: large
              when: 'tool_call(arguments.amount > 100)'
              then: {block: calls.large}
      """;

  @TempDir Path folder;

  @BeforeEach
  void aPackWithoutWrittenTestsAndOneSavedExchange() throws Exception {
    Files.writeString(folder.resolve("policy-config.yaml"), PACK);
    Path log = folder.resolve("log.jsonl");
    Files.writeString(log, pair("one", "what is a bond?") + pair("two", "write to " + MAIL));
    good("capture", "import", "--format", "pairs", log.toString(), "-o", file("t.jsonl"));
    good(
        "repl",
        "--input=" + file("t.jsonl"),
        "--pack=" + file("policy-config.yaml"),
        "-c",
        "go 2; save test \"no mail\" --now");
  }

  @Test
  void countsForTheCoverageOfTests() {
    for (List<String> command :
        List.of(
            List.of("policy", "test", "--coverage", "--json", "--file"),
            List.of("policy", "coverage", "--json", "--file"))) {
      JsonNode report = JsonMapper.shared().readTree(good(command, "policy-config.yaml").out());
      assertThat(report.at("/coverage/policies/0/verdicts/block").asInt()).isEqualTo(1);
      JsonNode rules = report.at("/coverage/rules");
      assertThat(rules.path(0).path("rule").asString()).isEqualTo("mail");
      assertThat(rules.path(0).path("fired").asInt()).isEqualTo(1);
      assertThat(rules.path(0).at("/conditions/0/held").asInt()).isEqualTo(1);
      assertThat(rules.path(1).path("fired").asInt()).isZero();
    }
    CommandRun low = run("policy", "coverage", "--file=" + file("policy-config.yaml"));
    assertThat(low.out()).contains("1 passed, 0 failed", "rule calls.large never fired");
  }

  @Test
  void countsBesideTheTrafficThatIsReplayed() throws Exception {
    Path quiet = Files.writeString(folder.resolve("quiet.jsonl"), pair("three", "and a share?"));
    good("capture", "import", "--format", "pairs", quiet.toString(), "-o", file("q.jsonl"));
    String[] replay = {
      "policy",
      "coverage",
      "--replay",
      "--pack=" + file("policy-config.yaml"),
      "--input=" + file("q.jsonl")
    };
    assertThat(good(replay).out())
        .contains("1 of 2 rules fired in 1 exchange and 1 saved test (50.0 %)")
        .contains(
            "guard.mail                                           0  in the saved test `no mail`")
        .contains("Never fired:\n  calls.large, ");
    List<String> json = new ArrayList<>(List.of(replay));
    json.add("--json");
    JsonNode report = JsonMapper.shared().readTree(good(json.toArray(String[]::new)).out());
    assertThat(report.path("judged_tests").asInt()).isEqualTo(1);
    assertThat(report.at("/rules/0/exchanges").asInt()).isZero();
    assertThat(report.at("/rules/0/tests").asInt()).isEqualTo(1);
  }

  @Test
  void catchesChangesOfThePack() {
    CommandRun run = run("policy", "mutate", "--file=" + file("policy-config.yaml"), "--json");
    JsonNode report = JsonMapper.shared().readTree(run.out());
    assertThat(report.path("tests").asInt()).isEqualTo(1);
    List<String> caught =
        report
            .path("changes")
            .valueStream()
            .filter(change -> change.path("fate").asString().equals("caught"))
            .map(change ->
                change.path("where").asString() + " " + change.path("operator").asString())
            .toList();
    assertThat(caught)
        .containsExactly("guard policy", "guard mode", "guard.mail part", "guard.mail effect");
  }

  @Test
  void hasGoldenFilesWithNothingSensitiveInThem() throws Exception {
    String[] golden = {"policy", "test", "--golden", "--file=" + file("policy-config.yaml")};
    Path trace = folder.resolve("tests/golden/captured-no-mail.approved.jsonl");
    assertThat(CommandRun.of(home()).run(golden)).isEqualTo(ExitCode.TEST_FAILED);
    List<String> update = new ArrayList<>(List.of(golden));
    update.add("--update");
    assertThat(run(update.toArray(String[]::new)).out())
        .contains("captured-no-mail.approved.jsonl was rewritten");
    good(golden);
    assertThat(trace).content().contains("guard.mail").doesNotContain(MAIL, "EMAIL_1");
    Files.writeString(
        folder.resolve("tests/written.yaml"),
        "- {name: none, input: {}, expected: {verdict: allow}}");
    Files.delete(folder.resolve("tests/captured/no-mail.json"));
    assertThat(run(golden).out()).contains("captured-no-mail.approved.jsonl belongs to no test");
  }

  @Test
  void isPartOfWhatACompiledPackAttests() {
    CommandRun build =
        good(
            "policy",
            "build",
            "--file=" + file("policy-config.yaml"),
            "--attest-tests",
            "--output=" + file("small.ktpack"));
    assertThat(build.out() + build.err()).doesNotContain("no tests");
    assertThat(good("policy", "inspect", file("small.ktpack")).out()).contains("1 of 1 passed");
  }

  @Test
  void hasANameOfItsOwn() throws Exception {
    Files.copy(
        folder.resolve("tests/captured/no-mail.json"), folder.resolve("tests/captured/other.json"));
    CommandRun run = CommandRun.of(home());
    assertThat(run.run("policy", "test", "--file=" + file("policy-config.yaml")))
        .isEqualTo(ExitCode.PACK_ERRORS);
    assertThat(run.err())
        .contains("two tests are called `captured › no mail`", "other.json`; its `name` can be");
  }

  @Test
  void optionsOfReplaysNeedOne() {
    CommandRun run = CommandRun.of(home());
    String pack = "--file=" + file("policy-config.yaml");
    assertThat(run.run("policy", "coverage", pack, "--since", "1h"))
        .isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(run.err()).contains("`--since` goes with `--replay` only");
    CommandRun archive = CommandRun.of(home());
    assertThat(archive.run("policy", "coverage", "--pack", "small.ktpack"))
        .isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(archive.err()).contains("`small.ktpack` is a compiled pack, which holds no tests");
  }

  private static String pair(String id, String text) {
    return """
    {"id":"%s","request":{"model":"m","messages":[{"role":"user","content":"%s"}]},\
    "response":{"choices":[{"index":0,"message":{"role":"assistant","content":"done"},\
    "finish_reason":"stop"}]}}
    """
        .formatted(id, text);
  }

  private CommandRun good(List<String> words, String pack) {
    List<String> all = new ArrayList<>(words);
    all.add(file(pack));
    return good(all.toArray(String[]::new));
  }

  private CommandRun good(String... words) {
    CommandRun run = CommandRun.of(home());
    int exitCode = run.run(words);
    assertThat(exitCode).as(run.out() + run.err()).isZero();
    return run;
  }

  private CommandRun run(String... words) {
    CommandRun run = CommandRun.of(home());
    assertThat(run.run(words)).as(run.err()).isIn(ExitCode.OK, ExitCode.TEST_FAILED);
    return run;
  }

  private Path home() {
    return folder.resolve("home");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
