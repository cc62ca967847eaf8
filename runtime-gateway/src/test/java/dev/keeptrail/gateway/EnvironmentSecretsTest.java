package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.SecretRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentSecretsTest {
  private final EnvironmentSecrets secrets =
      new EnvironmentSecrets(Map.of("KEY", "k1", "EMPTY", "", "SPLIT", "a\r\nx-evil: 1"));

  @Test
  void findsVariables() {
    assertThat(secrets.resolve(new SecretRef.Env("KEY"))).contains("k1");
    assertThat(secrets.resolve(new SecretRef.Env("OTHER"))).isEmpty();
    assertThat(secrets.resolve(new SecretRef.Env("EMPTY"))).isEmpty();
    assertThat(secrets.resolve(new SecretRef.Literal("k2"))).contains("k2");
  }

  @Test
  void takesNothingThatDoesNotFitIntoAHeader() {
    assertThat(secrets.resolve(new SecretRef.Env("SPLIT"))).isEmpty();
    assertThat(secrets.resolve(new SecretRef.Literal("sch\u00fcssel"))).isEmpty();
  }

  @Test
  void readsFilesWithoutTheirLineEnd(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "k3\r\n\n");

    assertThat(secrets.resolve(new SecretRef.File(file.toString()))).contains("k3");
  }

  @Test
  void findsNothingInFilesThatHoldNoKey(@TempDir Path folder) throws Exception {
    Path large = Files.writeString(folder.resolve("large"), "k".repeat(70_000));
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE});

    assertThat(secrets.resolve(new SecretRef.File(large.toString()))).isEmpty();
    assertThat(secrets.resolve(new SecretRef.File(binary.toString()))).isEmpty();
    assertThat(secrets.resolve(new SecretRef.File(folder.toString()))).isEmpty();
    assertThat(secrets.resolve(new SecretRef.File(folder.resolve("none").toString()))).isEmpty();
    assertThat(secrets.resolve(new SecretRef.File("\0"))).isEmpty();
  }
}
