package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What writers leave that are killed goes with the next one, and nothing of who is at work. */
@Timeout(300)
final class UnfinishedIT {
  @TempDir Path home;
  private Path folder = Path.of("");

  @BeforeEach
  void oneEvent() throws Exception {
    Path ledger = home.resolve("ledger");
    Ledgers.openAdministration(ledger, InstantSource.system()).close();
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      store.append(SmallEvents.allowed("evt_1"));
    }
    folder = Files.createDirectory(home.resolve("out"));
  }

  /** Begins a file and a folder beside a name, says so, and waits to be killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] names) throws Exception {
      Path target = Path.of(names[0]);
      try (Unfinished beside = Unfinished.beside(target)) {
        Path file = beside.file();
        Files.writeString(file, "half");
        Files.writeString(file.resolveSibling(file.getFileName() + ".1.leaves"), "half");
        Files.writeString(beside.folder().resolve("ledger.db"), "half");
        System.out.println("begun");
        int ignored = System.in.read();
      }
    }
  }

  private Process writer() throws IOException {
    Process begun =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.resolve("x.csv").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(begun.inputReader().readLine()).isEqualTo("begun");
    return begun;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(one -> String.valueOf(one.getFileName())).sorted().toList();
    }
  }

  static Stream<List<String>> commands() {
    return Stream.of(
        List.of("events", "export", "--output", "OUT/events.csv"),
        List.of("capture", "export", "--output", "OUT/captures.parquet"),
        List.of("ledger", "backup", "OUT/copy.zip"),
        CommandRun.evidence("OUT/bundle.zip"));
  }

  private void kt(List<String> command) {
    CommandRun run = CommandRun.of(home);
    String[] words =
        command.stream().map(word -> word.replace("OUT", folder.toString())).toArray(String[]::new);
    assertThat(run.run(words)).as(run.out() + run.err()).isZero();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void goesWithTheNextOneWhenItsWriterIsGone(List<String> command) throws Exception {
    Files.writeString(folder.resolve(".kt-completion"), "of somebody");
    Files.writeString(folder.resolve(".kt-1.unfinished"), "of an earlier build");
    Process killed = writer();
    Process running = writer();
    try {
      assertThat(names()).hasSize(2 + 2 * 4);
      kt(command);
      assertThat(names()).as("both are at work").hasSize(2 + 2 * 4 + 1);
      killed.destroyForcibly().waitFor();
      kt(command);
      assertThat(names())
          .hasSize(2 + 4 + 1)
          .contains(".kt-completion", ".kt-1.unfinished")
          .filteredOn(name -> name.endsWith(".lock"))
          .hasSize(1);
      running.outputWriter().write("\n");
      running.outputWriter().flush();
      assertThat(running.waitFor(4, TimeUnit.MINUTES)).isTrue();
      assertThat(names()).hasSize(2 + 1);
    } finally {
      killed.destroyForcibly();
      running.destroyForcibly();
    }
  }

  @Test
  void whoIsAskedToEndLeavesNothing() throws Exception {
    Process asked = writer();
    asked.destroy();
    assertThat(asked.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(names()).isEmpty();
  }

  /** In a folder of many, somebody may have put a link there that leads to a file of ours. */
  @Test
  void nothingHappensWhereLinksLead() throws Exception {
    Path precious = Files.createDirectory(home.resolve("precious"));
    Path file = Files.writeString(precious.resolve("file"), "kept");
    Files.createSymbolicLink(folder.resolve(".kt-7.lock"), file);
    Files.createSymbolicLink(folder.resolve(".kt-7.work"), precious);
    Files.writeString(folder.resolve(".kt-8.lock"), "");
    Files.createSymbolicLink(folder.resolve(".kt-8.work"), precious);
    kt(List.of("events", "export", "--output", "OUT/events.csv"));
    assertThat(names()).containsExactly(".kt-7.lock", ".kt-7.work", "events.csv");
    assertThat(file).hasContent("kept");
  }

  @Test
  void twoInOneProcessLeaveEachOtherAlone() throws Exception {
    try (Unfinished first = Unfinished.beside(folder.resolve("a"));
        Unfinished second = Unfinished.beside(folder.resolve("b"))) {
      Path one = first.file();
      Path two = second.file();
      kt(List.of("events", "export", "--output", "OUT/events.csv"));
      assertThat(one).exists();
      assertThat(two).exists();
    }
    assertThat(names()).containsExactly("events.csv");
  }
}
