package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletionCommandTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void knowsCommandsOptionsAndWords(String shell) {
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("completion", shell);

    assertThat(run.out())
        .contains(
            "--policy-config", "--fail-level", "\"drools\" \"reference\"", "\"allow\" \"redact\"")
        .doesNotContain("kt_proxy");
    assertThat(exitCode).isZero();
  }
}
