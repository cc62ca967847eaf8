package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result never takes the place of what it is made from, nor of another result. */
final class OutputsApartTest {
  @TempDir Path home;

  private Path pack;

  @BeforeEach
  void aPackWithTests() {
    assertThat(CommandRun.of(home).run("init", "--output", home.toString())).isZero();
    pack = home.resolve("policy-config.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy convert --to text --file %s -o %s",
        "policy convert --to text %s -o %s",
        "policy test --file %s --coverage-html %s",
        "policy test --file %s --coverage-json %s",
        "policy test --file %s --coverage-lcov %s",
        "policy build --file %s -o %s",
        "replay --pack %s --input none --report %s",
        "capture import --format pairs %s -o %s",
        "capture export --input %s -o %s"
      })
  void aResultIsNotWrittenOverWhatItIsMadeFrom(String line) throws IOException {
    String before = Files.readString(pack);

    CommandRun run = run(1, line.formatted(pack, pack));

    assertThat(run.err())
        .startsWith("kt: `" + pack + "` is also ")
        .contains(", and would be written over\n  name another file after `--");
    assertThat(Files.readString(pack)).isEqualTo(before);
  }

  @Test
  void anotherWayToTheSameFileIsSeen() throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("link.html"), pack);
    Path detour = home.resolve("tests").resolve("..").resolve("policy-config.yaml");

    run(1, "policy test --file %s --coverage-html %s".formatted(pack, link));
    run(1, "policy test --file %s --coverage-html %s".formatted(pack, detour));
  }

  @Test
  void twoReportsDoNotShareAFile() {
    Path report = home.resolve("report");

    CommandRun run =
        run(
            1,
            "policy test --file %s --coverage-html %s --coverage-json %s"
                .formatted(pack, report, home.resolve("tests/../report")));

    assertThat(run.err()).contains("is also `--coverage-html`");
    assertThat(report).doesNotExist();
  }

  @Test
  void twoReportsOfOneOptionDoNotShareAFileEither() {
    String report = home.resolve("report.json").toString();

    run(1, "replay --pack %s --input none --report %s --report %s", pack, report, report);
  }

  @Test
  void severalReportsGoIntoFilesOfTheirOwn() throws IOException {
    Path none = Files.writeString(home.resolve("none.jsonl"), "");

    run(
        0,
        "replay --pack %s --baseline %s --input %s --report %s --report %s",
        pack,
        pack,
        none,
        home.resolve("a.md"),
        home.resolve("a.json"));

    assertThat(home.resolve("a.md")).exists();
    assertThat(home.resolve("a.json")).exists();
  }

  @Test
  void devicesTakeEverything() {
    run(0, "policy test --file %s --coverage-html /dev/null --coverage-json /dev/null", pack);
  }

  @Test
  void aCompiledPackIsSignedWhereItLies() {
    Path compiled = home.resolve("a.ktpack");
    run(0, "policy build --file %s -o %s".formatted(pack, compiled));
    run(0, "policy keygen --output " + home.resolve("keys"));
    Path key = home.resolve("keys").resolve("pack-signing.key.pem");

    run(0, "policy sign %s --key %s -o %s".formatted(compiled, key, compiled));
  }

  @SuppressWarnings("AnnotateFormatMethod") // Every format is written here.
  private CommandRun run(int exitCode, String line, Object... values) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(line.formatted(values).split(" "))).as(run.err()).isEqualTo(exitCode);
    return run;
  }
}
