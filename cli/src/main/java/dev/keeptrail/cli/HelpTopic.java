package dev.keeptrail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Help that is about all commands: sections of {@code docs/reference/cli.md}, which the build puts
 * beside the classes, so that there is one text of each.
 */
enum HelpTopic {
  ENVIRONMENT("Environment"),
  EXIT_CODES("Exit codes"),
  FILES("Files"),
  FILTERS("Filters"),
  OUTPUT("Output");

  private static final String PAGE = "help/cli.md";
  private static final String HEADING = "## ";

  private final String title;

  HelpTopic(String title) {
    this.title = title;
  }

  /** How it is asked for. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(HelpTopic::word).toList();
  }

  static Optional<HelpTopic> of(String word) {
    return Arrays.stream(values()).filter(topic -> topic.word().equals(word)).findFirst();
  }

  /** The page in lines of at most that width. */
  String page(int width) {
    return title + "\n\n" + String.join("\n", lines(width)) + "\n";
  }

  /** The same without the title. */
  List<String> lines(int width) {
    return PlainMarkdown.of(section(), width);
  }

  String title() {
    return title;
  }

  /** The section's lines without its heading. */
  private List<String> section() {
    List<String> lines = read().lines().toList();
    int heading = lines.indexOf(HEADING + title);
    if (heading < 0) {
      throw new IllegalStateException("the page of the command line has no such section");
    }
    List<String> rest = lines.subList(heading + 1, lines.size());
    return rest.stream().takeWhile(line -> !line.startsWith(HEADING)).toList();
  }

  private static String read() {
    try (InputStream in = HelpTopic.class.getResourceAsStream(PAGE)) {
      if (in == null) {
        throw new IllegalStateException("the page of the command line is not in the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a page of the build cannot be read", e);
    }
  }
}
