package dev.keeptrail.gateway.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFileTest {
  @TempDir Path folder;

  @Test
  void keepsWhatIsKnownOfKeysForItsOwnerOnly() throws Exception {
    KeyFile file = new KeyFile(folder.resolve("home").resolve("keys.json"));
    KeySecret secret = KeySecret.fresh();
    ApiKey key = key(secret);

    file.change(none -> List.of(key));

    assertThat(file.read()).containsExactly(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file.path())).doesNotContain(secret.reveal().substring(30));
    assertThat(secret.reveal()).matches("kt_live_[0-9a-f]{16}_[0-9a-f]{64}");
    assertThat(secret).asString().doesNotContain(secret.reveal());
  }

  @Test
  void losesNoKeyWhereManyAreMadeAtOnce() throws Exception {
    try (var makers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> made = new ArrayList<>();
      for (int at = 0; at < 20; at++) {
        // Each with a file object of its own, as processes have.
        made.add(makers.submit(() -> append(new KeyFile(folder.resolve("keys.json")))));
      }
      for (Future<?> one : made) {
        one.get();
      }
    }
    assertThat(new KeyFile(folder.resolve("keys.json")).read()).hasSize(20);
  }

  private static Void append(KeyFile file) throws KeyFileException {
    ApiKey fresh = key(KeySecret.fresh());
    file.change(keys -> {
      List<ApiKey> all = new ArrayList<>(keys);
      all.add(fresh);
      return all;
    });
    return null;
  }

  @Test
  void isNotReadWhereOthersMayWrite() throws Exception {
    KeyFile file = new KeyFile(folder.resolve("keys.json"));
    file.change(none -> List.of());
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw----"));

    assertThatExceptionOfType(KeyFileException.class)
        .isThrownBy(file::read)
        .withMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"version\":2,\"keys\":[]}",
        "{\"version\":1,\"keys\":{}}",
        "{\"version\":1,\"keys\":[{}]}",
        "{\"version\":1,\"keys\":[HEAD,\"scopes\":[\"root\"]}]}",
        "{\"version\":1,\"keys\":[HEAD,\"only_on\":\"mondays\"}]}",
        "{\"version\":1,\"keys\":[HEAD,\"expires\":\"soon\"}]}",
        "{\"version\":1,\"keys\":[HEAD,\"expires\":null}]}",
        "{\"version\":1,\"keys\":[HEAD,\"user\":\"\"}]}",
        "{\"version\":1,\"keys\":[HEAD},HEAD}]}"
      })
  void isRefusedWhereItSaysAnythingElse(String json) throws Exception {
    String head =
        "{\"id\":\"key_%s\",\"hash\":\"%s\",\"created\":\"2026-01-01T00:00:00Z\""
            .formatted("0".repeat(16), "0".repeat(64));
    Path path = Files.writeString(folder.resolve("keys.json"), json.replace("HEAD", head));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

    assertThatExceptionOfType(KeyFileException.class).isThrownBy(new KeyFile(path)::read);
  }

  private static ApiKey key(KeySecret secret) {
    return new ApiKey(
        secret.id(),
        secret.hash(),
        "billing",
        EnumSet.of(KeyScope.INVOKE),
        Instant.parse("2026-11-26T08:00:00Z"),
        Instant.parse("2027-11-26T08:00:00Z"),
        null,
        new BoundIdentity("ana", "billing", "acme", "clerk", "bot", List.of("a", "b"), "internal"));
  }
}
