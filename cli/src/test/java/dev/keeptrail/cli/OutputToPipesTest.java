package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pipe or a device that is named for the output is written to, and never becomes a file. */
final class OutputToPipesTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "policy convert --to text --file, audit-logger",
    "policy build --file, manifest.json",
  })
  void aPipeStaysOne(String command, String written) throws Exception {
    Path pipe = home.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> text(pipe));
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run((command + " " + pack() + " -o " + pipe).split(" "));

    assertThat(exitCode).as(run.err()).isZero();
    assertThat(read.get(60, TimeUnit.SECONDS)).contains(written);
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void whereALinkLeadsTheArchiveIsPutAndTheLinkStays() throws IOException {
    Path archive = Files.createFile(home.resolve("there.ktpack"));
    Path link = Files.createSymbolicLink(home.resolve("link.ktpack"), archive);

    assertThat(CommandRun.of(home).run("policy", "build", "--file=" + pack(), "-o=" + link))
        .isZero();

    assertThat(link).isSymbolicLink();
    assertThat(archive).isNotEmptyFile();
  }

  private Path pack() throws IOException {
    return Files.writeString(
        home.resolve("small.yaml"),
        "pack: {name: small, version: 1.0.0}\npolicies: {chain: [audit-logger]}\n");
  }

  private static String text(Path pipe) {
    try {
      return new String(Files.readAllBytes(pipe), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
