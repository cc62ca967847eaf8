package dev.keeptrail.gateway.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.gateway.EnvironmentSecrets;
import dev.keeptrail.language.plan.SecretRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir Path home;

  private SecretStore store(Map<String, String> environment) {
    return SecretStore.in(home, environment);
  }

  private SecretStore store() {
    return store(Map.of());
  }

  @Test
  void keepsFindsListsAndForgets() throws Exception {
    assertThat(store().names()).isEmpty();
    assertThat(store().find("a")).isEmpty();
    store().keep("a", "value-1", NOW);
    store().keep("b.key", "value-2", NOW.plusSeconds(1));
    store().keep("a", "value-3", NOW.plusSeconds(2));

    assertThat(store().find("a")).contains("value-3");
    assertThat(store().names())
        .containsExactly(
            Map.entry("a", NOW.plusSeconds(2)), Map.entry("b.key", NOW.plusSeconds(1)));
    assertThat(store().remove("a")).isTrue();
    assertThat(store().remove("a")).isFalse();
    assertThat(store().find("a")).isEmpty();
    assertThat(store().find("b.key")).contains("value-2");
  }

  @Test
  void filesAreTheirOwnersAloneAndSayNothing() throws Exception {
    store().keep("a", "value-1", NOW);

    for (String name : List.of("secrets.json", "secrets.key", "secrets.json.lock")) {
      assertThat(Files.getPosixFilePermissions(home.resolve(name)))
          .as(name)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(Files.readString(home.resolve("secrets.json"))).doesNotContain("value-1");
  }

  @Test
  void keyComesFromVariableOrFile() throws Exception {
    store(Map.of(StoreKey.VARIABLE, KEY)).keep("a", "value-1", NOW);
    assertThat(home.resolve("secrets.key")).doesNotExist();
    Path file = home.resolve("mounted");
    Files.writeString(file, KEY + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    SecretStore mounted = store(Map.of(StoreKey.FILE_VARIABLE, file.toString()));
    assertThat(mounted.find("a")).contains("value-1");
    assertThatThrownBy(() -> store().find("a"))
        .isInstanceOf(SecretStoreException.class)
        .hasMessageContaining("the key of `")
        .hasMessageContaining("is not there");
  }

  @Test
  void anotherKeyAndAnotherNameOpenNothing() throws Exception {
    store().keep("a", "value-1", NOW);
    store().keep("b", "value-2", NOW);
    SecretStore other = store(Map.of(StoreKey.VARIABLE, KEY));
    assertThatThrownBy(() -> other.find("a"))
        .hasMessage("`a` was sealed with another key, or was changed");

    Path file = home.resolve("secrets.json");
    Files.writeString(
        file, Files.readString(file).replace("\"a\":", "\"c\":").replace("\"b\":", "\"a\":"));
    assertThatThrownBy(() -> store().find("a"))
        .hasMessage("`a` was sealed with another key, or was changed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "{\"version\":2,\"secrets\":{}}",
        "{\"version\":1,\"secrets\":{\"a\":{\"nonce\":\"AAAA\",\"sealed\":\"AAAA\"}}}"
      })
  void whatIsNoStoreIsSaidToBeNone(String text) throws Exception {
    Path file = home.resolve("secrets.json");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);

    assertThatThrownBy(() -> store().names())
        .isInstanceOf(SecretStoreException.class)
        .hasMessageContaining("is no store of secrets");
    assertThatThrownBy(() -> store().keep("b", "value-1", NOW))
        .isInstanceOf(SecretStoreException.class);
    assertThat(file).hasContent(text);
  }

  @Test
  void sealedTextThatIsNoneOpensNothing() throws Exception {
    store().keep("a", "value-1", NOW);
    Path file = home.resolve("secrets.json");
    Files.writeString(
        file, Files.readString(file).replaceAll("\"sealed\":\"[^\"]*\"", "\"sealed\":\"?\""));

    assertThatThrownBy(() -> store().find("a")).hasMessageContaining("was changed");
  }

  @Test
  void filesThatOthersMayReadAreNotRead() throws Exception {
    store().keep("a", "value-1", NOW);
    Path key = home.resolve("secrets.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> store().find("a"))
        .hasMessage("others may read `" + key + "`; `chmod 600` it");

    Path file = home.resolve("secrets.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
    assertThatThrownBy(() -> store().names())
        .hasMessage("others may read `" + file + "`; `chmod 600` it");
  }

  @Test
  void keysThatAreNoneAreRefused() {
    for (String key : List.of("short", "QUJD", "?".repeat(44))) {
      assertThatThrownBy(() -> store(Map.of(StoreKey.VARIABLE, key)).keep("a", "value-1", NOW))
          .isInstanceOf(SecretStoreException.class)
          .hasMessageContaining("openssl rand -base64 32");
    }
    assertThatThrownBy(() ->
            store(Map.of(StoreKey.FILE_VARIABLE, home.resolve("none").toString()))
                .keep("a", "value-1", NOW))
        .hasMessageContaining("there is no `");
    assertThatThrownBy(
            () -> store(Map.of(StoreKey.FILE_VARIABLE, "a\0b")).keep("a", "value-1", NOW))
        .hasMessage("KEEPTRAIL_SECRETS_KEY_FILE names no file");
  }

  @Test
  void thoseWhoChangeItTakeTurns() throws Exception {
    List<Future<?>> changes = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 40; i++) {
        String name = "name-" + i;
        changes.add(
            threads.submit(() -> {
              store().keep(name, "value-1", NOW);
              return null;
            }));
      }
    }
    for (Future<?> change : changes) {
      change.get();
    }
    assertThat(store().names()).hasSize(40);
    assertThat(store().find("name-0")).contains("value-1");
  }

  @Test
  void thoseWhoFindNoKeyMakeOne() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path folder = home.resolve("round-" + round);
      List<Future<SecretKeySpec>> made = new ArrayList<>();
      try (var threads = Executors.newFixedThreadPool(8)) {
        for (int i = 0; i < 8; i++) {
          made.add(threads.submit(() -> new StoreKey(Map.of(), folder).findOrMake()));
        }
      }
      Set<SecretKeySpec> keys = new HashSet<>();
      for (Future<SecretKeySpec> key : made) {
        keys.add(key.get());
      }
      assertThat(keys).hasSize(1);
      assertThat(new StoreKey(Map.of(), folder).find()).contains(keys.iterator().next());
    }
  }

  @Test
  void packsReferToIt() throws Exception {
    var secrets = new EnvironmentSecrets(Map.of(), store());
    assertThat(secrets.resolve(new SecretRef.Store("a"))).isEmpty();
    store().keep("a", "value-1", NOW);
    assertThat(secrets.resolve(new SecretRef.Store("a"))).contains("value-1");
    assertThat(new EnvironmentSecrets(Map.of()).resolve(new SecretRef.Store("a"))).isEmpty();

    Files.writeString(home.resolve("secrets.json"), "broken");
    assertThat(secrets.resolve(new SecretRef.Store("a"))).isEmpty();
  }
}
