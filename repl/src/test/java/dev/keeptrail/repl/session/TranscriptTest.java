package dev.keeptrail.repl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keeptrail.repl.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts and what the session says to them, as {@code NAME.script} and {@code NAME.approved.txt}.
 * The scripts run in a folder with packs and two files of captures; {@code -Dkeeptrail.update=true}
 * rewrites what was approved, and fails all the same.
 */
final class TranscriptTest {
  private static final Path FOLDER = Path.of("src/test/resources/transcripts");
  private static final String SCRIPT = ".script";

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(SCRIPT))
          .map(name -> name.substring(0, name.length() - SCRIPT.length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhatWasApproved(String name, @TempDir Path folder) throws Exception {
    RecordedFolder.make(folder);
    String said = transcript(Files.readString(FOLDER.resolve(name + SCRIPT)), folder);

    assertThat(said).doesNotContain(Traffic.MAIL, "4111 1111", "\u001b", "\u0007");
    Path approved = FOLDER.resolve(name + ".approved.txt");
    if (!Files.exists(approved) || !Files.readString(approved).equals(said)) {
      if (Boolean.getBoolean("keeptrail.update")) {
        Files.writeString(approved, said, StandardCharsets.UTF_8);
        fail("rewrote " + approved);
      }
      assertThat(said).isEqualTo(Files.exists(approved) ? Files.readString(approved) : "");
    }
  }

  /** Every command is in some script, and refused in some script. */
  @Test
  void everyCommandIsCovered(@TempDir Path folder) throws Exception {
    Set<String> spoken = new TreeSet<>();
    for (String name : names().toList()) {
      Files.readString(FOLDER.resolve(name + SCRIPT))
          .lines()
          .map(line -> line.strip().split("\\s", 2)[0])
          .forEach(spoken::add);
    }
    try (var session = new ShellSession(RecordedFolder.OPTIONS, new Plain(folder))) {
      assertThat(spoken).containsAll(session.commands());
    }
  }

  private static String transcript(String script, Path folder) throws InterruptedException {
    var said = new StringBuilder();
    try (var session = new ShellSession(RecordedFolder.OPTIONS, new Plain(folder))) {
      for (String line : script.lines().toList()) {
        said.append("kt> ").append(line).append('\n');
        Answer answer = session.run(line.replace("$FOLDER", folder.toString()));
        said.append(session.text(answer).replace(folder.toString(), "$FOLDER"));
        if (answer instanceof Answer.End) {
          said.append("(ended)\n");
        }
      }
    }
    // WHY: digests of reports cover where rules are written, and so the name of the folder.
    return said.toString().replaceAll("sha256:[0-9a-f]{64}", "sha256:DIGEST");
  }

  /** A folder whose editor puts another pack in the place of the one that is edited. */
  private record Plain(Path folder) implements Surroundings {
    @Override
    public ArchivedPack archived(Path file) {
      return new ArchivedPack.Refused("`%s` is no compiled pack".formatted(file));
    }

    @Override
    public Optional<String> edit(Path file) {
      try {
        Files.copy(folder.resolve("edited.yaml"), file, StandardCopyOption.REPLACE_EXISTING);
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of("the editor cannot be started");
      }
    }

    @Override
    public boolean isInterrupted() {
      return false;
    }
  }
}
