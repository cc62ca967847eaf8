package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StandardOutputTest {
  private static final Path FULL = Path.of("/dev/full");

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"0, 1", "3, 3"})
  void whatWasCutOffIsSaid(int ended, int exitCode) {
    assertThat(written(full()).exitCode(ended, () -> false, stream(err))).isEqualTo(exitCode);
    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("kt: not all of the output could be written: no space");
  }

  @Test
  void aReaderThatWentAwayIsNot() {
    assertThat(written(full()).exitCode(0, () -> true, stream(err))).isZero();
    assertThat(written(new ByteArrayOutputStream()).exitCode(0, () -> false, stream(err))).isZero();
    assertThat(err.size()).isZero();
  }

  static boolean hasFullDevice() {
    return Files.exists(FULL);
  }

  @Test
  @EnabledIf("hasFullDevice")
  void aFullDiskFailsTheProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.keeptrail.cli.Main",
                    "--version"))
            .redirectOutput(FULL.toFile())
            .start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said).startsWith("kt: not all of the output could be written: ");
  }

  private static StandardOutput written(OutputStream target) {
    var output = new StandardOutput(target);
    PrintStream out = stream(output);
    out.println("a result");
    out.flush();
    return output;
  }

  private static PrintStream stream(OutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }

  private static OutputStream full() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException("no space");
      }
    };
  }
}
