package dev.keeptrail.cli;

import dev.keeptrail.engine.packtest.TestFiles;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.repl.saved.SavedTestFiles;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs tests again whenever the pack, a file that it imports, or a test changes. Editors write a
 * file in several steps, so a run waits until nothing has changed for a moment.
 */
final class TestWatch {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long QUIET_MILLIS = 150;

  private static final Set<String> FOLDERS_OF_TESTS =
      Set.of(name(TestFiles.folder(Path.of(""))), name(SavedTestFiles.folder(Path.of(""))));

  private final Invocation invocation;
  private final PackLocation pack;
  private final PackTesting testing;

  TestWatch(Invocation invocation, PackLocation pack, PackTesting testing) {
    this.invocation = invocation;
    this.pack = pack;
    this.testing = testing;
  }

  /** Runs until Ctrl-C; the exit code is that of the last run. */
  int run() throws CommandFailedException, InterruptedException {
    invocation.stop().listen();
    try (WatchService changes = FileSystems.getDefault().newWatchService()) {
      register(changes);
      int exitCode = once();
      while (!invocation.stop().await(POLL)) {
        Set<String> changed = changed(changes);
        if (!changed.isEmpty()) {
          tell(changed);
          register(changes);
          exitCode = once();
        }
      }
      return exitCode;
    } catch (IOException e) {
      throw new CommandFailedException("`%s` cannot be watched".formatted(pack.folder()), null);
    }
  }

  private int once() {
    int exitCode;
    try {
      exitCode = testing.run();
    } catch (CommandFailedException problem) {
      invocation.note("kt: " + problem.getMessage());
      exitCode = problem.exitCode();
    }
    invocation.out().flush();
    invocation.note("watching for changes; Ctrl-C ends");
    return exitCode;
  }

  /** Registering a folder again changes nothing, so that new imports are simply added. */
  private void register(WatchService changes) throws IOException {
    for (Path folder : folders()) {
      if (Files.isDirectory(folder)) {
        WatchKey ignored =
            folder.register(
                changes,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
      }
    }
  }

  private Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    pack.layers().forEach(layer -> folders.add(parent(layer)));
    folders.add(pack.folder().toAbsolutePath().normalize());
    folders.add(TestFiles.folder(pack.folder()).toAbsolutePath().normalize());
    folders.add(SavedTestFiles.folder(pack.folder()).toAbsolutePath().normalize());
    try {
      CompiledPack compiled = PackLoading.compiler().compileFiles(pack.layers());
      for (PackFile file : compiled.files()) {
        folders.add(parent(Path.of(file.span().source().name())));
      }
    } catch (IOException notThere) {
      // The run says what is wrong; the folders above are watched until it is repaired.
    }
    return folders;
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? Path.of("").toAbsolutePath() : parent;
  }

  private void tell(Set<String> changed) {
    int others = changed.size() - 1;
    invocation.note(
        "changed: `%s`%s"
            .formatted(
                PrintableText.of(changed.iterator().next()),
                others == 0 ? "" : " and %d more".formatted(others)));
  }

  /** The names of what has changed, until nothing more did for a moment. */
  private static Set<String> changed(WatchService changes) throws InterruptedException {
    Set<String> changed = new LinkedHashSet<>();
    WatchKey key = changes.poll();
    while (key != null) {
      for (WatchEvent<?> event : key.pollEvents()) {
        String name = String.valueOf(event.context());
        if (isSource(name) || isFolderOfTests(name)) {
          changed.add(name);
        }
      }
      boolean ignored = key.reset();
      key = changes.poll(changed.isEmpty() ? 0 : QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }
    return changed;
  }

  /** Such a folder comes and goes with its files, as when another branch is checked out. */
  private static boolean isFolderOfTests(String name) {
    return FOLDERS_OF_TESTS.contains(name);
  }

  /** What the run itself writes, such as received files and coverage, must not start another. */
  private static boolean isSource(String name) {
    return name.endsWith(".pack")
        || name.endsWith(".yaml")
        || name.endsWith(".yml")
        || (name.endsWith(".json") && !name.contains(".received.") && !name.contains(".approved."));
  }
}
