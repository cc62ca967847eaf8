package dev.keeptrail.repl.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.language.source.SourceReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackHistoryTest {
  @TempDir Path folder;

  @Test
  void listsTheCommitsOfAFileAlsoUnderAnEarlierName() throws Exception {
    git("init", "-q", "-b", "main");
    commit("packs/old.yaml", "first\n", "first: with a \"quote\"");
    commit("packs/other.yaml", "other\n", "another file");
    git("mv", "packs/old.yaml", "packs/new name.yaml");
    git("commit", "-q", "-m", "a better name");
    commit("packs/new name.yaml", "second\n", "second");

    PackHistory history = PackHistory.of(folder.resolve("packs/new name.yaml"));
    List<Revision> revisions = history.revisions();
    assertThat(revisions)
        .extracting(Revision::subject)
        .containsExactly("second", "a better name", "first: with a \"quote\"");
    assertThat(revisions.getLast().path()).isEqualTo("packs/old.yaml");
    assertThat(revisions.getFirst().shortId()).hasSize(10);
    assertThat(text(history.content(revisions.getLast(), "packs/old.yaml"))).isEqualTo("first\n");
    assertThat(text(history.at(revisions.getFirst()).read("packs/other.yaml")))
        .isEqualTo("other\n");
    assertThat(history.at(revisions.getFirst()).resolve("packs/new name.yaml", "other.yaml"))
        .contains("packs/other.yaml");
    assertThat(history.at(revisions.getFirst()).resolve("packs/a.yaml", "../../etc/passwd"))
        .isEmpty();
    assertThatThrownBy(() -> history.at(revisions.getLast()).read("packs/other.yaml"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no `packs/other.yaml`");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Path file = folder.resolve("pack.yaml");
    Files.writeString(file, "x\n");
    assertThatThrownBy(() -> PackHistory.of(file))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("is in no git repository");
    git("init", "-q", "-b", "main");
    commit("other.yaml", "y\n", "another file");
    PackHistory history = PackHistory.of(file);
    assertThatThrownBy(history::revisions).hasMessage("no commit holds `pack.yaml`");
    assertThatThrownBy(() -> PackHistory.of(folder.resolve("nowhere/pack.yaml")))
        .hasMessageContaining("is no file");
  }

  private void commit(String path, String text, String message) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git("add", path);
    git("commit", "-q", "-m", message);
  }

  private void git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=tester", "-c", "user.email=tester@example.com"));
    command.addAll(List.of(arguments));
    int exitCode =
        new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();
    assertThat(exitCode).as(String.join(" ", command)).isZero();
  }

  private static String text(SourceReading reading) {
    return reading instanceof SourceReading.Decoded decoded ? decoded.source().text() : "";
  }
}
