package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyLintCommandTest {
  private static final String UNTIDY =
      """
      pack: {name: untidy, version: 0.1.0}
      policies: {chain: [audit-logger, dlp-filter]}
      policy: {dlp-filter: {blocked_terms: [falcon, Falcon]}}
      """;
  private static final String TIDY =
      """
      pack: {name: untidy, version: 0.1.0}
      policies: {chain: [dlp-filter, audit-logger]}
      policy: {dlp-filter: {blocked_terms: [falcon]}}
      """;

  private static final String SMALL =
      """
      language 1
      pack small { version: "0.1.0" }
      chain { audit-logger }
      test "says nothing of it" {
        given message { text: "hello" }
        expect allow
      }
      """;

  @TempDir Path home;

  @Test
  void looksAtEveryPackOfAFolderOnceAndAtLibrariesThroughTheirPacks() throws IOException {
    Files.createDirectories(home.resolve("a/tests"));
    Files.writeString(home.resolve("a/policy-config.yaml"), TIDY);
    Files.writeString(home.resolve("a/tests/policy-config.yaml"), "no pack");
    Files.writeString(home.resolve("terms.pack"), "language 1\n\ndefine limit = 10\n");
    Files.writeString(
        home.resolve("b.pack"),
        """
        language 1

        import "terms.pack"

        pack b { version: "0.1.0" }

        chain { guard audit-logger }

        policy guard on tool {
          rule large {
            when tool_call(name called "pay", arguments.amount > limit)
            then block
          }
        }
        """);
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("policy", "lint", "--fail-level", "warning", home.toString());

    assertThat(run.out())
        .contains("OK " + home.resolve("a/policy-config.yaml"), "OK " + home.resolve("b.pack"))
        .endsWith("\n2 packs, 2 valid, 0 errors, 0 warnings\n");
    assertThat(exitCode).isZero();
  }

  @Test
  void aFileThatPacksImportIsRightByItself() throws IOException {
    Path library =
        Files.writeString(home.resolve("terms.pack"), "language 1\n\ndefine limit = 10\n");
    Path wrong = Files.writeString(home.resolve("wrong.yaml"), "define: {limit: missing}\n");
    Path usual = Files.writeString(home.resolve("policy-config.yaml"), "define: {limit: 10}\n");
    CommandRun right = CommandRun.of(home);
    CommandRun others = CommandRun.of(home);
    CommandRun named = CommandRun.of(home);

    assertThat(right.run("policy", "lint", library.toString())).isZero();
    assertThat(others.run("policy", "lint", wrong.toString(), usual.toString())).isEqualTo(2);
    assertThat(named.run("policy", "lint", "--file", library.toString())).isEqualTo(2);

    assertThat(right.out()).isEqualTo("OK " + library + ", a library for packs to import\n");
    assertThat(others.out()).contains("error[E205]: unknown name `missing`", "lacks `pack`");
    assertThat(named.out()).contains("the document lacks `pack`", "the document lacks `chain`");
  }

  @ParameterizedTest
  @CsvSource({
    "human, warning[W631]",
    "sarif, '\"ruleId\": \"W631\"'",
    "github, 'title=W631 '",
  })
  void tellsOnceWhatIsWrongInAFileThatSeveralPacksImport(String format, String part)
      throws IOException {
    Files.writeString(home.resolve("terms.pack"), "define limit = 10\n");
    for (String name : List.of("a", "b", "c")) {
      Files.writeString(
          home.resolve(name + ".pack"),
          """
          language 1
          import "terms.pack"
          pack p { version: "0.1.0" }
          chain { guard audit-logger }
          policy guard on tool {
            rule large { when tool_call(arguments.amount > limit) then block }
          }
          """);
    }
    CommandRun run = CommandRun.of(home);

    run.run("policy", "lint", "--format", format, home.toString());

    assertThat(run.out().split(Pattern.quote(part), -1)).hasSize(2);
  }

  @Test
  void theFolderAndTheFilesInItMayBeLinks() throws IOException {
    Path real = Files.createDirectories(home.resolve("v1/.data"));
    Files.writeString(real.resolve("policy-config.yaml"), TIDY);
    Files.createSymbolicLink(
        home.resolve("v1/policy-config.yaml"), Path.of(".data", "policy-config.yaml"));
    Path current = Files.createSymbolicLink(home.resolve("current"), Path.of("v1"));
    CommandRun lint = CommandRun.of(home);
    Files.writeString(home.resolve("v1/a.pack"), "language 1\npack   a { version: \"1.0.0\" }\n");
    CommandRun fmt = CommandRun.of(home);

    lint.run("policy", "lint", current.toString());
    int exitCode = fmt.run("policy", "fmt", "--check", current.toString());

    assertThat(lint.out()).contains("OK " + current.resolve("policy-config.yaml"));
    assertThat(fmt.out()).isEqualTo(current.resolve("a.pack") + "\n");
    assertThat(exitCode).isEqualTo(3);
  }

  /** Somebody meant a pack to be there, or a test: a check that is silent of it says too much. */
  @ParameterizedTest
  @ValueSource(strings = {"gone.pack", "policy-config.yaml", "tests/gone.yaml", "circle.pack"})
  void aLinkThatLeadsNowhereIsNoPackAndNoTestThatIsRight(String link) throws IOException {
    Path folder = home.resolve("packs");
    Files.createDirectories(folder.resolve("tests"));
    Files.writeString(folder.resolve("a.pack"), SMALL);
    Files.createSymbolicLink(
        folder.resolve(link), Path.of(link.startsWith("circle") ? link : "no"));
    for (String command : List.of("lint", "test")) {
      CommandRun run = CommandRun.of(home);
      boolean isRead = command.equals("test") || !link.startsWith("tests/");

      int exitCode = run.run("policy", command, folder.toString());

      if (isRead) {
        assertThat(exitCode).as(run.out()).isEqualTo(ExitCode.USAGE_OR_IO);
        assertThat(run.err()).contains(link.substring(link.indexOf('/') + 1));
      }
    }
  }

  @Test
  void whatEditorsMarkAnOpenFileWithIsNoPack() throws IOException {
    Files.writeString(home.resolve("a.pack"), SMALL);
    Files.createSymbolicLink(home.resolve(".#a.pack"), Path.of("ana@host.4711"));
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("policy", "lint", home.toString());

    assertThat(exitCode).as(run.err()).isZero();
  }

  @Test
  void mendsAFileAndReportsWhatIsLeft() throws IOException {
    Path pack = Files.writeString(home.resolve("p.yaml"), UNTIDY);
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("policy", "lint", "--fix", "--fail-level", "warning", pack.toString());

    assertThat(Files.readString(pack)).isEqualTo(TIDY);
    assertThat(run.out()).startsWith("OK ");
    assertThat(run.err().lines())
        .containsExactly(
            "mended " + pack + ":2 W616: Move it to the end of the chain",
            "mended " + pack + ":3 W624: Remove it");
    assertThat(exitCode).isZero();
    try (var files = Files.list(home)) {
      assertThat(files).containsExactly(pack);
    }
  }

  @Test
  void showsWhatItWouldMendAndLeavesTheFileAlone() throws IOException {
    Path pack = Files.writeString(home.resolve("p.yaml"), UNTIDY);
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("policy", "lint", "--fix", "--dry-run", pack.toString());

    assertThat(run.out())
        .contains("-policies: {chain: [audit-logger, dlp-filter]}\n")
        .contains("+policies: {chain: [dlp-filter, audit-logger]}\n");
    assertThat(Files.readString(pack)).isEqualTo(UNTIDY);
    assertThat(exitCode).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "human, warning[W616]",
    "json, '\"code\": \"W616\"'",
    "sarif, '\"ruleId\": \"W616\"'",
    "github, '::warning file='",
    "junit, <testcase name=\"W616"
  })
  void reportsInTheFormatAskedFor(String format, String part) throws IOException {
    Path pack = Files.writeString(home.resolve("p.yaml"), UNTIDY);
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("policy", "lint", "--format", format, pack.toString());

    assertThat(run.out()).contains(part);
    assertThat(run.err()).isEmpty();
    assertThat(exitCode).isZero();
  }

  @Test
  void explainsCodes() {
    CommandRun option = CommandRun.of(home);
    CommandRun help = CommandRun.of(home);

    assertThat(option.run("policy", "lint", "--explain", "w617")).isZero();
    assertThat(help.run("help", "W617")).isZero();

    assertThat(option.out()).startsWith("# W617: ").contains("## What to do");
    assertThat(help.out()).isEqualTo(option.out());
  }

  @Test
  void saysWhatDoesNotGoTogether() {
    assertThat(errorOf("--explain", "W999")).startsWith("kt: there is no code `W999`");
    assertThat(errorOf("--dry-run")).startsWith("kt: `--dry-run` needs `--fix`");
    assertThat(errorOf("--json", "--format", "sarif")).contains("exclude each other");
    assertThat(errorOf("--fix", "--file", "-")).startsWith("kt: standard input cannot be mended");
    assertThat(errorOf(home.toString())).startsWith("kt: there is no pack in `" + home + "`");
  }

  private String errorOf(String... arguments) {
    CommandRun run = CommandRun.of(home).withInput("");
    String[] words = new String[arguments.length + 2];
    words[0] = "policy";
    words[1] = "lint";
    System.arraycopy(arguments, 0, words, 2, arguments.length);
    assertThat(run.run(words)).isEqualTo(1);
    return run.err();
  }
}
