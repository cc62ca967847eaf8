package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeeptrailHomeTest {
  private static final Path OF_JAVA = Path.of(System.getProperty("user.home"), ".keeptrail");

  @Test
  void isWhatTheVariableSays() {
    assertThat(KeeptrailHome.folder(Map.of("KEEPTRAIL_HOME", "/srv/kt", "HOME", "/home/ana")))
        .isEqualTo(Path.of("/srv/kt"));
  }

  /** As a shell takes it, also where the list of users says something else. */
  @Test
  void isInTheHomeFolderOtherwise() {
    assertThat(KeeptrailHome.folder(Map.of("HOME", "/home/ana")))
        .isEqualTo(Path.of("/home/ana/.keeptrail"));
  }

  @Test
  void isWhereJavaSeesItWithoutAHomeFolder() {
    assertThat(KeeptrailHome.folder(Map.of())).isEqualTo(OF_JAVA);
    assertThat(KeeptrailHome.folder(Map.of("HOME", ""))).isEqualTo(OF_JAVA);
    assertThat(KeeptrailHome.folder(Map.of("HOME", "home"))).isEqualTo(OF_JAVA);
  }
}
