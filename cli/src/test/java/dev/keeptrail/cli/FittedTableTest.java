package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FittedTableTest {
  private static final String LONG = "a-name-that-is-longer-than-a-column-of-it-would-ever-be";

  @TempDir Path home;

  @BeforeEach
  void webhooksAndKeys() {
    kt("webhook", "create", "--url", "https://example.com/" + LONG, "--secret-env", "S");
    kt("auth", "token", "create", "--name", LONG, "--user", LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook list", "auth token list"})
  void linesFitTheTerminal(String command) {
    CommandRun narrow = CommandRun.of(home).with("COLUMNS", "90");
    CommandRun wide = CommandRun.of(home).with("COLUMNS", "400");

    assertThat(narrow.run(command.split(" "))).isZero();
    assertThat(wide.run(command.split(" "))).isZero();

    List<String> lines = narrow.out().lines().toList();
    assertThat(lines).hasSize(2).allMatch(line -> line.length() <= 90);
    assertThat(lines.getLast()).contains("…").doesNotContain(LONG);
    assertThat(wide.out()).contains(LONG).doesNotContain("…");
  }

  @Test
  void withoutATerminalNothingIsCut() {
    CommandRun piped = CommandRun.of(home);

    assertThat(piped.run("webhook", "list")).isZero();

    assertThat(piped.out()).contains("https://example.com/" + LONG);
  }

  private void kt(String... words) {
    CommandRun run = CommandRun.of(home).with("S", "whsec_" + "A".repeat(44));
    assertThat(run.run(words)).as(run.err()).isZero();
  }
}
