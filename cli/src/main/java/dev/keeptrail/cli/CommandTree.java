package dev.keeptrail.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Puts the commands together. Where an argument names a command, only that one is built: reading
 * the annotations of all of them would cost a cold start more than the work itself.
 */
final class CommandTree {
  private static final int HELP_WIDTH = 100;
  private static final int NARROWEST_HELP = 30;
  private static final String HELP = "help";
  private static final List<String> VERSION = List.of("-V", "--version");

  private CommandTree() {}

  /** The tree as far as these arguments need it. */
  static CommandLine build(Invocation invocation, ProblemPrinter problems, String... arguments) {
    List<String> words = List.of(arguments);
    boolean aboutAll = !words.isEmpty() && words.getFirst().equals(HELP);
    return assemble(invocation, problems, aboutAll ? List.of() : words);
  }

  /** The whole tree. */
  static CommandLine complete(Invocation invocation) {
    return assemble(invocation, new ProblemPrinter(invocation), List.of());
  }

  private static CommandLine assemble(
      Invocation invocation, ProblemPrinter problems, List<String> words) {
    var root = new CommandLine(new Kt(invocation));
    boolean asksForVersion = !words.isEmpty() && VERSION.contains(words.getFirst());
    add(root, asksForVersion ? List.of() : CommandList.COMMANDS, invocation, words);
    root.getCommandSpec()
        .addOption(
            OptionSpec.builder(VERSION.toArray(String[]::new))
                .versionHelp(true)
                .description("Print the versions of Keeptrail and of the JDK.")
                .build());
    addHelp(root);
    OtherNames.addTo(root);
    int width = helpWidth(invocation);
    root.registerConverter(Path.class, CommandTree::path);
    configure(root, invocation, problems, width);
    WholeWordsHelp.install(root);
    CommandListSection.install(root);
    if (width < HELP_WIDTH) {
      NarrowHelp.install(root, width);
    }
    return root;
  }

  /** How long lines of help may be. */
  static int helpWidth(Invocation invocation) {
    return Math.clamp(FittedTable.width(invocation, HELP_WIDTH), NARROWEST_HELP, HELP_WIDTH);
  }

  /** Adds the command that the first word names; all of them when it names none. */
  private static void add(
      CommandLine parent, List<CommandNode> nodes, Invocation invocation, List<String> words) {
    List<CommandNode> named =
        nodes.stream()
            .filter(node -> !words.isEmpty() && node.name().equals(words.getFirst()))
            .toList();
    List<String> more = named.isEmpty() ? List.of() : words.subList(1, words.size());
    for (CommandNode node : named.isEmpty() ? nodes : named) {
      var command = new CommandLine(node.make().apply(invocation));
      add(command, node.children(), invocation, more);
      parent.addSubcommand(node.name(), command);
    }
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    command.getSubcommands().values().forEach(CommandTree::addHelp);
  }

  /**
   * WHY: an empty name is the folder at hand for Java. Where a script's variable has no value,
   * {@code kt policy lint "$PACK"} would look at whatever is there.
   */
  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("a name is not empty");
    }
    return Path.of(text);
  }

  private static void configure(
      CommandLine root, Invocation invocation, ProblemPrinter problems, int width) {
    root.setOut(new PrintWriter(invocation.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(invocation.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(invocation.colour() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(width < NarrowHelp.TWO_COLUMNS ? NarrowHelp.UNBROKEN : width)
        .setCaseInsensitiveEnumValuesAllowed(true)
        // WHY: what stands behind an option, such as a text to search for, names no file.
        .setExpandAtFiles(false)
        .setExecutionStrategy(new OutputsApart())
        .setParameterExceptionHandler(problems)
        .setExecutionExceptionHandler(problems);
  }
}
