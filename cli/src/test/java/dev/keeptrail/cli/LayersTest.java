package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packs that are made of several files. */
final class LayersTest {
  private static final String BASE =
      """
      pack: {name: layered, version: 1.0.0}
      providers: {targets: [{id: near, provider: simulated}]}
      policies: {chain: [pii-detector, audit-logger]}
      policy:
        pii-detector: {action: redact}
      gateway: {block_status: 403}
      """;
  private static final String STRICT =
      """
      # For the strict ones.
      policy:
        pii-detector: {action: block}
      gateway: {block_status: null}
      """;

  @TempDir Path home;
  private String base;
  private String strict;

  @BeforeEach
  void write() throws IOException {
    base = Files.writeString(home.resolve("base.yaml"), BASE).toString();
    strict = Files.writeString(home.resolve("strict.yaml"), STRICT).toString();
  }

  @Test
  void showsWhatTheyComeToAsAPackThatMeansTheSame() throws IOException {
    String shown = out("policy", "show", "--file", base, "--file", strict);
    assertThat(shown)
        .contains("  pii-detector:\n    action: block\n")
        .doesNotContain("block_status", "strict ones");
    Path merged = Files.writeString(home.resolve("merged.yaml"), shown);
    assertThat(out("policy", "plan", "--digest", "--file", base, "--file", strict))
        .isEqualTo(out("policy", "plan", "--digest", "--file", merged.toString()))
        .isNotEqualTo(out("policy", "plan", "--digest", "--file", base));
  }

  @Test
  void showsWhereEachLineIsWritten() {
    assertThat(out("policy", "show", "--origin", "--file", base, "--file", strict))
        .contains(
            "  name: layered  # " + base + ":1\n",
            "  pii-detector:  # " + base + ":5\n    action: block  # " + strict + ":3\n");
  }

  @Test
  void problemsNameTheLayerThatTheyStandIn() throws IOException {
    Path wrong =
        Files.writeString(home.resolve("wrong.yaml"), "policies:\n  chain: [audit-loger]\n");
    CommandRun showing = CommandRun.of(home);
    assertThat(showing.run("policy", "show", "--file", base, "--file", wrong.toString()))
        .isEqualTo(2);
    assertThat(showing.out()).isEmpty();
    assertThat(showing.err()).contains(wrong + ":2:11: error[", "has errors and is not shown");
    CommandRun run = CommandRun.of(home);
    assertThat(run.run("policy", "lint", "--file", base, "--file", wrong.toString())).isEqualTo(2);
    assertThat(run.out())
        .contains(wrong + ":2:11: error[", wrong + ":2:3: warning[W665]: this chain leaves out");
    assertThat(run.out()).endsWith("FAILED " + base + " + " + wrong + ": 1 error, 3 warnings\n");

    CommandRun json = CommandRun.of(home);
    assertThat(json.run("policy", "lint", "--json", "--file", base, "--file", wrong.toString()))
        .isEqualTo(2);
    assertThat(json.out()).contains("\"file\": \"" + wrong + "\"");
  }

  @Test
  void aLayerMayIgnoreWhatItIsWarnedOf() throws IOException {
    Path trial =
        Files.writeString(
            home.resolve("trial.yaml"),
            """
            # keeptrail:ignore-file W618 the trial ends in March
            policy:
              # keeptrail:ignore W665 the trial ends in March
              pii-detector: {enforcement: shadow}
            """);
    CommandRun run = CommandRun.of(home);
    int exitCode = run.run("policy", "lint", "--file", base, "--file", trial.toString());
    assertThat(exitCode).isZero();
    assertThat(run.out()).doesNotContain("W665");
  }

  @Test
  void testsAreThoseBesideTheLowest() throws IOException {
    Files.createDirectories(home.resolve("tests"));
    Files.writeString(
        home.resolve("tests/mail.json"),
        """
        {"name": "mail", "input": {"messages": [{"role": "user", "content": "ann@example.org"}]},
         "expected": {"verdict": "block"}}
        """);
    assertThat(CommandRun.of(home).run("policy", "test", "--file", base)).isEqualTo(3);
    assertThat(CommandRun.of(home).run("policy", "test", "--file", base, "--file", strict))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "policy show, -, '`-` cannot be a layer'",
    "policy plan, other.pack, '`other.pack` cannot be a layer'",
    "policy lint, nowhere.yaml, 'there is no file `nowhere.yaml`'",
    "policy lint --fix, base.yaml, '`--fix` mends one file at a time'",
  })
  void saysWhatCannotBeALayer(String command, String layer, String message) {
    CommandRun run = CommandRun.of(home);
    String[] words = (command + " --file " + base + " --file " + layer).split(" ");
    assertThat(run.run(words)).isEqualTo(1);
    assertThat(run.err()).contains(message);
  }

  @Test
  void aPackHasAtMostSixteen() {
    CommandRun run = CommandRun.of(home);
    String[] words = ("policy show" + (" --file " + base).repeat(17)).split(" ");
    assertThat(run.run(words)).isEqualTo(1);
    assertThat(run.err()).contains("a pack has at most 16 layers");
  }

  private String out(String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.err()).isZero();
    return run.out();
  }
}
