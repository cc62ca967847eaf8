package dev.keeptrail.cli;

import dev.keeptrail.engine.packtest.TestFiles;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.repl.saved.SavedTestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Runs tests again whenever the pack, a file that it imports, or a test changes. */
final class TestWatch {
  private static final Duration POLL = Duration.ofMillis(100);

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
    try (var watched = new WatchedFolders(TestWatch::isSource)) {
      watched.watch(folders());
      int exitCode = once();
      while (!invocation.stop().await(POLL)) {
        Set<String> changed = watched.changed();
        if (!changed.isEmpty()) {
          tell(changed);
          watched.watch(folders());
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

  /** What the run itself writes, such as received files and coverage, must not start another. */
  private static boolean isSource(String name) {
    return name.endsWith(".pack")
        || name.endsWith(".yaml")
        || name.endsWith(".yml")
        || (name.endsWith(".json") && !name.contains(".received.") && !name.contains(".approved."));
  }
}
