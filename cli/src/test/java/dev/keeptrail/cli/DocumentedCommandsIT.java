package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** What README and the guides tell a reader to type does what they say. */
@Timeout(180)
final class DocumentedCommandsIT {
  @TempDir Path folder;

  @Test
  void everyCommandShownAnywhereIsAcceptedAsItStands() throws IOException {
    List<DocumentedCommands.Shown> commands = new ArrayList<>();
    for (Path page : DocumentedCommands.allPages()) {
      commands.addAll(DocumentedCommands.inAnyBlockOf(page));
    }

    assertThat(commands).hasSizeGreaterThan(200);
    for (DocumentedCommands.Shown shown : commands) {
      String[] words = shown.words().toArray(String[]::new);
      assertThatCode(() -> CommandTree.complete(new TestInvocation().get()).parseArgs(words))
          .as(shown.toString())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyCommandAndOptionNamedInATextExists() throws IOException {
    CommandLine root = CommandTree.complete(new TestInvocation().get());
    List<String> unknown = new ArrayList<>();
    int names = 0;
    for (Path page : DocumentedCommands.allPages()) {
      for (DocumentedCommands.Shown named : DocumentedCommands.inTextOf(page)) {
        names++;
        if (!exists(root, named.words())) {
          unknown.add(named.toString());
        }
      }
    }

    assertThat(unknown).isEmpty();
    assertThat(names).isGreaterThan(100);
  }

  private static boolean exists(CommandLine root, List<String> words) {
    CommandLine command = root;
    for (String word : words) {
      CommandLine inner = command.getSubcommands().get(word);
      if (inner != null) {
        command = inner;
      } else if (word.startsWith("-")) {
        if (command.getCommandSpec().findOption(word.replaceFirst("=.*", "")) == null) {
          return false;
        }
      } else if (!command.getSubcommands().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Test
  void everyCommandOfTheGuidesThatEndsDoesSoWithTheCodeStated() throws Exception {
    Path home = homeWithEvents();
    List<String> before = filesHere();
    int ran = 0;
    for (Path page : DocumentedCommands.guides()) {
      Path place = Files.createDirectory(folder.resolve("at-" + page.getFileName()));
      for (var file : DocumentedCommands.savedFiles(page).entrySet()) {
        Files.writeString(place.resolve(file.getKey()), file.getValue());
      }
      for (DocumentedCommands.Shown shown : DocumentedCommands.in(page)) {
        if (ends(shown.words())) {
          CommandRun run = CommandRun.of(home);
          int exitCode = run.run(located(place, shown.words()));
          assertThat(exitCode)
              .as("%s%n%s%s", shown, run.out(), run.err())
              .isEqualTo(shown.exitCode());
          ran++;
        }
      }
    }
    assertThat(ran).isGreaterThanOrEqualTo(12);
    assertThat(filesHere()).isEqualTo(before);
  }

  private static List<String> filesHere() throws IOException {
    try (var files = Files.list(Path.of(""))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static boolean ends(List<String> words) {
    return !words.contains("gateway") && !words.contains("proxy") && !words.contains("--follow");
  }

  /** Files are named from the root folder of a checkout, which the tests do not run in. */
  private static String[] located(Path place, List<String> words) {
    List<String> located = new ArrayList<>();
    boolean output = false;
    for (String word : words) {
      Path here = place.resolve(word);
      if (output || Files.isRegularFile(here)) {
        located.add(here.toString());
      } else if (word.equals("packs") || word.startsWith("packs/")) {
        located.add(DocumentedCommands.ROOT.resolve(word).toString());
      } else {
        located.add(word);
      }
      // What is written must not lie in the folder that the tests run in.
      output = word.equals("--output") || word.equals("-o") || word.equals("backup");
    }
    return located.toArray(String[]::new);
  }

  private Path homeWithEvents() throws IOException, LedgerException {
    CommandRun demo = CommandRun.of(folder);
    assertThat(demo.run("demo", "--json", "--keep")).isZero();
    Path ledger = Path.of(JsonMapper.shared().readTree(demo.out()).path("ledger").asString());
    Path home = Files.createDirectory(folder.resolve("home"));
    Path kept = Files.createDirectory(home.resolve("ledger"));
    try (var files = Files.list(ledger)) {
      for (Path file : files.toList()) {
        Files.move(file, kept.resolve(file.getFileName()));
      }
    }
    Files.delete(ledger);
    // As a gateway makes it that is none of a demonstration.
    Ledgers.openAdministration(kept, InstantSource.system()).close();
    return home;
  }
}
