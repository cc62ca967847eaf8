package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A threshold for what a change touches, whatever the rest of a pack is like. */
final class CoverageOfChangesTest {
  private static final String PACK =
      """
      language 1

      pack guard { version: "0.1.0" }

      chain { guard, notes }

      policy guard on input {
        rule first {
          when message(text contains "one")
          then block "guard.first"
        }
        rule second {
          when message(text contains "two")
          then block "guard.second"
        }
      }

      policy notes on input {
        rule never {
          when message(text contains "three")
          then flag "notes.never"
        }
      }

      test "the first rule blocks" {
        given message { text: "one" }
        expect block by guard
      }

      test "other words pass" {
        given message { text: "plain words" }
        expect allow
      }
      """;

  @TempDir private Path folder;
  private Path before = Path.of("");
  private Path pack = Path.of("");

  @BeforeEach
  void write() throws IOException {
    before = Files.writeString(folder.resolve("before.pack"), PACK);
    pack = Files.createDirectories(folder.resolve("now")).resolve("guard.pack");
  }

  @Test
  void aRuleThatChangedCountsAndOthersDoNot() throws IOException {
    Files.writeString(pack, PACK.replace("\"two\"", "\"2\""));
    CommandRun run = run(5);
    assertThat(run.out())
        .contains("Of what differs from the earlier pack:")
        .contains("rules fired          0 of 1")
        .contains("rule guard.second never fired")
        .doesNotContain("notes.never");
  }

  @Test
  void aCoveredChangePassesInAPackThatDoesNot() throws IOException {
    Files.writeString(pack, PACK.replace("guard.first\"", "guard.one\""));
    assertThat(run(0).out()).contains("Coverage: 100.0 %").contains("rules fired          1 of 1");
  }

  @Test
  void otherWordsForTheSameAreNoChange() throws IOException {
    Files.writeString(pack, "# a comment\n" + PACK);
    assertThat(run(0).out()).contains("Coverage: 100.0 %").contains("rules fired          0 of 0");
  }

  private CommandRun run(int exitCode) {
    CommandRun run = CommandRun.of(folder.resolve("home"));
    int code =
        run.run(
            "policy",
            "coverage",
            "--pack",
            pack.toString(),
            "--changed-from",
            before.toString(),
            "--threshold",
            "100");
    assertThat(code).as(run.err() + run.out()).isEqualTo(exitCode);
    return run;
  }
}
