package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConformanceHuntCommandTest {
  @TempDir Path home;

  @Test
  void tellsProgramsWhatWasCompared() {
    CommandRun run = CommandRun.of(home);

    assertThat(run.run("conformance", "hunt", "--count=20", "--limit=1", "--json")).isZero();

    assertThat(run.out().replaceAll("\\s+", " "))
        .matches(
            "\\{ \"partial\": false, \"compared\": \\d+, \"not_valid\": \\d+, \"verdicts\": \\{.*}, \"differing\":"
                + " \\[] } ");
  }

  @Test
  void whereNothingCanBeSavedIsSaidBeforeTheHunt() throws Exception {
    Path file = Files.writeString(home.resolve("file"), "");
    CommandRun run = CommandRun.of(home);

    assertThat(run.run("conformance", "hunt", "--count=1", "--save", file.toString())).isOne();

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("cannot be written", "name a folder");
    String seed = "--seed=9000000";
    assertThat(
            CommandRun.of(home)
                .run("conformance", "hunt", "--count=1", seed, "--save", home + "/n"))
        .isZero();
  }

  @Test
  void tellsWhatWasComparedUntilItIsStopped() {
    CommandRun run = CommandRun.of(home);
    run.interrupt();

    assertThat(run.run("conformance", "hunt", "--count=1000000")).isEqualTo(ExitCode.INTERRUPTED);

    assertThat(run.out())
        .matches(
            "[01] cases? compared, [01] not valid, 0 differ; verdicts \\{.*}; stopped before the end\n");
  }
}
