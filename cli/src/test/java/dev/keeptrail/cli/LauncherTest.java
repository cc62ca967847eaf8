package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as far as it goes without a build. */
final class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "kt").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void namesAJdkThatIsNone() throws Exception {
    Process launcher = start(LAUNCHER, folder.toString());

    assertThat(output(launcher))
        .isEqualTo("kt: KEEPTRAIL_JAVA_HOME is " + folder + ", which is not a JDK 25 or newer\n");
    assertThat(launcher.exitValue()).isEqualTo(1);
  }

  @Test
  void namesAJdkThatIsTooOld() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    assertThat(Files.createFile(folder.resolve("bin/java")).toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"21.0.4\"\n");

    Process launcher = start(LAUNCHER, folder.toString());

    assertThat(output(launcher)).endsWith("which is not a JDK 25 or newer\n");
    assertThat(launcher.exitValue()).isEqualTo(1);
  }

  @Test
  void worksThroughASymbolicLinkFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("kt"), LAUNCHER);

    Process launcher = start(link, "/nowhere");

    assertThat(output(launcher))
        .isEqualTo("kt: KEEPTRAIL_JAVA_HOME is /nowhere, which is not a JDK 25 or newer\n");
    assertThat(launcher.exitValue()).isEqualTo(1);
  }

  private Process start(Path launcher, String javaHome) throws IOException {
    var builder = new ProcessBuilder("bash", launcher.toString(), "--version");
    builder.environment().put("KEEPTRAIL_JAVA_HOME", javaHome);
    return builder.directory(folder.toFile()).redirectErrorStream(true).start();
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return text;
  }
}
