package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Folders that are watched by their paths. The system watches a folder wherever it is moved to, and
 * not what takes its place, so each look also compares what stands at the path: folders come, go
 * and are replaced when another branch is checked out, or a link is switched over. For one thread.
 */
final class WatchedFolders implements AutoCloseable {
  /** Editors write a file in several steps. */
  private static final Duration QUIET = Duration.ofMillis(150);

  private final WatchService changes = FileSystems.getDefault().newWatchService();
  private final Map<Path, Watched> watched = new LinkedHashMap<>();
  private final Predicate<String> counts;

  /**
   * A folder as it was seen last.
   *
   * @param identity what tells it from another one at its path; null where there was none
   * @param key null where there was none
   */
  private record Watched(@Nullable Object identity, @Nullable WatchKey key) {
    boolean isStill(@Nullable Object now) {
      return Objects.equals(identity, now) && (key == null || key.isValid());
    }

    void end() {
      if (key != null) {
        key.cancel();
      }
    }
  }

  /**
   * Watches nothing yet.
   *
   * @param counts whether a change of a file of this name is one
   */
  WatchedFolders(Predicate<String> counts) throws IOException {
    this.counts = counts;
  }

  /**
   * Watches these from now on, too. None is ever left out: a folder that is gone is not named any
   * more by what cannot be read without it, and may come back.
   */
  void watch(Set<Path> folders) throws IOException {
    for (Path folder : folders) {
      if (!watched.containsKey(folder)) {
        watched.put(folder, register(folder));
      }
    }
  }

  /** The names of what has changed, until nothing more did for a moment; empty for nothing. */
  Set<String> changed() throws IOException, InterruptedException {
    Set<String> changed = replaced();
    WatchKey key = next(changed);
    while (key != null) {
      for (WatchEvent<?> event : key.pollEvents()) {
        String name = String.valueOf(event.context());
        if (counts.test(name)) {
          changed.add(name);
        }
      }
      boolean ignored = key.reset();
      key = next(changed);
    }
    return changed;
  }

  private @Nullable WatchKey next(Set<String> changed) throws InterruptedException {
    return changed.isEmpty()
        ? changes.poll()
        : changes.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Set<String> replaced() throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (Map.Entry<Path, Watched> entry : watched.entrySet()) {
      Path folder = entry.getKey();
      if (!entry.getValue().isStill(identity(folder))) {
        entry.getValue().end();
        entry.setValue(register(folder));
        names.add(String.valueOf(folder.getFileName()));
      }
    }
    return names;
  }

  private Watched register(Path folder) throws IOException {
    Object identity = identity(folder);
    if (identity == null) {
      return new Watched(null, null);
    }
    try {
      return new Watched(
          identity,
          folder.register(
              changes,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE));
    } catch (IOException failed) {
      if (Files.isDirectory(folder)) {
        throw failed;
      }
      // It went in this moment; the next look sees it come again.
      return new Watched(null, null);
    }
  }

  /** Some file systems have nothing to tell folders apart; there, only their being there counts. */
  private static @Nullable Object identity(Path folder) {
    try {
      var attributes = Files.readAttributes(folder, BasicFileAttributes.class);
      return attributes.isDirectory()
          ? Objects.requireNonNullElse(attributes.fileKey(), true)
          : null;
    } catch (IOException notThere) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    changes.close();
  }
}
