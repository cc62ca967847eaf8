package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningBuildTest {
  @TempDir Path folder;

  @Test
  void isTheVersionThatTheCommandTells() {
    assertThat(RunningBuild.recorded().version()).isEqualTo(Version.current().number());
    assertThat(Version.current().line())
        .startsWith("keeptrail " + RunningBuild.recorded().version());
  }

  @Test
  void namesTheFileOfTheDetectorsAsSha256sumDoes() throws Exception {
    Path jar = Files.writeString(folder.resolve("detectors.jar"), "abc");
    assertThat(RunningBuild.beginning(jar)).isEqualTo("ba7816bf8f01cfea");
  }
}
