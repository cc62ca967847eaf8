package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletionCommandTest {
  /** Types a line and a tab in a terminal of its own, and prints what the line is then. */
  private static final String PRESS_TAB =
      """
      zmodload zsh/zpty
      zpty z zsh -f -i
      zpty -w z "PS1='>'; source kt.zsh 2>&1; bindkey '^I' complete-word
      show() { print -r -- \\\"GOT[\\$BUFFER]\\\" }; zle -N show; bindkey '^X' show; echo rea''dy"
      zpty -r z out '*ready*'
      zpty -w -n z "$1"$'\\t\\x18'
      zpty -r -m z out '*GOT\\[*\\]*'
      print -r -- "${${out##*GOT\\[}%%\\]*}]"
      zpty -d z
      """;

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void knowsCommandsOptionsAndWords(String shell) {
    assertThat(script(shell))
        .contains(
            "--policy-config", "--fail-level", "\"drools\" \"reference\"", "\"allow\" \"redact\"")
        .doesNotContain("kt_proxy");
  }

  @Test
  void knowsThemInFishToo() {
    assertThat(script("fish").lines())
        .contains(
            "complete -c kt -n '__kt_at \\'policy \\'' -a 'lint' -d 'Check packs and report every problem in them.'",
            "complete -c kt -n '__kt_at \\'policy lint \\'' -l json -d 'Short for --format json.'",
            "complete -c kt -n '__kt_at \\'policy lint \\'' -F")
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("complete -c kt -n '__kt_at \\'policy test \\'' -l engine")
                .contains(" -x -a 'drools reference' "))
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("complete -c kt -n '__kt_at \\'policy test \\'' -l file -r -F "))
        .noneSatisfy(line -> assertThat(line).contains("-a 'proxy'"));
  }

  /** Words that no converter holds: without them a shell offers nothing, or files. */
  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void offersTheWordsThatAreKnown(String shell) {
    assertThat(script(shell))
        .containsPattern("starter\\W+prompt-injection-detection")
        .containsPattern("pii\\W+pii\\.address")
        .containsPattern("E001\\W+E002")
        .containsPattern("audit-logger\\W+bias-monitor");
  }

  @ParameterizedTest
  @CsvSource({
    "kt pol, policy",
    "kt policy li, lint",
    "kt policy lint --fo, --format",
    "kt policy lint --format s, sarif",
    "kt policy lint --file test --js, --json",
    "kt policy lint other, other.pack",
    "kt policy lint --file other, other.pack",
    "kt init --template sta, starter",
    "kt help W61, W617",
    "kt help policy li, lint",
  })
  void fishOffersWhatFits(String line, String offered) throws Exception {
    String fish = installed("fish");
    Path script = Files.writeString(home.resolve("kt.fish"), script("fish"));
    Files.writeString(home.resolve("other.pack"), "");

    var process =
        new ProcessBuilder(
            List.of(
                fish, "--no-config", "-c", "source " + script + "; complete -C '" + line + "'"));
    process.directory(home.toFile()).environment().put("HOME", home.toString());
    String offers = output(process);

    assertThat(offers.lines().map(offer -> offer.split("\t", 2)[0])).contains(offered);
  }

  @ParameterizedTest
  @CsvSource({
    "kt policy lint --format s, sarif",
    "kt help pol, policy",
    "kt help W61, W617",
    "kt help policy li, lint",
    "kt help gateway sta, start",
    "kt help policy lint x, ''",
    "kt events tail --ledger kt.ba, kt.bash",
  })
  void bashOffersWhatFits(String line, String offered) throws Exception {
    String bash = installed("bash");
    Path script = Files.writeString(home.resolve("kt.bash"), script("bash"));

    var process =
        new ProcessBuilder(
            bash,
            "--norc",
            "-c",
            "cd ~; source %s; COMP_WORDS=(%s); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _kt; echo \"${COMPREPLY[*]}\""
                .formatted(script, line));
    process.environment().put("HOME", home.toString());
    String offers = output(process);

    if (offered.isEmpty()) {
      assertThat(offers).isBlank();
    } else {
      assertThat(offers.strip().split(" ")).contains(offered);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kt policy lint --format s, kt policy lint --format sarif_",
    "kt help pol, kt help policy_",
    "kt policy lint pac, kt policy lint packs\\ a/",
    "kt policy lint packs\\ a/s, kt policy lint packs\\ a/sub/",
    "kt policy lint packs\\ a/o, kt policy lint packs\\ a/other.pack_",
    "kt events tail --ledger pac, kt events tail --ledger packs\\ a/",
  })
  void zshGoesOnWithAPathBehindAFolder(String line, String completed) throws Exception {
    String zsh = installed("zsh");
    Files.writeString(home.resolve("kt.zsh"), script("zsh"));
    Files.createDirectories(home.resolve("packs a/sub"));
    Files.writeString(home.resolve("packs a/other.pack"), "");
    Files.writeString(home.resolve("press-tab.zsh"), PRESS_TAB);

    var process = new ProcessBuilder(zsh, "-f", "press-tab.zsh", line);
    process.directory(home.toFile()).environment().put("HOME", home.toString());

    assertThat(output(process)).isEqualTo(completed.replace('_', ' ') + "]\n");
  }

  private String script(String shell) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run("completion", shell)).isZero();
    return run.out();
  }

  private static String installed(String program) {
    List<Path> found =
        Arrays.stream(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .toList();
    assumeThat(found).as("%s is installed", program).isNotEmpty();
    return found.getFirst().toString();
  }

  private static String output(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
