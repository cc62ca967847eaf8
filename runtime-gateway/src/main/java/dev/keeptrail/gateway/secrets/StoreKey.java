package dev.keeptrail.gateway.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a store: 256 bits in Base64, in the variable {@code KEEPTRAIL_SECRETS_KEY} or in a
 * file that {@code KEEPTRAIL_SECRETS_KEY_FILE} names; where neither is set, in {@code secrets.key}
 * beside the store, which is made when a secret is kept for the first time.
 */
public final class StoreKey {
  public static final String VARIABLE = "KEEPTRAIL_SECRETS_KEY";
  public static final String FILE_VARIABLE = "KEEPTRAIL_SECRETS_KEY_FILE";

  private static final int BYTES = 32;
  private static final int MAX_FILE = 1024;

  private final Map<String, String> environment;
  private final Path usual;

  /** The key as an environment says, of a store in this folder. */
  public StoreKey(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.usual = folder.resolve("secrets.key");
  }

  /** The key; empty where there is none yet. */
  Optional<SecretKeySpec> find() throws SecretStoreException {
    String given = environment.getOrDefault(VARIABLE, "");
    if (!given.isBlank()) {
      return Optional.of(key(given, "the variable " + VARIABLE));
    }
    String named = environment.getOrDefault(FILE_VARIABLE, "");
    try {
      return find(named.isBlank() ? usual : Path.of(named), named.isBlank());
    } catch (InvalidPathException _) {
      throw new SecretStoreException("%s names no file".formatted(FILE_VARIABLE));
    }
  }

  private static Optional<SecretKeySpec> find(Path file, boolean mayBeMissing)
      throws SecretStoreException {
    try {
      if (PrivateFile.isOpenToOthers(file)) {
        throw new SecretStoreException("others may read `%s`; `chmod 600` it".formatted(file));
      }
      if (Files.size(file) > MAX_FILE) {
        throw new SecretStoreException("`%s` holds no key".formatted(file));
      }
      return Optional.of(key(Files.readString(file), "`" + file + "`"));
    } catch (NoSuchFileException _) {
      if (mayBeMissing) {
        return Optional.empty();
      }
      throw new SecretStoreException("there is no `%s`".formatted(file));
    } catch (IOException _) {
      throw new SecretStoreException("`%s` cannot be read".formatted(file));
    }
  }

  /** The key; made, in the usual file, where there is none yet. */
  SecretKeySpec findOrMake() throws SecretStoreException {
    Optional<SecretKeySpec> found = find();
    if (found.isPresent()) {
      return found.get();
    }
    try {
      PrivateFile.<SecretStoreException>alone(
          usual,
          () -> {
            if (find().isEmpty()) {
              byte[] random = new byte[BYTES];
              new SecureRandom().nextBytes(random);
              PrivateFile.replace(usual, Base64.getEncoder().encode(random));
            }
          });
    } catch (IOException _) {
      throw new SecretStoreException("`%s` cannot be written".formatted(usual));
    }
    // Read back, for another process may have been first.
    return find().orElseThrow(() -> new SecretStoreException("`%s` is gone".formatted(usual)));
  }

  private static SecretKeySpec key(String text, String place) throws SecretStoreException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.strip());
      if (bytes.length == BYTES) {
        return new SecretKeySpec(bytes, "AES");
      }
    } catch (IllegalArgumentException _) {
      // Said below, with the remedy.
    }
    throw new SecretStoreException(
        place + " holds no key: 32 random bytes in Base64, as `openssl rand -base64 32` writes");
  }
}
