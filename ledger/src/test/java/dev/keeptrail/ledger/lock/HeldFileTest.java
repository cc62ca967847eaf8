package dev.keeptrail.ledger.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeldFileTest {
  private @TempDir Path folder;

  @Test
  void isTakenByOneHolderOfThisProcess() throws Exception {
    Path file = folder.resolve("lock");
    try (HeldFile _ = HeldFile.take(file).orElseThrow()) {
      assertThat(HeldFile.take(file)).isEmpty();
      assertThat(HeldFile.take(folder.resolve("..").resolve(folder.getFileName()).resolve("lock")))
          .isEmpty();
    }
    try (HeldFile again = HeldFile.take(file).orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void isStillHeldForOtherProcessesAfterThisOneAskedTwice() throws Exception {
    Path file = folder.resolve("lock");
    try (HeldFile _ = HeldFile.take(file).orElseThrow()) {
      assertThat(HeldFile.take(file)).isEmpty();
      assertThat(HeldFile.holder(file)).isEqualTo(Long.toString(ProcessHandle.current().pid()));

      assertThat(otherProcess(file)).isEqualTo("held by " + ProcessHandle.current().pid());
    }
    assertThat(otherProcess(file)).isEqualTo("taken");
  }

  @Test
  void closingTwiceLetsGoOnce() throws Exception {
    Path file = folder.resolve("lock");
    HeldFile first = HeldFile.take(file).orElseThrow();
    first.close();
    try (HeldFile _ = HeldFile.take(file).orElseThrow()) {
      first.close();

      assertThat(HeldFile.take(file)).isEmpty();
      assertThat(otherProcess(file)).startsWith("held by ");
    }
  }

  @Test
  void isTakenByAThreadThatIsToStop() throws Exception {
    Path file = folder.resolve("lock");
    Thread.currentThread().interrupt();
    try (HeldFile _ = HeldFile.take(file).orElseThrow()) {
      assertThat(Thread.interrupted()).isTrue();
      assertThat(otherProcess(file)).startsWith("held by ");
    }
  }

  @Test
  void isMadeForItsOwnerAlone() throws Exception {
    Path file = folder.resolve("lock");
    try (HeldFile _ = HeldFile.take(file).orElseThrow()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void saysNoNumberThatNobodyWrote() throws Exception {
    Path file = Files.writeString(folder.resolve("lock"), "12; rm -rf /");

    assertThat(HeldFile.holder(file)).isEqualTo("unknown");
  }

  private static String otherProcess(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return said;
  }

  /** Tries to take the file and says what came of it. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      String said =
          HeldFile.take(file).map(_ -> "taken").orElse("held by " + HeldFile.holder(file));
      System.out.print(said);
    }
  }
}
