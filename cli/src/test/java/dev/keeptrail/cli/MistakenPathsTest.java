package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file where a folder is wanted, a folder with nothing in it, a word one letter off. */
final class MistakenPathsTest {
  @TempDir Path home;

  @Test
  void aFileIsNoFolderForKeys() throws IOException {
    Path file = Files.writeString(home.resolve("notes.txt"), "");

    assertRefused(
        run(1, "policy", "keygen", "--output", file.toString()),
        "`" + file + "` cannot be written",
        "it is a file; name a folder");
    assertThat(file).isEmptyFile();
  }

  @Test
  void aFileIsNoFolderForATemplate() throws IOException {
    Path file = Files.writeString(home.resolve("notes.txt"), "");

    assertRefused(
        run(1, "init", "--output", file.toString()),
        "`" + file + "` cannot be written",
        "it is a file; name a folder");
  }

  @Test
  void aPackIsNotItsFolder() throws IOException {
    Path file = Files.writeString(home.resolve("a.pack"), "language 1\n");

    assertRefused(
        run(1, "policy", "test", "--pack-dir", file.toString()),
        "`" + file + "` is a file",
        "name its folder, or the file itself with `--file`");
  }

  @Test
  void aFolderIsNoPackAndItsPackIsNamed() throws IOException {
    Path folder = Files.createDirectory(home.resolve("packs"));

    assertRefused(
        run(1, "policy", "plan", "--file", folder.toString()),
        "`" + folder + "` is a folder",
        "name a file; packs are called policy-config.yaml, or end in .pack");
    Path pack = Files.writeString(folder.resolve("wire.pack"), "language 1\n");
    assertRefused(
        run(1, "policy", "plan", "--file", folder.toString()),
        "`" + folder + "` is a folder",
        "the pack in it is `" + pack + "`");
  }

  @Test
  void aPackIsNotACompiledPack() throws IOException {
    Path file = Files.writeString(home.resolve("a.pack"), "language 1\n");

    assertRefused(
        run(2, "policy", "inspect", file.toString()),
        "`" + file + "`: the file is no compiled pack",
        "`kt policy build` makes one of a pack");
  }

  @Test
  void whatIsNotThereIsNotOfTheWrongKind() {
    Path file = home.resolve("gone.yaml");

    assertThat(run(1, "policy", "fmt", file.toString()).err())
        .isEqualTo("kt: there is no file `%s`\n".formatted(file));
  }

  @Test
  void aFolderWithoutTextPacksIsTold() {
    CommandRun run = run(0, "policy", "fmt", "--check", home.toString());

    assertThat(run.err()).isEqualTo("kt: there is no `*.pack` file in `%s`\n".formatted(home));
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aTemplateIsFoundByItsNearestName() {
    assertRefused(
        run(1, "init", "--template", "strater"),
        "there is no template `strater`",
        "did you mean `starter`? there are `starter`, ");
  }

  private CommandRun run(int exitCode, String... line) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(line)).as(run.err()).isEqualTo(exitCode);
    return run;
  }

  private static void assertRefused(CommandRun run, String message, String hint) {
    assertThat(run.err()).startsWith("kt: " + message + "\n  " + hint);
    assertThat(run.out()).isEmpty();
  }
}
