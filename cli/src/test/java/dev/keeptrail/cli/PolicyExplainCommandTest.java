package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyExplainCommandTest {
  private static final String PACK =
      """
      pack: {name: guard, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [long-texts, audit-logger]}
      policy:
        long-texts:
          kind: rules
          on: [input]
          rules:
            - {name: long, when: "message(role == \\"user\\", length > 5)", then: {block: long.text}}
        audit-logger: {}
      """;

  @TempDir Path folder;

  @Test
  void endsWithWhatWasDoneAndWhatToDoNext() throws IOException {
    CommandRun run = explain("{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}", 0);
    assertThat(run.out())
        .contains("nearly matched  long-texts.long")
        .endsWith(
            """

            explained 2 policies of 1 phase: 1 rule fired, 1 nearly matched
            to hold it fast, put the input with what is `expected` into a file in tests/
            """);
  }

  /** A rule about findings sees none that a policy before it has masked. */
  @Test
  void saysWhereFindingsAreOutOfSight() throws IOException {
    Files.writeString(
        folder.resolve("masks.yaml"),
        PACK.replace("chain: [long", "chain: [pii-detector, long")
            .replace("message(role == \\\"user\\\", length > 5)", "finding(category under 'pii')"));
    Path input =
        Files.writeString(
            folder.resolve("letter.json"),
            "{\"messages\": [{\"role\": \"user\", \"content\": \"to ana@example.com\"}]}");
    CommandRun run = CommandRun.of(folder);

    String pack = folder.resolve("masks.yaml").toString();
    assertThat(run.run("policy", "explain", "--file", pack, "--input", input.toString()))
        .as(run.err())
        .isZero();
    assertThat(run.out())
        .contains(
            """
                not relevant    long-texts.long
                out of sight    1 finding, masked before by pii-detector
            """);
  }

  @ParameterizedTest
  @CsvSource({"messagse, messages", "message, messages", "segment, segments", "imput, input"})
  void guessesTheKeyThatMakesTheForm(String written, String meant) throws IOException {
    CommandRun run = explain("{\"model\": \"m\", \"%s\": []}".formatted(written), 2);
    assertThat(run.err())
        .contains(
            "input.json:1:16: error[E450]: unknown key `" + written + "` in an input",
            "= did you mean `" + meant + "`?")
        .doesNotContain("`model`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tool_calls", "tool_results", "identity", "counters"})
  void saysWhereFactsBelong(String fact) throws IOException {
    CommandRun run = explain("{\"%s\": []}".formatted(fact), 2);
    assertThat(run.err())
        .contains(
            "input.json:1:2: error[E456]: `" + fact + "` stands outside of `input`",
            "= put it into one: `{\"input\": {\"" + fact + "\": ...}}`")
        .containsOnlyOnce("error[");
  }

  private CommandRun explain(String input, int exit) throws IOException {
    Path pack = Files.writeString(folder.resolve("policy-config.yaml"), PACK);
    Path file = Files.writeString(folder.resolve("input.json"), input);
    CommandRun run = CommandRun.of(folder);
    int code = run.run("policy", "explain", "--file", pack.toString(), "--input", file.toString());
    assertThat(code).as(run.err()).isEqualTo(exit);
    return run;
  }
}
