package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands of {@code kt} that the Markdown pages of the repository show in their blocks. */
final class DocumentedCommands {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Those of other languages too, so that the end of one is not taken for a beginning. */
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]*)\\n(.*?)^```$");

  private static final Set<String> SHELL = Set.of("", "sh", "console");
  private static final Pattern STEP = Pattern.compile("^\\s*(?:- )?(?:run: )?");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:[A-Z_]+=\\S+ )?(?:\\$ )?(?:\\./)?kt( [^|#<>;&]*?)?\\s*(?:[|<>;&].*)?(?:# exit code (\\d+))?");
  private static final Pattern SAVED =
      Pattern.compile(
          "(?ms)Save this as\\s+`([a-z-]+\\.(?:yaml|pack|txt|jsonl))`[^\\n]*\\n+```(?:yaml)?\\n(.*?)^```$");

  private static final Pattern INLINE = Pattern.compile("`(?:\\./)?kt\\s+([a-z-][^`<|]*)");

  private DocumentedCommands() {}

  /** One command as a page shows it. */
  record Shown(String page, List<String> words, int exitCode) {
    @Override
    public String toString() {
      return page + ": kt " + String.join(" ", words);
    }
  }

  /** Pages that lead through something, whose commands are meant to be typed as they stand. */
  static List<Path> guides() throws IOException {
    var pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    pages.addAll(pagesBelow(ROOT.resolve("docs/guides")));
    return pages;
  }

  static List<Path> allPages() throws IOException {
    var pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    pages.addAll(pagesBelow(ROOT.resolve("docs")));
    pages.addAll(pagesBelow(ROOT.resolve("packs")));
    return pages;
  }

  static List<Shown> in(Path page) throws IOException {
    List<Shown> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(page));
    while (block.find()) {
      if (SHELL.contains(block.group(1))) {
        block.group(2).replace("\\\n", " ").lines().forEach(line -> add(page, line, commands));
      }
    }
    return commands;
  }

  /**
   * Commands in blocks of any language: in sessions, in steps of CI and in files as well, which
   * nobody types.
   */
  static List<Shown> inAnyBlockOf(Path page) throws IOException {
    List<Shown> commands = new ArrayList<>();
    for (Fragment block : fragments(page)) {
      block
          .text()
          .replace("\\\n", " ")
          .lines()
          .map(line -> STEP.matcher(line).replaceFirst(""))
          .forEach(line -> add(page, line, commands));
    }
    return commands;
  }

  /**
   * A block of a page.
   *
   * @param line of the page that it begins behind
   */
  record Fragment(String page, int line, String language, String text) {
    @Override
    public String toString() {
      return page + ":" + line;
    }
  }

  static List<Fragment> fragments(Path page) throws IOException {
    String whole = Files.readString(page);
    return BLOCK
        .matcher(whole)
        .results()
        .map(block ->
            new Fragment(
                ROOT.relativize(page).toString(),
                (int) whole.substring(0, block.start()).lines().count() + 1,
                block.group(1),
                block.group(2)))
        .toList();
  }

  /** The commands that a page names in its text, with or without options. */
  static List<Shown> inTextOf(Path page) throws IOException {
    return INLINE
        .matcher(Files.readString(page))
        .results()
        .map(found -> List.of(found.group(1).strip().split("\\s+")))
        .map(words -> new Shown(ROOT.relativize(page).toString(), words, 0))
        .toList();
  }

  /** The files that a page asks its reader to save, by name. */
  static Map<String, String> savedFiles(Path page) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    Matcher saved = SAVED.matcher(Files.readString(page));
    while (saved.find()) {
      files.put(saved.group(1), saved.group(2));
    }
    return files;
  }

  private static void add(Path page, String line, List<Shown> commands) {
    // A table of commands in a block has its explanations behind a wide gap.
    Matcher command = COMMAND.matcher(line.strip().replaceFirst(" {3,}(?!#).*", ""));
    if (command.matches()) {
      String words = command.group(1) == null ? "" : command.group(1).strip();
      int exitCode = command.group(2) == null ? 0 : Integer.parseInt(command.group(2));
      commands.add(
          new Shown(
              ROOT.relativize(page).toString(),
              words.isEmpty() ? List.of() : List.of(words.split(" +")),
              exitCode));
    }
  }

  private static List<Path> pagesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
