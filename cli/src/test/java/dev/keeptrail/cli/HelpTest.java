package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class HelpTest {
  @TempDir Path home;

  static Stream<String> commands() {
    return CommandListSection.leaves(tree()).stream()
        .map(spec -> spec.qualifiedName().substring("kt ".length()));
  }

  static Stream<String> groups() {
    return tree().getSubcommands().values().stream()
        .filter(command -> !command.getSubcommands().isEmpty())
        .map(CommandLine::getCommandName);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void everyGroupListsItsCommandsAndExamples(String group) {
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run(group, "--help");

    assertThat(run.out()).contains("Commands:\n", "Examples:\n");
    assertThat(exitCode).isZero();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpCommandShowsTheSame(String command) {
    CommandRun asked = CommandRun.of(home);
    CommandRun option = CommandRun.of(home);

    int first = asked.run(("help " + command).split(" "));
    int second = option.run((command + " --help").split(" "));

    assertThat(asked.out()).isEqualTo(option.out());
    assertThat(first).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 100})
  void theListHasPartsForWhatPeopleComeToDo(int width) {
    CommandRun run = CommandRun.of(home).with("COLUMNS", Integer.toString(width));

    assertThat(run.run("--help")).isZero();

    List<String> parts =
        CommandListSection.leaves(tree()).stream()
            .map(CommandListSection::heading)
            .filter(Objects::nonNull)
            .toList();
    assertThat(parts)
        .startsWith("Begin")
        .containsExactlyInAnyOrderElementsOf(CommandListSection.HEADINGS.values());
    assertThat(run.out()).doesNotContain("Commands:");
    assertThat(run.out().lines().filter(line -> parts.contains(line.replaceFirst(":$", ""))))
        .containsExactlyElementsOf(parts.stream().map(part -> part + ":").toList());
  }

  /** But for words that are longer than the terminal is wide. */
  @ParameterizedTest
  @ValueSource(ints = {40, 50, 60, 72, 90})
  void fitsTheTerminal(int width) {
    List<String> all = Stream.concat(Stream.of(""), Stream.concat(groups(), commands())).toList();
    for (String command : all) {
      CommandRun run = CommandRun.of(home).with("COLUMNS", Integer.toString(width));

      assertThat(run.run((command + " --help").strip().split(" "))).isZero();

      assertThat(run.out().lines())
          .as(command)
          .isNotEmpty()
          .allMatch(line -> line.length() <= width || isOneWord(line));
    }
  }

  private static boolean isOneWord(String line) {
    return line.strip().replaceFirst(" \\\\$", "").replaceFirst("^(Usage:|-\\w,) ", "").indexOf(' ')
        < 0;
  }

  /** No word gets lost, and a command that goes on in the next line can still be copied. */
  @Test
  void narrowHelpSaysTheSame() {
    for (String command : commands().toList()) {
      CommandRun wide = CommandRun.of(home);
      CommandRun narrow = CommandRun.of(home).with("COLUMNS", "40");
      String[] line = (command + " --help").split(" ");

      assertThat(wide.run(line)).isZero();
      assertThat(narrow.run(line)).isZero();

      assertThat(signs(narrow.out())).as(narrow.out()).isEqualTo(signs(wide.out()));
      assertThat(examples(narrow.out())).isEqualTo(examples(wide.out()));
    }
  }

  /** As a shell reads them. */
  private static List<String> examples(String help) {
    String examples = help.replaceFirst("(?s).*\nExamples:\n(.*?)\n\n.*", "$1");
    return examples.replaceAll(" \\\\\n +", " ").lines().map(String::strip).toList();
  }

  /** Without blanks, whatever their order. */
  private static String signs(String help) {
    return help.replace(" \\\n", "\n")
        .chars()
        .filter(sign -> !Character.isWhitespace(sign))
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void rootListsEveryCommandInFullButNotTheAlias() {
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run();

    assertThat(exitCode).isZero();
    assertThat(commands()).allSatisfy(command -> assertThat(run.out()).contains("  " + command));
    assertThat(run.out()).doesNotContain("proxy");
  }

  @Test
  void versionNamesKeeptrailAndTheJdk() {
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("--version");

    assertThat(run.out()).matches("keeptrail [0-9]+\\.[0-9]+\\.[0-9]+\\S*.*, JDK 2[5-9].*\n");
    assertThat(exitCode).isZero();
  }

  @Test
  void coloursOnlyWhereWanted() {
    CommandRun plain = CommandRun.of(home);
    CommandRun coloured = CommandRun.of(home).withColour();

    assertThat(plain.run("help")).isZero();
    assertThat(coloured.run("help")).isZero();

    assertThat(plain.out()).doesNotContain("\u001b");
    assertThat(coloured.out()).contains("\u001b[");
  }

  @Test
  void coloursAreForTerminalsThatDoNotRefuseThem() {
    assertThat(Main.wantsColour(Map.of(), true)).isTrue();
    assertThat(Main.wantsColour(Map.of("NO_COLOR", ""), true)).isTrue();
    assertThat(Main.wantsColour(Map.of("NO_COLOR", "1"), true)).isFalse();
    assertThat(Main.wantsColour(Map.of("TERM", "dumb"), true)).isFalse();
    assertThat(Main.wantsColour(Map.of(), false)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aTopicIsASectionOfThePageOfTheCommandLine(HelpTopic topic) {
    CommandRun run = CommandRun.of(home);

    assertThat(run.run("help", topic.word())).isZero();

    assertThat(run.out())
        .startsWith(topic.word().substring(0, 1).toUpperCase(Locale.ROOT))
        .doesNotContain("](", "|---", "## ", "```", "\n\n\n", "\u001b");
    assertThat(run.out().lines().count()).isGreaterThan(5);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void topicsSayWhatIsAskedFor() {
    assertThat(topic("exit-codes", 100))
        .contains(
            "\n  3         the command ran, and the answer is no;",
            "\n  kt doctor\n      a check failed\n");
    assertThat(topic("environment", 100))
        .contains("\n  KEEPTRAIL_HOME\n      where Keeptrail keeps its ledger");
    assertThat(topic("files", 100)).contains("\n  keys.json\n      keys of callers, as hashes;");
    assertThat(topic("filters", 100))
        .contains("\n  kt events tail --since 1h --verdict block,escalate\n");
  }

  /** But for words that are longer than that, and commands. */
  @ParameterizedTest
  @ValueSource(ints = {40, 60, 100})
  void topicsFitTheTerminal(int width) {
    for (String topic : HelpTopic.words()) {
      assertThat(topic(topic, width).lines())
          .as(topic)
          .allMatch(line -> line.length() <= width || line.startsWith("  kt ") || isOneWord(line));
    }
  }

  @Test
  void allTopicsAreNamedWhereHelpIs() {
    CommandRun root = CommandRun.of(home);
    CommandRun help = CommandRun.of(home);

    assertThat(root.run()).isZero();
    assertThat(help.run("help", "--help")).isZero();

    assertThat(root.out()).contains(HelpTopic.words());
    assertThat(help.out()).contains(HelpTopic.words());
  }

  @Test
  void aTopicThatThereIsNotIsRefusedWithTheNearest() {
    CommandRun run = CommandRun.of(home);

    assertThat(run.run("help", "enviroment")).isEqualTo(1);

    assertThat(run.err())
        .isEqualTo(
            "kt: there is no command or topic `enviroment`\n  did you mean `environment`?\n");
  }

  private String topic(String word, int width) {
    CommandRun run = CommandRun.of(home).with("COLUMNS", Integer.toString(width));
    assertThat(run.run("help", word)).isZero();
    return run.out();
  }

  private static CommandLine tree() {
    return CommandTree.complete(new TestInvocation().get());
  }

  @Test
  void aCodeThatThereIsNotIsNoCommand() {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run("help", "W999")).isEqualTo(1);
    assertThat(run.err())
        .matches("kt: there is no code `W999`\n  there are E001 to E\\d{3}, W601 to W\\d{3}\n");
    CommandRun near = CommandRun.of(home);
    assertThat(near.run("help", "e615")).isEqualTo(1);
    assertThat(near.err()).endsWith("  did you mean `W615`?\n");
  }
}
