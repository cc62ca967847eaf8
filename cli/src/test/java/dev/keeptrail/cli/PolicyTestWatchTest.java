package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kt policy test --watch} runs again when something changes. */
final class PolicyTestWatchTest {
  @TempDir private Path folder;

  @BeforeEach
  void aPackWithATestThatFails() throws IOException {
    SmallPack.write(folder);
  }

  @Test
  void watchEndsInGoodOrder() {
    CommandRun run = CommandRun.of(folder);
    run.interrupt();

    int exit = run.run("policy", "test", "--watch", "--pack-dir", folder.toString());

    assertThat(run.err()).contains("watching for changes");
    assertThat(exit).isEqualTo(3);
  }

  @Test
  @Timeout(180)
  void watchRunsAgainWhenATestChanges() throws IOException, InterruptedException {
    CommandRun run = CommandRun.of(folder);
    var codes = new ArrayList<Integer>();
    Thread watching =
        Thread.startVirtualThread(
            () -> codes.add(run.run("policy", "test", "--watch", "--pack-dir", folder.toString())));
    awaitOutput(run, "0 passed, 1 failed");

    mend(folder);
    awaitOutput(run, "1 passed, 0 failed");
    end(run, watching);

    assertThat(run.err()).contains("changed: `cases.yaml`\n");
    assertThat(codes).containsExactly(0);
  }

  /** As when another branch is checked out. */
  @Test
  @Timeout(180)
  void watchSeesTheFolderOfTestsGoAndComeBack() throws IOException, InterruptedException {
    CommandRun run = CommandRun.of(folder);
    Thread watching = watch(run, "--pack-dir", folder);
    awaitOutput(run, "0 passed, 1 failed");
    Path tests = folder.resolve("tests");

    Files.move(tests, folder.resolve("elsewhere"));
    while (!run.err().contains("there are no tests")) {
      Thread.sleep(50);
    }
    Files.move(folder.resolve("elsewhere"), tests);
    awaitOutput(run, "0 passed, 1 failed", 2);
    mend(folder);
    awaitOutput(run, "1 passed, 0 failed");
    end(run, watching);
  }

  /** As with a checkout that removes the folder, and another one that brings it back. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(180)
  void watchSeesTheFolderOfThePackReplaced(boolean removed)
      throws IOException, InterruptedException {
    Path pack = Files.createDirectory(folder.resolve("pack"));
    SmallPack.write(pack);
    CommandRun run = CommandRun.of(folder);
    Thread watching = watch(run, "--pack-dir", pack);
    awaitOutput(run, "0 passed, 1 failed");

    Path away = folder.resolve("away");
    Files.move(pack, away);
    awaitNote(run, "there is no", 1);
    if (removed) {
      Files.createDirectory(pack);
      SmallPack.write(pack);
    } else {
      Files.move(away, pack);
    }
    awaitOutput(run, "0 passed, 1 failed", 2);
    mend(pack);
    awaitOutput(run, "1 passed, 0 failed");
    end(run, watching);
  }

  @Test
  @Timeout(180)
  void watchSeesWhatIsImportedGoAndComeBack() throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path shared = Files.createDirectory(own.resolve("shared"));
    Path words = Files.writeString(shared.resolve("words.pack"), "language 1\n");
    Path pack = own.resolve("a.pack");
    Files.writeString(
        pack,
        """
        language 1
        import "shared/words.pack"
        pack a { version: "1.0.0" }
        provider sim { provider: simulated }
        chain { audit-logger }
        test "passes" {
          given tool_call { id: "c1", name: "f", arguments: {} }
          expect allow
        }
        """);
    CommandRun run = CommandRun.of(folder);
    Thread watching = watch(run, "--file", pack);
    awaitOutput(run, "1 passed, 0 failed");

    Files.move(shared, own.resolve("away"));
    awaitNote(run, "watching for changes", 2);
    Files.createDirectory(shared);
    Files.writeString(words, "language 1\n");
    awaitOutput(run, "1 passed, 0 failed", 2);
    end(run, watching);
    assertThat(run.err()).contains("changed: `shared`");
  }

  private static Thread watch(CommandRun run, String option, Path pack) {
    return Thread.startVirtualThread(
        () -> run.run("policy", "test", "--watch", option, pack.toString()));
  }

  /** The test passes from here on. */
  private static void mend(Path pack) throws IOException {
    SmallPack.test(
        pack,
        "cases",
        "{name: large, input: {tool_calls: [{arguments: {amount: 101}}]},"
            + " expected: {verdict: block}}");
  }

  private static void end(CommandRun run, Thread watching) throws InterruptedException {
    run.interrupt();
    watching.join();
  }

  private static void awaitNote(CommandRun run, String text, int times)
      throws InterruptedException {
    while (run.err().split(text, -1).length <= times) {
      Thread.sleep(50);
    }
  }

  private static void awaitOutput(CommandRun run, String text, int times)
      throws InterruptedException {
    while (run.out().split(text, -1).length <= times) {
      Thread.sleep(50);
    }
  }

  private static void awaitOutput(CommandRun run, String text) throws InterruptedException {
    awaitOutput(run, text, 1);
  }
}
