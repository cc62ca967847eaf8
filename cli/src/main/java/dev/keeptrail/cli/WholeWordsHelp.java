package dev.keeptrail.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lists of options whose descriptions end their lines between words only. By itself picocli ends
 * them behind a full stop or a slash too, and shows {@code event.} and {@code allowed} where {@code
 * event.allowed} is meant.
 */
final class WholeWordsHelp {
  /** How much further in the second line of a description stands. */
  private static final String DEEPER = "  ";

  private static final int BETWEEN = 3;

  private WholeWordsHelp() {}

  /** For a command and all below it. */
  static void install(CommandLine command) {
    command
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            help ->
                help.optionList(
                    layout(help),
                    Comparator.comparing(WholeWordsHelp::letters),
                    help.parameterLabelRenderer()));
    command
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            help -> help.parameterList(layout(help), help.parameterLabelRenderer()));
    command.getSubcommands().values().forEach(WholeWordsHelp::install);
  }

  /** {@code -c, --command} stands under c, as picocli sorts. */
  private static String letters(OptionSpec option) {
    return option.shortestName().replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
  }

  private static Layout layout(Help help) {
    UsageMessageSpec message = help.commandSpec().usageMessage();
    TextTable table =
        TextTable.forDefaultColumns(
            help.colorScheme(), names(help, message.longOptionsMaxWidth()), message.width());
    return new WholeWords(help.colorScheme(), table);
  }

  /** How wide the column of names is: as the longest name that is not too long for it. */
  private static int names(Help help, int most) {
    Stream<Ansi.Text[][]> options =
        help.commandSpec().options().stream()
            .filter(option -> !option.hidden())
            .map(option ->
                help.createDefaultOptionRenderer()
                    .render(option, help.parameterLabelRenderer(), help.colorScheme()));
    Stream<Ansi.Text[][]> parameters =
        help.commandSpec().positionalParameters().stream()
            .filter(parameter -> !parameter.hidden())
            .map(parameter ->
                help.createDefaultParameterRenderer()
                    .render(parameter, help.parameterLabelRenderer(), help.colorScheme()));
    return BETWEEN
        + Stream.concat(options, parameters)
            .mapToInt(rows -> rows[0][BETWEEN].plainString().length())
            .filter(length -> length <= most)
            .max()
            .orElse(0);
  }

  /** Gives each line of a description a row of its own, which picocli need not break. */
  private static final class WholeWords extends Layout {
    private final Column meaning;

    private WholeWords(Help.ColorScheme scheme, TextTable table) {
      super(scheme, table);
      this.meaning = table.columns()[table.columns().length - 1];
    }

    @Override
    public void layout(ArgSpec argument, Ansi.Text[][] rows) {
      List<Ansi.Text[]> broken = new ArrayList<>();
      for (Ansi.Text[] row : rows) {
        int last = row.length - 1;
        for (Ansi.Text line : lines(row[last])) {
          Ansi.Text[] next = broken.isEmpty() ? row.clone() : empty(row.length);
          next[last] = line;
          broken.add(next);
        }
      }
      super.layout(argument, broken.toArray(new Ansi.Text[0][]));
    }

    private static Ansi.Text[] empty(int length) {
      var row = new Ansi.Text[length];
      Arrays.fill(row, Ansi.OFF.text(""));
      return row;
    }

    private List<Ansi.Text> lines(Ansi.Text text) {
      int width = meaning.width - meaning.indent - 1;
      List<Ansi.Text> lines = new ArrayList<>();
      String plain = text.plainString();
      int from = 0;
      while (from < plain.length()) {
        int room = lines.isEmpty() ? width : width - DEEPER.length();
        int to = end(plain, from, room);
        Ansi.Text line = text.substring(from, to);
        lines.add(lines.isEmpty() ? line : Ansi.OFF.text(DEEPER).concat(line));
        from = to;
        while (from < plain.length() && plain.charAt(from) == ' ') {
          from++;
        }
      }
      return lines.isEmpty() ? List.of(text) : lines;
    }

    /** Where a line ends that begins at a place: before the last space that is within its room. */
    private static int end(String plain, int from, int room) {
      // The last line may reach to the margin.
      if (plain.length() - from <= room + 1) {
        return plain.length();
      }
      int space = plain.lastIndexOf(' ', from + room);
      return space > from ? space : from + room;
    }
  }
}
