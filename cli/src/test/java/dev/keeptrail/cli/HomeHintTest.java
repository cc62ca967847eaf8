package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeHintTest {
  @TempDir Path folder;
  private Path home = Path.of("");

  @BeforeEach
  void aHomeThatIsAFile() throws IOException {
    home = Files.writeString(folder.resolve("my home"), "");
  }

  @Test
  void isGivenWhereSomethingInTheFolderIsNamed() {
    assertThat(hint("`" + home.resolve("ledger") + "` cannot be written"))
        .contains(KeeptrailHome.REMEDY);
    assertThat(hint("there is no folder `" + home + "`")).contains(KeeptrailHome.REMEDY);
  }

  @Test
  void isNotGivenForWhatStandsBesideTheFolder() {
    assertThat(hint("`" + folder.resolve("my homework/a.pack") + "` cannot be read")).isEmpty();
    assertThat(hint("`a\0b` cannot be read")).isEmpty();
  }

  @Test
  void isNotGivenWhereTheFolderIsSound() throws IOException {
    Files.delete(home);
    assertThat(hint("`" + home.resolve("ledger") + "` cannot be read")).isEmpty();
  }

  private Optional<String> hint(String message) {
    return HomeHint.of(message, Map.of("KEEPTRAIL_HOME", home.toString()));
  }
}
