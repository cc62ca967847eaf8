package dev.keeptrail.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of one command, in the macros of {@code man(7)}: what its help says, so that
 * neither can drift from the other.
 */
final class ManPage {
  private static final String EXAMPLES = "Examples:";
  private static final String START = "Start here:";
  private static final String EXIT_CODES = "Exit codes:";
  private static final int FILLED = 76;
  private static final Map<Integer, String> ESCAPES =
      Map.of(
          (int) '\\', "\\e",
          (int) '-', "\\-",
          (int) '`', "\\(ga",
          (int) '\'', "\\(aq",
          (int) '^', "\\(ha",
          (int) '~', "\\(ti");

  private final CommandSpec spec;
  private final String version;
  private final List<String> lines = new ArrayList<>();

  private ManPage(CommandSpec spec, String version) {
    this.spec = spec;
    this.version = version;
  }

  /** {@code kt-policy-lint} of {@code kt policy lint}. */
  static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  /** The whole page. */
  static String of(CommandSpec spec, String version) {
    var page = new ManPage(spec, version);
    page.write();
    return String.join("\n", page.lines) + "\n";
  }

  private void write() {
    lines.add(
        ".TH \"%s\" \"1\" \"\" \"Keeptrail %s\" \"Keeptrail\""
            .formatted(escaped(name(spec).toUpperCase(Locale.ROOT)), escaped(version)));
    // Long words, such as options with their values, leave gaps in lines that end alike.
    lines.addAll(List.of(".ad l", ".nh"));
    section("NAME");
    text(name(spec) + " - " + brief(spec));
    section("SYNOPSIS");
    text(new Help(spec, Help.defaultColorScheme(Ansi.OFF)).synopsis(0).replaceAll("\\s+", " "));
    section("DESCRIPTION");
    text(brief(spec));
    List<String> footer = Arrays.asList(spec.usageMessage().footer());
    prose(footer);
    arguments();
    commands();
    code("EXAMPLES", part(footer, spec.parent() == null ? START : EXAMPLES));
    exitStatus(part(footer, EXIT_CODES));
    if (spec.parent() == null) {
      for (HelpTopic topic : List.of(HelpTopic.ENVIRONMENT, HelpTopic.FILES)) {
        code(topic.title().toUpperCase(Locale.ROOT), topic.lines(FILLED));
      }
    }
    seeAlso();
  }

  /** What stands in the footer before examples and exit codes. */
  private void prose(List<String> footer) {
    var paragraph = new StringBuilder();
    boolean listed = false;
    for (String line : footer) {
      listed = !line.isEmpty() && (listed || line.matches("(Examples|Start here|Exit codes):"));
      if (line.isEmpty()) {
        paragraph(paragraph);
      } else if (!listed) {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
      }
    }
    paragraph(paragraph);
  }

  private void paragraph(StringBuilder paragraph) {
    if (!paragraph.isEmpty()) {
      lines.add(".PP");
      text(paragraph.toString());
      paragraph.setLength(0);
    }
  }

  private void arguments() {
    List<PositionalParamSpec> parameters =
        spec.positionalParameters().stream().filter(one -> !one.hidden()).toList();
    List<OptionSpec> options =
        spec.options().stream()
            .filter(one -> !one.hidden())
            .sorted(Comparator.comparing(OptionSpec::longestName))
            .toList();
    if (!parameters.isEmpty()) {
      section("ARGUMENTS");
      parameters.forEach(one -> item("\\fI" + escaped(one.paramLabel()) + "\\fR", meaning(one)));
    }
    section("OPTIONS");
    for (OptionSpec option : options) {
      String names =
          Stream.of(option.names())
              .sorted(Comparator.comparingInt(String::length))
              .map(name -> "\\fB" + escaped(name) + "\\fR")
              .collect(Collectors.joining(", "));
      String value =
          option.arity().max() == 0 ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR";
      item(names + value, meaning(option));
    }
  }

  private void commands() {
    List<CommandSpec> below = CommandListSection.leaves(spec.commandLine());
    if (!below.isEmpty()) {
      section("COMMANDS");
      below.forEach(one -> item("\\fB" + escaped(one.qualifiedName()) + "\\fR", brief(one)));
    }
  }

  private void exitStatus(List<String> codes) {
    if (codes.isEmpty()) {
      return;
    }
    section("EXIT STATUS");
    for (String line : codes) {
      String stripped = line.strip();
      if (line.startsWith("       ")) {
        text(stripped);
      } else {
        String code = stripped.replaceFirst("^(\\d+(?: to \\d+)?)\\s.*", "$1");
        item("\\fB" + code + "\\fR", stripped.substring(code.length()).strip());
      }
    }
  }

  private void seeAlso() {
    List<String> others = new ArrayList<>();
    if (spec.parent() != null) {
      others.add(name(spec.parent()));
      spec.parent().subcommands().values().stream()
          .map(CommandLine::getCommandSpec)
          .filter(one -> !one.usageMessage().hidden() && spec.parent().parent() != null)
          .map(ManPage::name)
          .filter(one -> !one.equals(name(spec)))
          .forEach(others::add);
    }
    if (!others.isEmpty()) {
      section("SEE ALSO");
      text(others.stream().map(one -> one + "(1)").collect(Collectors.joining(", ")));
    }
  }

  /** The lines below a heading of the footer, up to the next empty one. */
  private static List<String> part(List<String> footer, String heading) {
    int start = footer.indexOf(heading);
    return start < 0
        ? List.of()
        : footer.subList(start + 1, footer.size()).stream()
            .takeWhile(line -> !line.isEmpty())
            .toList();
  }

  private static String brief(CommandSpec spec) {
    return String.join(" ", spec.usageMessage().description());
  }

  private static String meaning(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  private void section(String title) {
    lines.add(".SH " + title);
  }

  private void item(String name, String meaning) {
    lines.add(".TP");
    lines.add(name);
    text(meaning);
  }

  private void code(String title, List<String> code) {
    if (!code.isEmpty()) {
      section(title);
      lines.add(".nf");
      code.forEach(line -> lines.add(line.isEmpty() ? "" : shielded(line)));
      lines.add(".fi");
    }
  }

  private void text(String text) {
    lines.add(shielded(text));
  }

  /** A point or an apostrophe at the start of a line would make a command of it. */
  private static String shielded(String text) {
    String safe = escaped(text);
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }

  /** Hyphens stay such that can be copied. */
  private static String escaped(String text) {
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(sign -> {
          String escape = ESCAPES.get(sign);
          if (escape != null) {
            safe.append(escape);
          } else if (sign < 128) {
            safe.appendCodePoint(sign);
          } else {
            safe.append("\\[u%04X]".formatted(sign));
          }
        });
    return safe.toString();
  }
}
