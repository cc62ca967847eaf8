package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which small changes of a pack its tests notice. */
@Timeout(180)
final class PolicyMutateCommandTest {
  private static final String TEXT =
      """
      language 1

      pack small { version: "1.0.0" }

      chain {
        guard
        pii-detector
      }

      policy guard on tool {
        rule large {
          when tool_call(arguments.amount > 100) and not identity(groups contains "treasury")
          then block "guard.large"
        }
      }

      policy pii-detector {
        action: redact
      }
      """;

  private static final String YAML =
      """
      pack: {name: small, version: 1.0.0}
      policies: {chain: [guard, pii-detector]}
      policy:
        guard:
          kind: rules
          on: [tool]
          rules:
            - name: large
              when: 'tool_call(arguments.amount > 100) and not identity(groups contains "treasury")'
              then: {block: guard.large}
        pii-detector: {action: redact}
      """;

  private static final String LARGE =
      """
      - name: a large amount
        input: {tool_calls: [{arguments: {amount: 200}}]}
        expected: {verdict: block}
      - name: a mail address
        input: {messages: [{role: user, content: "mail ana@example.org"}]}
        expected: {verdict: redact}
      """;

  private static final String BOUND =
      """
      - name: just too much
        input: {tool_calls: [{arguments: {amount: 101}}]}
        expected: {verdict: block}
      - name: just enough
        input: {tool_calls: [{arguments: {amount: 100}}]}
        expected: {verdict: allow}
      - name: the treasury may
        input: {identity: {groups: [treasury]}, tool_calls: [{arguments: {amount: 200}}]}
        expected: {verdict: allow}
      - name: others may not
        input: {identity: {groups: [sales]}, tool_calls: [{arguments: {amount: 200}}]}
        expected: {verdict: block}
      - name: a mail address in a large amount
        phase: tool
        input: {tool_calls: [{arguments: {amount: 200, to: "ana@example.org"}}]}
        expected: {verdict: block, reason_code: guard.large}
      """;

  @TempDir Path folder;

  @Test
  void listsWhatNoTestNoticesWithItsPlace() throws Exception {
    Files.writeString(folder.resolve("small.pack"), TEXT);
    test("large.yaml", LARGE);
    Result run = mutate("--threshold", "90", "--threads", "2");
    assertThat(run.code).isEqualTo(ExitCode.COVERAGE_BELOW);
    assertThat(run.run.out())
        .startsWith("Mutation score of small@1.0.0: ")
        .contains(
            "comparison in guard.large: `>=` instead of `>`",
            "bound in guard.large: `101` instead of `100`",
            "negation in guard.large",
            "small.pack:12:",
            "12 |     when tool_call(arguments.amount > 100)")
        .doesNotContain("effect in guard.large", "setting in pii-detector.action")
        .containsPattern(
            "\n\n\\d+ changes tried, \\d+ not noticed: write a test that fails with the change, .*\n$");
    assertThat(run.run.err()).contains("below the threshold of 90.0 %");
  }

  @Test
  void bothWaysOfWritingComeToTheSameAndTestsOfTheBoundCatchIt() throws Exception {
    test("large.yaml", LARGE);
    test("bound.yaml", BOUND);
    Path text = Files.writeString(folder.resolve("small.pack"), TEXT);
    Path yaml = Files.writeString(folder.resolve("small.yaml"), YAML);
    CommandRun one = CommandRun.of(folder);
    assertThat(one.run("policy", "mutate", "--file=" + text, "--json", "--threads=1")).isZero();
    CommandRun other = CommandRun.of(folder);
    assertThat(other.run("policy", "mutate", "--file=" + yaml, "--json", "--threads=4")).isZero();
    assertThat(withoutPlaces(other.out())).isEqualTo(withoutPlaces(one.out()));
    assertThat(one.out())
        .contains("\"fate\": \"caught\"", "`>=` instead of `>`", "\"not_tried\": 0")
        .doesNotContainPattern("\"fate\": \"survived\",\\s+\"operator\": \"(comparison|bound)\"");
    CommandRun few = CommandRun.of(folder);
    assertThat(few.run("policy", "mutate", "--file=" + text, "--max-changes=3")).isZero();
    assertThat(few.out()).contains(" more were not tried: --max-changes ");
  }

  @Test
  void triesNothingWhereTestsSayNothing() throws Exception {
    Files.writeString(folder.resolve("small.pack"), TEXT);
    Result none = mutate();
    assertThat(none.code).isEqualTo(ExitCode.NO_TESTS);
    test("wrong.yaml", LARGE.replace("amount: 200", "amount: 20"));
    Result failing = mutate();
    assertThat(failing.code).isEqualTo(ExitCode.TEST_FAILED);
    assertThat(failing.run.err()).contains("`a large amount` fails on the pack as it is");
    test("wrong.yaml", "- name: nothing\n");
    assertThat(mutate().code).isEqualTo(ExitCode.PACK_ERRORS);
  }

  /** Loading the pack and its tests takes seconds before the first change is tried. */
  @Test
  void saysWhereSomebodyWatchesHowFarItIs() throws Exception {
    test("large.yaml", LARGE);
    Path text = Files.writeString(folder.resolve("small.pack"), TEXT);
    CommandRun watched = CommandRun.of(folder).watched();
    CommandRun unwatched = CommandRun.of(folder);

    assertThat(watched.run("policy", "mutate", "--file=" + text)).isZero();
    assertThat(unwatched.run("policy", "mutate", "--file=" + text)).isZero();

    assertThat(watched.err())
        .startsWith("\r\u001b[Krunning the tests on the pack as it is\r\u001b[K")
        .containsPattern("\\d+ of \\d+ changes tried")
        .endsWith("\r\u001b[K");
    assertThat(unwatched.err()).isEmpty();
    assertThat(watched.out()).isEqualTo(unwatched.out());
  }

  private record Result(int code, CommandRun run) {}

  private Result mutate(String... options) {
    String[] all = new String[options.length + 4];
    all[0] = "policy";
    all[1] = "mutate";
    all[2] = "--file";
    all[3] = folder.resolve("small.pack").toString();
    System.arraycopy(options, 0, all, 4, options.length);
    CommandRun run = CommandRun.of(folder);
    return new Result(run.run(all), run);
  }

  private void test(String name, String text) throws Exception {
    Files.writeString(Files.createDirectories(folder.resolve("tests")).resolve(name), text);
  }

  private static String withoutPlaces(String json) {
    return json.replaceAll("(?m)^ *\"(file|line|column)\": .*\\n", "").replace(",\n", "\n");
  }
}
