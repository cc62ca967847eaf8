package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What holds for every command, and so for the next one too. */
final class CommandRulesTest {
  private static final int WIDTH = 100;
  private static final int MOST_BRIEF = 100;
  private static final Pattern EXIT_CODE = Pattern.compile("  (\\d+)(?: to \\d+)? {1,4}\\S.*");

  /** A command of ours, up to what a shell does with it. */
  private static final Pattern EXAMPLE =
      Pattern.compile("(?:^|\\s|\\()kt ((?:\"[^\"]*\"|'[^']*'|[^|<>;)\"'])*)");

  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

  /** Commands that show no report, with what they write instead. */
  private static final Map<String, String> WITHOUT_JSON =
      Map.ofEntries(
          Map.entry("kt policy convert", "a pack"),
          Map.entry("kt policy plan", "JSON"),
          Map.entry("kt policy show", "a pack"),
          Map.entry("kt gateway run", "a log"),
          Map.entry("kt gateway install", "a unit file"),
          Map.entry("kt gateway start", "nothing"),
          Map.entry("kt gateway stop", "nothing"),
          Map.entry("kt gateway uninstall", "nothing"),
          Map.entry("kt secrets set", "nothing"),
          Map.entry("kt secrets remove", "nothing"),
          Map.entry("kt console", "an address"),
          Map.entry("kt events export", "events, as JSON too"),
          Map.entry("kt export-jobs get", "JSON"),
          Map.entry("kt export-jobs download", "a file"),
          Map.entry("kt ledger checkpoint", "a signed note"),
          Map.entry("kt ledger prove", "JSON"),
          Map.entry("kt repl", "what its commands show, which have --json"),
          Map.entry("kt conformance serve", "JSON"),
          Map.entry("kt lsp", "JSON"),
          Map.entry("kt schema", "JSON"),
          Map.entry("kt completion", "a script"),
          Map.entry("kt help", "help"));

  @TempDir Path home;

