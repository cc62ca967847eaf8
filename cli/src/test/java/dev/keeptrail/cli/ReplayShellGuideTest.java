package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session that the guide to the shell shows is what the shell says. */
final class ReplayShellGuideTest {
  private static final Path GUIDE = DocumentedCommands.ROOT.resolve("docs/guides/replay-shell.md");
  private static final Pattern SESSION =
      Pattern.compile("(?ms)^```text\\n\\$ \\./kt repl --input [^\\n]*\\n(.*?)^```$");
  private static final Pattern PROMPT = Pattern.compile("kt(?: #\\d+)?> (.*)");

  @TempDir Path folder;

  @Test
  void eachCommandSaysWhatThePageShows() throws Exception {
    for (var file : DocumentedCommands.savedFiles(GUIDE).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    String captured = folder.resolve("captured.jsonl").toString();
    run("capture", "import", "--format", "pairs", "-o", captured, file("pairs.jsonl"));
    Matcher session = SESSION.matcher(Files.readString(GUIDE));
    assertThat(session.find()).isTrue();
    List<String> typed = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (String line : session.group(1).lines().toList()) {
      Matcher prompt = PROMPT.matcher(line);
      if (prompt.matches()) {
        typed.add(prompt.group(1));
      } else {
        shown.add(line);
      }
    }
    // It opens an editor, which nothing is shown of.
    assertThat(typed).hasSizeGreaterThan(3).endsWith("edit");
    typed.removeLast();

    String said =
        run(
            "repl",
            "--input",
            captured,
            "--baseline",
            file("today.yaml"),
            "--pack",
            file("strict.yaml"),
            "-c",
            String.join("; ", typed));

    assertThat(said.lines()).containsExactlyElementsOf(shown);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String run(String... words) {
    CommandRun run = CommandRun.of(folder);
    assertThat(run.run(words)).as(run.err()).isZero();
    return run.out();
  }
}
