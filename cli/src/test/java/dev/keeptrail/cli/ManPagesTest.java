package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

/** The manual pages of the distribution. */
final class ManPagesTest {
  private static final Path GROFF = Path.of("/usr/bin/groff");

  @TempDir Path folder;

  @Test
  void everyCommandHasOneWithAllOfItsOptions() {
    Map<String, String> pages = ManPages.all();

    assertThat(pages).containsKeys("kt.1", "kt-policy.1", "kt-policy-lint.1");
    assertThat(pages).doesNotContainKey("kt-proxy-run.1");
    for (var spec : CommandListSection.leaves(CommandTree.complete(new TestInvocation().get()))) {
      String page = pages.getOrDefault(spec.qualifiedName("-") + ".1", "");
      assertThat(page)
          .as(spec.qualifiedName())
          .contains(".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS", ".SH EXAMPLES", ".SH EXIT STATUS");
      for (OptionSpec option : spec.options()) {
        if (!option.hidden()) {
          assertThat(page).contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR");
        }
      }
    }
  }

  @Test
  void thePageOfAllSaysWhatCommandsFilesAndVariablesThereAre() {
    assertThat(ManPages.all().getOrDefault("kt.1", ""))
        .contains(
            "\n\\fBkt policy lint\\fR\nCheck packs",
            ".SH ENVIRONMENT",
            "\n  KEEPTRAIL_HOME\n",
            ".SH FILES",
            "\n  keys.json\n");
  }

  @Test
  void theBuildWritesThemIntoAFolder() throws IOException {
    ManPages.main(new String[] {folder.resolve("man/man1").toString()});

    try (Stream<Path> files = Files.list(folder.resolve("man/man1"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(ManPages.all().keySet());
    }
  }

  /** As `man` shows them, where there is the program that it formats with. */
  @Test
  void groffHasNothingAgainstThemAndTheyReadLikeTheHelp() throws Exception {
    assumeThat(GROFF).isExecutable();
    ManPages.main(new String[] {folder.toString()});
    List<String> files = ManPages.all().keySet().stream().sorted().toList();

    for (String file : files) {
      Path shown = folder.resolve(file + ".txt");
      Process groff =
          new ProcessBuilder(
                  GROFF.toString(),
                  "-man",
                  "-ww",
                  "-Wbreak", // a word of a synopsis may be longer than a line
                  "-Tutf8",
                  "-P-cbou",
                  folder.resolve(file).toString())
              .redirectOutput(shown.toFile())
              .start();
      String problems = new String(groff.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(groff.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(problems).as(file).isEmpty();
    }
    assertThat(Files.readString(folder.resolve("kt-policy-mutate.1.txt")))
        .contains(
            "kt-policy-mutate - Change a pack in small ways",
            "--max-changes <n>",
            "[--capture-key=<env:NAME|file:PATH|store:NAME>]...",
            "kt policy mutate --file payments.pack --threshold 80 --json",
            "the score is below --threshold",
            "kt-policy(1)");
  }
}
