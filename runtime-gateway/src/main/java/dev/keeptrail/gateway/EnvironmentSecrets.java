package dev.keeptrail.gateway;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.gateway.secrets.SecretStore;
import dev.keeptrail.gateway.secrets.SecretStoreException;
import dev.keeptrail.language.plan.SecretRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds secrets in the environment of the process, in files and in the store of the installation. A
 * secret is one line of visible ASCII, so that it fits into a header; anything else counts as not
 * there. Stateless beside the environment it was given.
 */
public final class EnvironmentSecrets implements SecretSource {
  private static final int MAX_BYTES = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentSecrets.class);

  private final Map<String, String> environment;
  private final @Nullable SecretStore store;

  /** Reads the environment of this process. */
  public EnvironmentSecrets() {
    this(System.getenv());
  }

  public EnvironmentSecrets(Map<String, String> environment) {
    this(environment, null);
  }

  /**
   * Reads a store, too.
   *
   * @param store null for none
   */
  public EnvironmentSecrets(Map<String, String> environment, @Nullable SecretStore store) {
    this.environment = Map.copyOf(environment);
    this.store = store;
  }

  @Override
  public Optional<String> resolve(SecretRef ref) {
    return switch (ref) {
      case SecretRef.Env env -> usable(environment.getOrDefault(env.name(), ""));
      case SecretRef.File file -> read(file.path()).flatMap(EnvironmentSecrets::usable);
      case SecretRef.Store named -> stored(named.name()).flatMap(EnvironmentSecrets::usable);
      case SecretRef.Literal literal -> usable(literal.value());
    };
  }

  private Optional<String> stored(String name) {
    try {
      return store == null ? Optional.empty() : store.find(name);
    } catch (SecretStoreException unusable) {
      LOG.error("the store of secrets cannot be used: {}", unusable.problem());
      return Optional.empty();
    }
  }

  private static Optional<String> read(String name) {
    try {
      Path path = Path.of(name);
      if (!Files.isRegularFile(path)) {
        return Optional.empty();
      }
      try (InputStream stream = Files.newInputStream(path)) {
        byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
        return bytes.length > MAX_BYTES ? Optional.empty() : Optional.of(trimmed(bytes));
      }
    } catch (IOException | InvalidPathException _) {
      // Not there, not readable, not text: all the same to whoever needs the secret.
      return Optional.empty();
    }
  }

  private static String trimmed(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static Optional<String> usable(String secret) {
    boolean fits = !secret.isEmpty() && secret.chars().allMatch(c -> c > ' ' && c < 0x7F);
    return fits ? Optional.of(secret) : Optional.empty();
  }
}
