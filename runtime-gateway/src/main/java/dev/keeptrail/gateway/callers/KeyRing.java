package dev.keeptrail.gateway.callers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys as a running gateway knows them. Looks at the file again when it changed, at most twice
 * a second and only when somebody shows a key: a key that is made or taken back counts within that
 * time. A file that cannot be read any more leaves the keys as they were, and says so; one that is
 * gone leaves none. Thread-safe.
 */
public final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
  private static final long EVERY_NANOS = Duration.ofMillis(500).toNanos();

  /** Compared with where there is no such key, so that both take as long. */
  private static final String NOBODYS_HASH = "0".repeat(64);

  private final KeyFile file;
  private final Clock clock;
  private final AtomicLong looked = new AtomicLong(System.nanoTime());
  private volatile Map<String, ApiKey> keys;
  private volatile @Nullable Seen seen;
  private volatile @Nullable String problem;

  /** What tells one state of the file from another. */
  private record Seen(long modified, long size, @Nullable Object file) {}

  private KeyRing(KeyFile file, Clock clock, @Nullable Seen seen, Map<String, ApiKey> keys) {
    this.file = file;
    this.clock = clock;
    this.seen = seen;
    this.keys = keys;
  }

  /**
   * Reads the keys for the first time.
   *
   * @throws KeyFileException when the file cannot be used
   */
  public static KeyRing open(KeyFile file, Clock clock) throws KeyFileException {
    Seen seen = look(file.path());
    return new KeyRing(file, clock, seen, byId(file));
  }

  /** Looks a key up by its public part, and compares the hash of the rest in constant time. */
  public Shown show(String text, KeyScope needed) {
    KeySecret secret = KeySecret.of(text).orElse(null);
    if (secret == null) {
      return new Shown.Unknown();
    }
    refresh();
    ApiKey key = keys.get(secret.id());
    boolean right = secret.hashesTo(key == null ? NOBODYS_HASH : key.hash());
    if (key == null || !right || key.state(clock.instant()) != ApiKey.State.GOOD) {
      return new Shown.Unknown();
    }
    return key.scopes().contains(needed) ? new Shown.Good(Credential.of(key)) : new Shown.Unfit();
  }

  /** Whether the key with this id is there, and good for this. */
  public boolean isGood(String id, KeyScope needed) {
    refresh();
    ApiKey key = keys.get(id);
    return key != null
        && key.state(clock.instant()) == ApiKey.State.GOOD
        && key.scopes().contains(needed);
  }

  /** Why the file could not be read when it changed last; empty when it could. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  public int size() {
    return keys.size();
  }

  private void refresh() {
    long before = looked.get();
    long now = System.nanoTime();
    if (now - before < EVERY_NANOS || !looked.compareAndSet(before, now)) {
      return;
    }
    Seen current = look(file.path());
    if (Objects.equals(current, seen)) {
      return;
    }
    try {
      keys = byId(file);
      problem = null;
    } catch (KeyFileException unusable) {
      problem = "the file of keys is not read any more: " + unusable.problem();
      LOG.error("`{}` is not read any more, {}", file.path(), unusable.problem());
    }
    seen = current;
  }

  private static @Nullable Seen look(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Seen(
          attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
    } catch (IOException none) {
      return null;
    }
  }

  private static Map<String, ApiKey> byId(KeyFile file) throws KeyFileException {
    Map<String, ApiKey> byId = new HashMap<>();
    file.read().forEach(key -> byId.put(key.id(), key));
    return Map.copyOf(byId);
  }
}
