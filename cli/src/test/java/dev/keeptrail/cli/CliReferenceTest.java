package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The page {@code docs/reference/cli.md} and the commands themselves say the same. */
final class CliReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "cli.md");
  private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+)");
  private static final Pattern COMMAND = Pattern.compile("`(kt [a-z -]*?[a-z])(?: --[^`]*)?`");
  private static final Pattern VARIABLE =
      Pattern.compile("\"((?:KEEPTRAIL|KEEPTRUSTS|OTEL)_[A-Z_]+)");
  private static final Set<String> EVERYWHERE = Set.of("--help");

  @Test
  void pageHasASectionForEachCommandAndNoOther() throws IOException {
    assertThat(sections().keySet())
        .filteredOn(title -> title.startsWith("kt "))
        .containsExactlyElementsOf(commands().keySet());
  }

  @Test
  void pageNamesEachOptionOfEachCommandAndNoOther() throws IOException {
    Map<String, String> sections = sections();
    commands()
        .forEach((name, options) ->
            assertThat(optionRows(sections.getOrDefault(name, "")))
                .as("options of `%s`", name)
                .isEqualTo(options));
  }

  @Test
  void theTableListsEachCommandWithWhatItsHelpSays() throws IOException {
    List<String> expected =
        CommandListSection.leaves(CommandTree.complete(new TestInvocation().get())).stream()
            .map(spec -> {
              String name = spec.qualifiedName();
              String does = spec.usageMessage().description()[0].replaceFirst("\\.$", "");
              return "| [`%s`](#%s) | %s |".formatted(name, name.replace(' ', '-'), does);
            })
            .toList();

    assertThat(sections().getOrDefault("Commands", "").replace("`*.pack`", "*.pack").lines())
        .filteredOn(line -> line.startsWith("| [`kt "))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void pageNamesEachVariableThatIsRead() throws IOException {
    Set<String> read = new TreeSet<>();
    for (String module : List.of("cli", "runtime-gateway", "ledger")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
          VARIABLE
              .matcher(Files.readString(file))
              .results()
              .forEach(name -> read.add(name.group(1)));
        }
      }
    }

    assertThat(read).contains("KEEPTRAIL_HOME", "KEEPTRUSTS_GATEWAY_TOKEN");
    assertThat(sections().getOrDefault("Environment", ""))
        .contains(read.stream().map("`%s`"::formatted).toList());
  }

  @Test
  void pageNamesEachExitCode() throws IOException {
    assertThat(sections().getOrDefault("Exit codes", ""))
        .contains("| 0 |", "| 1 |", "| 2 |", "| 3 |", "| 70 |");
  }

  /** Whoever looks up a code finds every command that ends with it, in whatever it was typed. */
  @Test
  void pageSaysOfEachCommandWhichOfTheRareCodesItEndsWith() throws IOException {
    String section = sections().getOrDefault("Exit codes", "");
    Map<String, String> rare =
        Map.of(
            "3", part(section, "What 3 means:", "What stopped"),
            "4", row(section, "4"),
            "5", row(section, "5"),
            "130", part(section, "What stopped commands (130) leave:", "If a command"));

    rare.forEach((code, said) -> {
      Set<String> named = new TreeSet<>();
      COMMAND.matcher(said).results().forEach(name -> named.add(name.group(1)));
      assertThat(named).as("commands with the exit code %s", code).isEqualTo(endingWith(code));
    });
  }

  private static Set<String> endingWith(String code) {
    Set<String> commands = new TreeSet<>();
    for (CommandSpec spec :
        CommandListSection.leaves(CommandTree.complete(new TestInvocation().get()))) {
      if (Stream.of(spec.usageMessage().footer())
          .anyMatch(line -> line.matches("  " + code + " +\\S.*"))) {
        commands.add(spec.qualifiedName());
      }
    }
    return commands;
  }

  private static String part(String section, String from, String to) {
    int start = section.indexOf(from);
    int end = section.indexOf(to, start);
    assertThat(start).as(from).isNotNegative();
    assertThat(end).as(to).isNotNegative();
    return section.substring(start, end);
  }

  private static String row(String section, String code) {
    return section
        .lines()
        .filter(line -> line.startsWith("| " + code + " |"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Set<String>> commands() {
    Map<String, Set<String>> commands = new LinkedHashMap<>();
    for (CommandSpec spec :
        CommandListSection.leaves(CommandTree.complete(new TestInvocation().get()))) {
      Set<String> options = new TreeSet<>();
      for (OptionSpec option : spec.options()) {
        if (!option.hidden()) {
          options.add(option.longestName());
        }
      }
      options.removeAll(EVERYWHERE);
      commands.put(spec.qualifiedName(), options);
    }
    return commands;
  }

  private static Set<String> optionRows(String section) {
    Set<String> options = new TreeSet<>();
    section
        .lines()
        .filter(line -> line.startsWith("| `--"))
        .map(OPTION::matcher)
        .filter(java.util.regex.Matcher::find)
        .forEach(matcher -> options.add(matcher.group(1)));
    return options;
  }

  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    String title = "";
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) {
        title = line.substring(3);
      }
      sections.merge(title, line + "\n", String::concat);
    }
    return sections;
  }
}
