package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of a ledger as tests of a pack. */
@Timeout(180)
final class EventsAsTestsIT {
  @TempDir Path home;

  /** The shell and the tests of packs see the same events of the ledger. */
  @ParameterizedTest
  @ValueSource(strings = {"redacted", RecordedTraffic.FULL})
  void capturedEventsAreTestsAndTheShellFindsThem(String capture) throws Exception {
    Path pack =
        Files.writeString(
            home.resolve("recorded.yaml"), RecordedTraffic.PACK.replace("CAPTURE", capture));
    traffic().record(pack);
    Path strict =
        Files.writeString(
            home.resolve("strict.yaml"),
            RecordedTraffic.PACK
                .replace("CAPTURE", "none")
                .replace("action: redact", "action: block"));
    String[] key = {"--capture-key", "env:CAPTURE_KEY"};
    CommandRun shell = traffic().run();
    assertThat(
            shell.run(
                "repl",
                "--pack",
                strict.toString(),
                key[0],
                key[1],
                "-c",
                "next flip; list --json"))
        .as(shell.err())
        .isZero();
    assertThat(shell.out()).contains("tightened", "[EMAIL_1]").doesNotContain(RecordedTraffic.MAIL);
    Matcher id = Pattern.compile("evt_[0-9A-Z]{26}").matcher(shell.out());
    assertThat(id.find()).isTrue();
    for (Path judge : List.of(pack, strict)) {
      CommandRun test = traffic().run();
      int exitCode =
          test.run(
              "policy",
              "test",
              "--file",
              judge.toString(),
              "--from-events",
              id.group(),
              key[0],
              key[1]);
      assertThat(exitCode)
          .as(test.out() + test.err())
          .isEqualTo(judge.equals(pack) ? ExitCode.OK : ExitCode.TEST_FAILED);
      assertThat(test.out()).doesNotContain(RecordedTraffic.MAIL);
    }
    eventsAreHeldAgainstGoldenFiles(pack, id.group(), key);
  }

  private void eventsAreHeldAgainstGoldenFiles(Path pack, String id, String[] key)
      throws Exception {
    for (int code : List.of(ExitCode.TEST_FAILED, ExitCode.OK)) {
      CommandRun golden = traffic().run();
      assertThat(
              golden.run(
                  "policy",
                  "test",
                  "--file=" + pack,
                  "--from-events=" + id,
                  "--golden",
                  code == ExitCode.OK ? "--verbose" : "--update",
                  key[0],
                  key[1]))
          .as(golden.out() + golden.err())
          .isEqualTo(code);
    }
    Path events = home.resolve("tests/golden/events");
    try (var files = Files.list(events)) {
      for (Path file : files.toList()) {
        assertThat(file).content().doesNotContain(RecordedTraffic.MAIL);
      }
    }
    CommandRun mutated = traffic().run();
    assertThat(
            mutated.run(
                "policy", "mutate", "--file=" + pack, "--from-events=" + id, key[0], key[1]))
        .as(mutated.out() + mutated.err())
        .isZero();
    assertThat(mutated.out()).contains("caught by 1 test)").doesNotContain(": 0.0 %");
  }

  private RecordedTraffic traffic() {
    return new RecordedTraffic(home);
  }
}
