package dev.keeptrail.cli;

import dev.keeptrail.gateway.serving.ReloadRecord;
import dev.keeptrail.gateway.serving.Reloader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reloads a gateway's packs when a file of their folders changed and nothing more changed for a
 * moment. Looks again and again instead of waiting for the system to tell, because mounted
 * configuration is often replaced by a link that points elsewhere.
 */
final class PackWatch implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int MAX_FILES = 10_000;
  private static final int MAX_DEPTH = 8;

  private final Invocation invocation;
  private final List<Path> places;
  private final Reloader reloader;

  private record Seen(FileTime changed, long size) {}

  PackWatch(Invocation invocation, List<Path> places, Reloader reloader) {
    this.invocation = invocation;
    this.places = List.copyOf(places);
    this.reloader = reloader;
  }

  @Override
  public void run() {
    Map<Path, Seen> served = look();
    Map<Path, Seen> before = served;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(PAUSE);
        Map<Path, Seen> now = look();
        // Two looks that agree: whoever saves in several steps is done.
        if (now.equals(before) && !now.equals(served)) {
          served = now;
          say(reloader.reload("watch"));
        }
        before = now;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(ReloadRecord done) {
    if (done.refused()) {
      invocation.note("kt: the changed pack is refused; the one before it is served");
      invocation.note(String.valueOf(done.problem()));
    } else if (done.changed()) {
      invocation.note("kt: now serving " + done.digest());
    }
  }

  private Map<Path, Seen> look() {
    Map<Path, Seen> seen = new TreeMap<>();
    for (Path place : places) {
      lookAround(place, seen);
    }
    return seen;
  }

  private static void lookAround(Path place, Map<Path, Seen> seen) {
    Path parent = place.toAbsolutePath().getParent();
    Path folder = parent == null ? Path.of("") : parent;
    // Where the folder is a link, as of releases that are switched over, what it leads to counts.
    try (Stream<Path> files = Files.walk(folder.toRealPath(), MAX_DEPTH)) {
      files.filter(PackWatch::isSource).limit(MAX_FILES).forEach(file -> look(file, seen));
    } catch (IOException | UncheckedIOException gone) {
      // A folder that is being replaced: the next look sees what came of it.
      return;
    }
  }

  private static boolean isSource(Path file) {
    String name = file.toString();
    return name.endsWith(".pack")
        || name.endsWith(".yaml")
        || name.endsWith(".yml")
        || name.endsWith(".ktpack");
  }

  private static void look(Path file, Map<Path, Seen> seen) {
    try {
      seen.put(file, new Seen(Files.getLastModifiedTime(file), Files.size(file)));
    } catch (IOException gone) {
      // Removed between the two steps: not there is a difference too.
      seen.remove(file);
    }
  }
}
