package dev.keeptrail.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Help on terminals narrower than those it is written for. Where two columns are too many, what a
 * word means stands below it; picocli itself has two columns always.
 */
final class NarrowHelp {
  /** Where picocli arranges help by itself. */
  static final int TWO_COLUMNS = 60;

  /** So wide that picocli breaks no line. */
  static final int UNBROKEN = 10_000;

  private static final int MEANING = 6;

  private final int width;

  private NarrowHelp(int width) {
    this.width = width;
  }

  /** For a command and all below it. */
  static void install(CommandLine command, int width) {
    var help = new NarrowHelp(width);
    help.put(command, UsageMessageSpec.SECTION_KEY_FOOTER, NarrowHelp::footer);
    if (width < TWO_COLUMNS) {
      help.put(command, UsageMessageSpec.SECTION_KEY_SYNOPSIS, NarrowHelp::synopsis);
      help.put(command, UsageMessageSpec.SECTION_KEY_DESCRIPTION, NarrowHelp::description);
      help.put(command, UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, NarrowHelp::parameters);
      help.put(command, UsageMessageSpec.SECTION_KEY_OPTION_LIST, NarrowHelp::options);
      help.put(command, UsageMessageSpec.SECTION_KEY_COMMAND_LIST, NarrowHelp::commands);
    }
    command.getSubcommands().values().forEach(child -> install(child, width));
  }

  /** What a section of help comes to, as lines. */
  private interface Section {
    List<String> of(NarrowHelp narrow, Help help);
  }

  private void put(CommandLine command, String key, Section section) {
    IHelpSectionRenderer renderer =
        help ->
            section.of(this, help).stream()
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    command.getHelpSectionMap().put(key, renderer);
  }

  private List<String> footer(Help help) {
    return WrappedText.rewrapped(List.of(help.commandSpec().usageMessage().footer()), width);
  }

  private List<String> synopsis(Help help) {
    String one = plain(help).synopsis(0).replaceAll("\\s+", " ").strip();
    List<String> lines = new ArrayList<>();
    // The first line stands behind "Usage:".
    String heading = "Usage: ";
    for (String line : WrappedText.of(heading + one, width - 2)) {
      lines.add(lines.isEmpty() ? line.substring(heading.length()) : "  " + line);
    }
    return lines;
  }

  private List<String> description(Help help) {
    return Stream.of(help.commandSpec().usageMessage().description())
        .flatMap(line -> WrappedText.of(line, width).stream())
        .toList();
  }

  private List<String> parameters(Help help) {
    Help plain = plain(help);
    return help.commandSpec().positionalParameters().stream()
        .filter(parameter -> !parameter.hidden())
        .map(parameter ->
            plain
                .createDefaultParameterRenderer()
                .render(parameter, plain.parameterLabelRenderer(), plain.colorScheme()))
        .flatMap(this::argument)
        .toList();
  }

  private List<String> options(Help help) {
    Help plain = plain(help);
    return help.commandSpec().options().stream()
        .filter(option -> !option.hidden())
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .map(option ->
            plain
                .createDefaultOptionRenderer()
                .render(option, plain.parameterLabelRenderer(), plain.colorScheme()))
        .flatMap(this::argument)
        .toList();
  }

  /** From what would be cells of a table, of which the last column is the meaning. */
  private Stream<String> argument(Ansi.Text[][] rows) {
    List<String> names = new ArrayList<>();
    List<String> meaning = new ArrayList<>();
    for (Ansi.Text[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        (i < row.length - 1 ? names : meaning).add(row[i].toString().strip());
      }
    }
    String name = String.join(" ", names).strip().replace(" , ", ", ");
    return Stream.concat(
        Stream.of("  " + name),
        WrappedText.indented(String.join(" ", meaning).strip(), MEANING, width).stream());
  }

  private List<String> commands(Help help) {
    List<String> lines = new ArrayList<>();
    CommandSpec above = help.commandSpec();
    for (CommandSpec command : CommandListSection.leaves(above.commandLine())) {
      String heading = above.parent() == null ? CommandListSection.heading(command) : null;
      if (heading != null) {
        lines.addAll(List.of("", heading + ":"));
      }
      lines.add("  " + command.qualifiedName().substring(above.qualifiedName().length() + 1));
      lines.addAll(WrappedText.indented(command.usageMessage().description()[0], MEANING, width));
    }
    return lines;
  }

  /** There is no room for colours that are counted as columns. */
  private static Help plain(Help help) {
    return new Help(help.commandSpec(), Help.defaultColorScheme(Ansi.OFF));
  }
}