  static Stream<CommandSpec> commands() {
    return CommandListSection.leaves(CommandTree.complete(new TestInvocation().get())).stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aReportHasAFormForPrograms(CommandSpec command) {
    boolean has = shown(command).stream().anyMatch(option -> option.longestName().equals("--json"));

    assertThat(has)
        .as("`--json` of `%s`", command.qualifiedName())
        .isNotEqualTo(WITHOUT_JSON.containsKey(command.qualifiedName()));
  }

  @Test
  void noCommandIsExcusedThatThereIsNot() {
    assertThat(commands().map(CommandSpec::qualifiedName)).containsAll(WITHOUT_JSON.keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachOptionAndArgumentIsDescribed(CommandSpec command) {
    Collection<ArgSpec> all = new ArrayList<>(shown(command));
    all.addAll(command.positionalParameters());
    for (ArgSpec one : all) {
      String name = one instanceof OptionSpec option ? option.longestName() : one.paramLabel();
      String text = String.join(" ", one.description());
      assertThat(text).as(name).isNotBlank().endsWith(".").doesNotContain("  ");
      assertThat(text.substring(0, 1)).as(name).isEqualTo(text.substring(0, 1).strip());
      assertThat(one.hideParamSyntax()).as(name).isFalse();
      if (one.isMultiValue() && one instanceof OptionSpec) {
        assertThat(text).as(name).contains(one.splitRegex().isEmpty() ? "epeatable" : "commas");
      }
      if (!one.required()) {
        assertThat(text).as("the default of %s", name).containsPattern(defaultOf(one));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpBreaksNoWord(CommandSpec command) {
    for (int columns : new int[] {100, 80}) {
      CommandRun run = CommandRun.of(home).with("COLUMNS", Integer.toString(columns));
      String[] words = (command.qualifiedName() + " --help").split(" ", -1);
      assertThat(run.run(Arrays.copyOfRange(words, 1, words.length))).isZero();
      String shown = " " + run.out().replaceAll("\\s+", " ");
      for (ArgSpec one : shown(command)) {
        for (String word : String.join(" ", one.description()).strip().split("\\s+", -1)) {
          assertThat(shown).as("`%s` in %d columns", word, columns).contains(" " + word + " ");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aWordThatIsOfferedIsTaken(CommandSpec command) throws Exception {
    for (ArgSpec one : command.args()) {
      if (one.converters().length > 0 && one.converters()[0] instanceof Words<?> words) {
        String name = one instanceof OptionSpec option ? option.longestName() : one.paramLabel();
        Class<?> type = one.isMultiValue() ? one.auxiliaryTypes()[0] : one.typeInfo().getType();
        for (String word : words) {
          assertThat(words.convert(word)).as("`%s %s`", name, word).isInstanceOf(type);
        }
        if (one.paramLabel().contains("|")) {
          assertThat(words).as(name).containsExactlyInAnyOrder(one.paramLabel().split("\\|"));
        }
        assertThat(one.completionCandidates()).as(name).containsExactlyElementsOf(words);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theDescriptionIsOneLine(CommandSpec command) {
    assertThat(command.usageMessage().description()).hasSize(1);
    assertThat(command.usageMessage().description()[0])
        .matches(".*[.?]")
        .hasSizeLessThanOrEqualTo(MOST_BRIEF);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesAndExitCodesStandAtTheEnd(CommandSpec command) {
    List<String> footer = Arrays.asList(command.usageMessage().footer());
    int examples = footer.indexOf("Examples:");
    int codes = footer.indexOf("Exit codes:");
    assertThat(examples).isNotNegative().isLessThan(codes);

    List<String> shown =
        footer.subList(examples + 1, codes).stream().filter(line -> !line.isEmpty()).toList();
    assertThat(shown).isNotEmpty().allMatch(line -> line.startsWith("  "));
    assertThat(shown).anyMatch(line -> line.contains("kt " + command.qualifiedName().substring(3)));
    Set<Integer> stated = new TreeSet<>();
    for (String line : footer.subList(codes + 1, footer.size())) {
      var code = EXIT_CODE.matcher(line);
      if (code.matches()) {
        assertThat(stated.add(Integer.valueOf(code.group(1)))).as(line).isTrue();
      } else {
        assertThat(line).as("goes on with the line before").startsWith("       ");
      }
    }
    assertThat(stated).contains(0, 1);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesAreCommandLines(CommandSpec command) {
    List<String> footer = Arrays.asList(command.usageMessage().footer());
    List<String> lines = footer.subList(footer.indexOf("Examples:"), footer.indexOf("Exit codes:"));
    for (String line : String.join("\n", lines).replaceAll("\\\\\n", " ").split("\n", -1)) {
      var example = EXAMPLE.matcher(line);
      if (example.find()) {
        String[] words =
            WORD.matcher(example.group(1))
                .results()
                .map(word -> word.group().replaceAll("['\"]", ""))
                .toArray(String[]::new);
        Invocation invocation = new TestInvocation().get();
        CommandLine tree = CommandTree.build(invocation, new ProblemPrinter(invocation), words);
        assertThatCode(() -> tree.parseArgs(words)).as(line).doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpFitsItsWidthAndHasNoColourOfItsOwn(CommandSpec command) {
    CommandRun run = CommandRun.of(home);

    assertThat(run.run((command.qualifiedName().substring(3) + " --help").split(" "))).isZero();

    assertThat(run.out()).contains("Usage: " + command.qualifiedName());
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).allMatch(line -> line.length() <= WIDTH);
    assertThat(run.out()).doesNotContain("\u001b");
  }

  /** One idea has one name: what is described alike is called alike, and takes the same. */
  @Test
  void optionsOfOneMeaningHaveOneName() {
    Map<String, Set<String>> names = new TreeMap<>();
    Map<String, Set<List<String>>> spellings = new TreeMap<>();
    commands()
        .flatMap(command -> shown(command).stream())
        .forEach(option -> {
          String text = String.join(" ", option.description());
          String meaning = text.replaceFirst(" Default: .*", "");
          names.computeIfAbsent(meaning, _ -> new TreeSet<>()).add(option.longestName());
          spellings
              .computeIfAbsent(
                  option.longestName(), _ -> new TreeSet<>(Comparator.comparing(String::valueOf)))
              .add(Stream.of(option.names()).sorted().toList());
        });

    assertThat(names).allSatisfy((meaning, all) -> assertThat(all).as(meaning).hasSize(1));
    assertThat(spellings).allSatisfy((name, all) -> assertThat(all).as(name).hasSize(1));
  }

  static Stream<Arguments> words() {
    return commands()
        .flatMap(command ->
            shown(command).stream()
                .filter(option -> option.completionCandidates() != null)
                .filter(option -> !(option.completionCandidates() instanceof Candidates))
                .map(option -> Arguments.of(command.qualifiedName(), option)));
  }

  @ParameterizedTest
  @MethodSource("words")
  void aWordThatAnOptionDoesNotTakeIsRefusedWithTheNearest(String command, OptionSpec option) {
    String word = option.completionCandidates().iterator().next();
    String misspelled = word.substring(0, word.length() - 1) + "x";
    CommandRun run = CommandRun.of(home).withInput("");
    List<String> line = new ArrayList<>(List.of(command.substring(3).split(" ")));
    line.add(option.longestName() + "=" + misspelled);

    assertThat(run.run(line.toArray(String[]::new))).isEqualTo(1);

    assertThat(run.err())
        .contains("`" + misspelled + "`", "did you mean `")
        .doesNotContain("internal error");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anUnknownOptionIsRefusedWithTheNearest(CommandSpec command) {
    List<String> line = new ArrayList<>(List.of(command.qualifiedName().substring(3).split(" ")));
    line.add("--hepl");
    CommandRun run = CommandRun.of(home);

    assertThat(run.run(line.toArray(String[]::new))).isEqualTo(1);

    assertThat(run.err())
        .startsWith("kt: unknown option `--hepl`\n  did you mean `--help`?\n")
        .endsWith("  see `" + command.qualifiedName() + " --help`\n");
  }

  @Test
  void whatHadAnotherNameIsUnderstoodAndNotShown() {
    for (List<String> former :
        List.of(
            List.of("policy coverage", "--pack", "--file"),
            List.of("repl", "--file", "--script"),
            List.of("conformance run", "--command", "--program"),
            List.of("conformance hunt", "--most", "--limit"))) {
      CommandLine tree = CommandTree.complete(new TestInvocation().get());
      List<String> words = new ArrayList<>(List.of(former.getFirst().split(" ")));
      words.add(former.get(1) + "=7");
      CommandLine.ParseResult parsed = tree.parseArgs(words.toArray(String[]::new));
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      CommandSpec command = parsed.commandSpec();
      assertThat(String.valueOf(command.findOption(former.get(2)).<Object>getValue()))
          .isEqualTo("7");
      CommandRun help = CommandRun.of(home);
      assertThat(help.run((former.getFirst() + " --help").split(" "))).isZero();
      assertThat(help.out()).doesNotContainPattern(former.get(1) + "[ =]");
    }
  }

  /** Which of three names a command has for the pack is hard to remember. */
  @Test
  void thePackHasItsOtherNamesToo() {
    for (String line :
        List.of(
            "policy lint --pack a.yaml=--file",
            "policy plan --policy-config=a.yaml=--file",
            "policy coverage --policy-config a.yaml=--file",
            "gateway run --file a.yaml=--policy-config",
            "doctor --pack a.yaml=--policy-config",
            "replay --file a.yaml=--pack",
            "repl --policy-config a.yaml=--pack",
            "config show --pack a.yaml=--file")) {
      int end = line.lastIndexOf('=');
      CommandLine tree = CommandTree.complete(new TestInvocation().get());
      CommandLine.ParseResult parsed = tree.parseArgs(line.substring(0, end).split(" "));
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      assertThat(parsed.matchedOptionValue(line.substring(end + 1), (Object) null))
          .as(line)
          .asString()
          .contains("a.yaml");
    }
    CommandRun both = CommandRun.of(home);
    assertThat(both.run("policy", "plan", "--file", "a.ktpack", "--pack", "b.ktpack")).isEqualTo(1);
    CommandRun none = CommandRun.of(home);
    assertThat(none.run("replay", "--file")).isEqualTo(1);
    assertThat(none.err()).contains("--pack").doesNotContain("internal error");
  }

  private static List<OptionSpec> shown(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden()).toList();
  }

  /** How a description says what an argument comes to where it is not given. */
  private static Pattern defaultOf(ArgSpec one) {
    return switch (one.initialValue()) {
      case null -> Pattern.compile("");
      case Boolean _ -> Pattern.compile("");
      case Collection<?> _ -> Pattern.compile("");
      case Map<?, ?> _ -> Pattern.compile("");
      case Number _ when one.paramLabel().equals("<n>") && isThreads(one) ->
          Pattern.compile("Default: one for each processor\\.");
      case Number number -> is(number.toString());
      case Enum<?> word -> is(word.name().toLowerCase(Locale.ROOT));
      case Object other when other.toString().isEmpty() -> Pattern.compile("");
      case Object _ -> Pattern.compile("Default: ");
    };
  }

  private static boolean isThreads(ArgSpec one) {
    return one instanceof OptionSpec option && option.longestName().equals("--threads");
  }

  private static Pattern is(String value) {
    return Pattern.compile("Default: " + Pattern.quote(value) + "[ .,;]");
  }
}
