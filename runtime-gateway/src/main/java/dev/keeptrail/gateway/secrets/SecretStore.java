package dev.keeptrail.gateway.secrets;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.language.check.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of secrets, each sealed by AES-256-GCM under a nonce of its own and bound to its name, so
 * that nobody can put one in another's place. The file says which names there are and since when;
 * without the key it says no more. Those who change it take turns.
 */
public final class SecretStore {
  private static final int VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MAX_BYTES = 16 << 20;
  private static final String BOUND_TO = "keeptrail-secret-1:";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final StoreKey key;

  /** One secret, in Base64 as it stands in the file. */
  private record Sealed(String nonce, String sealed, Instant changed) {}

  public SecretStore(Path file, StoreKey key) {
    this.file = file.toAbsolutePath();
    this.key = key;
  }

  /** The store of an installation whose files are in this folder. */
  public static SecretStore in(Path folder, Map<String, String> environment) {
    return new SecretStore(folder.resolve("secrets.json"), new StoreKey(environment, folder));
  }

  /** The names in order, each with the time when its secret was kept. */
  public Map<String, Instant> names() throws SecretStoreException {
    Map<String, Instant> names = new TreeMap<>();
    read().forEach((name, sealed) -> names.put(name, sealed.changed()));
    return names;
  }

  /**
   * The secret of a name; empty where there is none.
   *
   * @throws SecretStoreException when the store cannot be read, or was sealed with another key
   */
  public Optional<String> find(String name) throws SecretStoreException {
    Sealed sealed = read().get(name);
    if (sealed == null) {
      return Optional.empty();
    }
    SecretKeySpec secret =
        key.find()
            .orElseThrow(
                () -> new SecretStoreException("the key of `%s` is not there".formatted(file)));
    try {
      byte[] nonce = Base64.getDecoder().decode(sealed.nonce());
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, secret, nonce, name)
              .doFinal(Base64.getDecoder().decode(sealed.sealed()));
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new SecretStoreException(
          "`%s` was sealed with another key, or was changed".formatted(name));
    }
  }

  /** Keeps a secret in place of the one that the name had. */
  public void keep(String name, String secret, Instant now) throws SecretStoreException {
    if (!Names.isId(name)) {
      throw new SecretStoreException("this is not a name for a secret");
    }
    SecretKeySpec sealing = key.findOrMake();
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, sealing, nonce, name)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      change(kept -> kept.put(name, new Sealed(base64(nonce), base64(sealed), now)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Forgets a secret; false where there was none of this name. */
  public boolean remove(String name) throws SecretStoreException {
    boolean[] there = new boolean[1];
    change(kept -> there[0] = kept.remove(name) != null);
    return there[0];
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String name)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((BOUND_TO + name).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Changes what is read before it is written back. */
  @FunctionalInterface
  private interface Change {
    void make(Map<String, Sealed> kept);
  }

  private void change(Change change) throws SecretStoreException {
    try {
      PrivateFile.<SecretStoreException>alone(
          file,
          () -> {
            Map<String, Sealed> kept = read();
            change.make(kept);
            PrivateFile.replace(file, write(kept));
          });
    } catch (IOException _) {
      throw new SecretStoreException("`%s` cannot be written".formatted(file));
    }
  }

  private static byte[] write(Map<String, Sealed> kept) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION);
    ObjectNode secrets = json.putObject("secrets");
    kept.forEach((name, one) ->
        secrets
            .putObject(name)
            .put("nonce", one.nonce())
            .put("sealed", one.sealed())
            .put("changed", one.changed().toString()));
    return StrictJson.write(json);
  }

  private Map<String, Sealed> read() throws SecretStoreException {
    Map<String, Sealed> kept = new TreeMap<>();
    try {
      if (PrivateFile.isOpenToOthers(file)) {
        throw new SecretStoreException("others may read `%s`; `chmod 600` it".formatted(file));
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new SecretStoreException(
            "`%s` is larger than a store of secrets can be".formatted(file));
      }
      JsonNode json = StrictJson.parse(Files.readAllBytes(file));
      if (json.path("version").asInt(-1) != VERSION) {
        throw new SecretStoreException(
            "`%s` is no store of secrets of version %d".formatted(file, VERSION));
      }
      for (var entry : json.path("secrets").properties()) {
        kept.put(entry.getKey(), sealed(entry.getValue()));
      }
      return kept;
    } catch (NoSuchFileException none) {
      return kept;
    } catch (MalformedJsonException | IllegalArgumentException | DateTimeException _) {
      throw new SecretStoreException("`%s` is no store of secrets".formatted(file));
    } catch (IOException _) {
      throw new SecretStoreException("`%s` cannot be read".formatted(file));
    }
  }

  private static Sealed sealed(JsonNode json) {
    return new Sealed(
        json.path("nonce").asString(""),
        json.path("sealed").asString(""),
        Instant.parse(json.path("changed").asString("")));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
