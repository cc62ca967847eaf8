package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyCommandsTest {
  private static final Path BUNDLED =
      Path.of("..", "packs", "audit-trail-example", "policy-config.yaml");

  @TempDir Path home;

  private CommandRun run = new CommandRun();

  @BeforeEach
  void newRun() {
    run = CommandRun.of(home);
  }

  @Test
  void lintAcceptsTheBundledPackWithoutAWarning() {
    int exitCode =
        run.run("policy", "lint", "--fail-level", "warning", "--file", BUNDLED.toString());

    assertThat(run.out())
        .startsWith("OK ")
        .contains("audit-trail-example@1.0.0", "prompt-injection → pii-detector → audit-logger");
    assertThat(run.err()).isEmpty();
    assertThat(exitCode).isZero();
  }

  @Test
  void lintReportsAllProblemsOnStandardOutput() throws IOException {
    Path file = pack("pii-detectr");

    int exitCode = run.run("policy", "lint", "--file", file.toString());

    assertThat(run.out())
        .contains(file + ":10:", "E001", "`pii-detectr`", "pii-detector", "FAILED");
    assertThat(run.err()).isEmpty();
    assertThat(exitCode).isEqualTo(2);
  }

  @Test
  void lintPrintsJson() throws IOException {
    int valid = run.run("policy", "lint", "--json", "--file", pack("pii-detector").toString());
    CommandRun broken = CommandRun.of(home);
    int invalid = broken.run("policy", "lint", "--json", "--file", pack("pii").toString());

    assertThat(valid).isZero();
    assertThat(run.out()).startsWith("{").contains("\"valid\": true", "\"policy_count\": 1");
    assertThat(invalid).isEqualTo(2);
    assertThat(broken.out()).startsWith("{").contains("\"valid\": false", "\"code\": \"E001\"");
  }

  @Test
  void lintFailsOnWarningsOnlyWhenAsked() throws IOException {
    Path file = pack("audit-logger");
    Files.writeString(
        file,
        Files.readString(file) + "policy:\n  audit-logger:\n    retention_days: 30\n",
        StandardCharsets.UTF_8);

    int lenient = run.run("policy", "lint", "--file", file.toString());
    int strict =
        CommandRun.of(home)
            .run("policy", "lint", "--fail-level", "warning", "--file", file.toString());

    assertThat(run.out()).contains("warning[W");
    assertThat(lenient).isZero();
    assertThat(strict).isEqualTo(2);
  }

  @Test
  void lintReadsStandardInput() throws IOException {
    int exitCode = run.withInput(Files.readString(BUNDLED)).run("policy", "lint", "--file", "-");

    assertThat(run.out()).startsWith("OK <stdin>");
    assertThat(exitCode).isZero();
  }

  @Test
  void saysWhichFileCanNotBeRead() {
    int missing = run.run("policy", "lint", "--file", home + "/none.yaml");
    CommandRun folder = CommandRun.of(home);
    int notAFile = folder.run("policy", "plan", "--file", home.toString());

    assertThat(run.err()).isEqualTo("kt: there is no file `" + home + "/none.yaml`\n");
    assertThat(missing).isEqualTo(1);
    assertThat(folder.err())
        .isEqualTo(
            "kt: `"
                + home
                + "` is a folder\n  name a file; packs are called policy-config.yaml, or end in .pack\n");
    assertThat(notAFile).isEqualTo(1);
  }

  @Test
  void reportsFilesThatAreNotTextAsProblemsOfThePack() throws IOException {
    Path binary = Files.write(home.resolve("binary.yaml"), new byte[] {(byte) 0xff, 1, 0, 2});

    int exitCode = run.run("policy", "lint", "--file", binary.toString());

    assertThat(run.out()).contains("FAILED");
    assertThat(run.err()).isEmpty();
    assertThat(exitCode).isEqualTo(2);
  }

  @Test
  void planShowsDefaultsAndKeepsProblemsOffStandardOutput() throws IOException {
    int valid = run.run("policy", "plan", "--file", BUNDLED.toString());
    CommandRun broken = CommandRun.of(home);
    Path file = pack("pii");
    int invalid = broken.run("policy", "plan", "--file", file.toString());

    assertThat(run.out()).startsWith("{\n").contains("\"pci_mode\": true", "\"env\"");
    assertThat(valid).isZero();
    assertThat(broken.out()).isEmpty();
    assertThat(broken.err())
        .contains("E001")
        .endsWith("kt: `" + file + "` has errors and is not used\n");
    assertThat(invalid).isEqualTo(2);
  }

  @Test
  void digestIsOfTheCanonicalPlan() throws NoSuchAlgorithmException {
    int first = run.run("policy", "plan", "--canonical", "--file", BUNDLED.toString());
    CommandRun digest = CommandRun.of(home);
    int second = digest.run("policy", "plan", "--digest", "--file", BUNDLED.toString());

    byte[] sum =
        MessageDigest.getInstance("SHA-256").digest(run.out().getBytes(StandardCharsets.UTF_8));
    assertThat(digest.out()).isEqualTo("sha256:" + HexFormat.of().formatHex(sum) + "\n");
    assertThat(first).isEqualTo(second).isZero();
  }

  @Test
  void digestAndCanonicalExcludeEachOther() {
    int exitCode =
        run.run("policy", "plan", "--digest", "--canonical", "--file", BUNDLED.toString());

    assertThat(run.err()).isEqualTo("kt: `--digest` and `--canonical` exclude each other\n");
    assertThat(exitCode).isEqualTo(1);
  }

  private Path pack(String kind) throws IOException {
    String text =
        """
        pack:
          name: small
          version: 1.0.0
          enabled: true
        providers:
          targets:
            - {id: local, provider: simulated}
        policies:
          chain:
        """;
    return Files.writeString(home.resolve(kind + ".yaml"), text + "    - " + kind + "\n");
  }
}
